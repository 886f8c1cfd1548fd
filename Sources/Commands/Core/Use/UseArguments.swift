import ArgumentParser
import PluginKit

/// The words of `awsx use`.
struct UseArguments: DeclaredCommand {
    static var name: String { "use" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Change who you are in this shell.",
        discussion: """
            Sets AWS_PROFILE, and AWS_REGION only if --region is typed. Every other variable that names an identity is \
            put aside, and comes back with awsx unuse. "awsx use -" goes back to the profile before.
            """)

    static let listing = CommandListing(.shell, 2, answersInJSON: false)

    @OptionGroup var profile: ProfileOptions

    @Option(help: "The region of this shell.", completion: .regions)
    var region: String?

    @Flag(help: "Sign in first, if that is needed.")
    var login = false

    @Flag(help: "Set the keys themselves instead, for programs that know no profiles.")
    var exportKeys = false

    @OptionGroup var common: CommonOptions
}

/// The words of `awsx unuse`.
struct UnuseArguments: DeclaredCommand {
    static var name: String { "unuse" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Give this shell back what it had before awsx use.")

    static let listing = CommandListing(
        .shell, 3, summary: "Give this shell back what it had before", answersInJSON: false)

    @OptionGroup var common: CommonOptions
}
