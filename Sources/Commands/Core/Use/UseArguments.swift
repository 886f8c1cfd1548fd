import ArgumentParser
import PluginKit

/// The words of `awsx use`.
struct UseArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "use", _superCommandName: "awsx", abstract: "Change who you are in this shell.",
        discussion: """
            Sets AWS_PROFILE, and AWS_REGION only if --region is typed. Every other variable that names an identity is \
            put aside, and comes back with awsx unuse. "awsx use -" goes back to the profile before.
            """)

    @OptionGroup var profile: ProfileOptions

    @Option(help: "The region of this shell.")
    var region: String?

    @Flag(help: "Sign in first, if that is needed.")
    var login = false

    @Flag(help: "Set the keys themselves instead, for programs that know no profiles.")
    var exportKeys = false

    @OptionGroup var common: CommonOptions
}

/// The words of `awsx unuse`.
struct UnuseArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unuse", _superCommandName: "awsx", abstract: "Give this shell back what it had before awsx use.")

    @OptionGroup var common: CommonOptions
}
