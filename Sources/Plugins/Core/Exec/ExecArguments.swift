import ArgumentParser
import Engine
import PluginKit

/// The options of `exec`; the command that is run is split off before.
struct ExecArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec", _superCommandName: "awsx",
        abstract: "Run a command with credentials.",
        usage: "awsx exec [options] [--] COMMAND [ARGUMENT…]",
        discussion: """
            The first word that is no option of exec begins COMMAND, and all after it is the command's own; -- before it \
            makes that plain. awsx becomes the command: same process, terminal, signals and exit status. Every variable \
            that could name another identity is removed first.

            Examples:
              awsx exec -p prod-admin -- tofu apply
              awsx exec --session corp --account 123456789012 --role ReadOnly -- aws s3 ls
            """
    )

    @Option(name: [.customShort("p"), .long], help: "The profile; without it the active one.")
    var profile: String?

    @Option(name: [.long, .customLong("sso-session")], help: "The sso-session of --account and --role.")
    var session: String?

    @Option(help: "An account's 12 digits; with --role, and no profile is needed.")
    var account: String?

    @Option(help: "A role (permission set) of --account.")
    var role: String?

    @Option(help: "The region that the command is given.")
    var region: String?

    @Option(help: "The least time that credentials must have left, such as 90s, 15m or 1h.")
    var minTTL: TimeLeft?

    @Flag(help: "Never start a sign-in; end with 79 if one is needed.")
    var noLogin = false

    @Flag(help: "Refuse to run inside another awsx exec.")
    var noNest = false

    @OptionGroup var common: CommonOptions

}

extension ExecArguments {
    var request: IdentityRequest {
        IdentityRequest(profile: profile, session: session, account: account, role: role, region: region)
    }
}
