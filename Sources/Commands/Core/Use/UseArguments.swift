import ArgumentParser
import PluginKit

/// The words of `awsx use`.
struct UseArguments: DeclaredCommand {
    static var name: String { "use" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Switch this shell to a profile.",
        discussion: """
            Sets AWS_PROFILE, and AWS_REGION only if --region is given. Other variables that select an identity are \
            removed; awsx unuse restores them. "awsx use -" returns to the previous profile.
            """)

    static let listing = CommandListing(.shell, 2, answersInJSON: false, isOnHotPath: true)

    @OptionGroup var profile: ProfileOptions

    @Option(help: "The region for this shell.", completion: .regions)
    var region: String?

    @Flag(help: "Sign in first if needed.")
    var login = false

    @Flag(help: "Set the keys instead of AWS_PROFILE, for programs that don't support profiles.")
    var exportKeys = false

    @OptionGroup var scope: ScopeOption
    @OptionGroup var reason: ReasonOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if !scope.selections.isEmpty, !exportKeys {
            throw ValidationError(
                "--scope requires --export-keys: without it, programs have all permissions of the profile")
        }
    }
}

/// The words of `awsx unuse`.
struct UnuseArguments: DeclaredCommand {
    static var name: String { "unuse" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Undo awsx use in this shell.")

    static let listing = CommandListing(
        .shell, 3, summary: "Undo awsx use in this shell", answersInJSON: false)

    @OptionGroup var common: CommonOptions
}
