import ArgumentParser
import Engine
import PluginKit
import SystemKit

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
              awsx exec -p prod-admin --read-only -- aws s3 ls
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

    @OptionGroup(title: "Less than the role") var limits: LimitOptions
    @OptionGroup var common: CommonOptions
}

/// What a call of `exec` asks for, beside the command.
struct ExecRequest {
    let identity: IdentityRequest
    let minTTL: TimeLeft?
    let mfaCode: Secret?
    let noLogin: Bool
    let noNest: Bool
    let verbosity: Verbosity

    /// Reads plain words at once, all others by the parser.
    init(_ words: [String], files: any FileSystem) throws {
        self = try Self(hot: words) ?? Self(ExecArguments.understand(words), files)
    }

    private init(_ arguments: ExecArguments, _ files: any FileSystem) throws {
        identity = IdentityRequest(
            profile: arguments.profile, session: arguments.session, account: arguments.account, role: arguments.role,
            region: arguments.region, limits: try arguments.limits.limits(files: files))
        minTTL = arguments.minTTL
        mfaCode = arguments.limits.mfa.code
        noLogin = arguments.noLogin
        noNest = arguments.noNest
        verbosity = arguments.common.verbosity
    }

    private static func option(_ spelling: String) -> FastArguments.Option? {
        switch spelling {
        case "-p", "--profile": .valued("profile")
        case "--session", "--sso-session": .valued("session")
        case "--account": .valued("account")
        case "--role": .valued("role")
        case "--region": .valued("region")
        case "--min-ttl": .valued("min-ttl")
        case "--no-login": .flag("no-login")
        case "--no-nest": .flag("no-nest")
        default: nil
        }
    }

    private init?(hot words: [String]) {
        guard let words = FastArguments(words, option: Self.option), words.plain.isEmpty,
            let verbosity = Verbosity(words)
        else { return nil }
        minTTL = words["min-ttl"].flatMap(TimeLeft.init(parsing:))
        guard (minTTL == nil) == (words["min-ttl"] == nil) else { return nil }
        identity = IdentityRequest(
            profile: words["profile"], session: words["session"], account: words["account"], role: words["role"],
            region: words["region"])
        mfaCode = nil
        noLogin = words.has("no-login")
        noNest = words.has("no-nest")
        self.verbosity = verbosity
    }
}
