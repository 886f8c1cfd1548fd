/// The pages of the guide, which hold what the manual shows, and some of what the commands' declarations say.
enum GuidePages {
    static let folder = "Sources/awsx/awsx.docc"
    static let commands = "\(folder)/Commands.md"
    static let answers = "\(folder)/JSONOutput.md"
}
