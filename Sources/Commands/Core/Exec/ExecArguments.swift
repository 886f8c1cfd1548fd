import ArgumentParser
import Engine
import PluginKit
import SystemKit

/// The options of `exec`; the command that is run is split off before.
struct ExecArguments: DeclaredCommand {
    static var name: String { "exec" }
    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Run a command with credentials.",
        usage: "awsx exec [options] [--] [COMMAND [ARGUMENT…]]",
        discussion: """
            COMMAND begins at the first word that is not an option of exec, and everything after it belongs to the \
            command; -- before it makes that explicit. awsx becomes the command: same process, terminal, signals \
            and exit status. Every variable that could select another identity is removed first.

            With --refresh, the command gets a profile instead of keys. Its SDK gets new credentials from that profile \
            before the old ones expire. Use it for commands that run longer than an hour, or that need several \
            profiles (--with). --server does the same for programs that don't support credential_process, and \
            --compose for the services of docker compose.

            On a terminal, exec without COMMAND starts your shell ($SHELL), and without a profile it lets you \
            choose one. A profile in place of COMMAND means -p, unless a command of that name is in PATH.

            Examples:
              awsx exec -p prod-admin -- tofu apply
              awsx exec prod-admin
              awsx exec --session corp --account prod --role ReadOnly -- aws s3 ls
              awsx exec -p prod-admin --scope read -- aws s3 ls
              awsx exec -p prod-admin --refresh -- tofu apply
              awsx exec -p dev --compose compose.yaml -- docker compose up
            """
    )

    static let listing = CommandListing(
        .credentials, 1, needs: CommandRequirements(credentials: .profile), answersInJSON: false, isOnHotPath: true)

    @Option(name: .profile, help: "The profile (default: the active profile).", completion: .profiles)
    var profile: String?

    @Option(
        name: .session, help: "The sso-session to use with --account and --role.",
        completion: .sessions)
    var session: String?

    @Option(help: "Account ID or name; with --role, no profile is needed.", completion: .accounts)
    var account: String?

    @Option(help: "Role (permission set) in --account.", completion: .roles)
    var role: String?

    @Option(help: "The region to set for the command.", completion: .regions)
    var region: String?

    @Option(help: "Minimum time that credentials must remain valid, such as 90s, 15m or 1h.", completion: .times)
    var minTTL: TimeLeft?

    @OptionGroup(title: "Options for long runs") var renewal: RenewalOptions

    @OptionGroup var login: NoLoginOption

    @OptionGroup var reason: ReasonOption

    @Flag(help: "Refuse to run inside another awsx exec.")
    var noNest = false

    @OptionGroup(title: "Options that narrow permissions") var limits: RoleSessionRestrictionOptions
    @OptionGroup var common: CommonOptions

    /// Split off before the options are read.
    @Argument(parsing: .postTerminator, help: .private, completion: .command)
    var command: [String] = []
}

/// What a call of `exec` asks for, beside the command.
struct ResolvedExecOptions {
    let identity: IdentityRequest
    let minTTL: TimeLeft?
    let mfaCode: Secret?
    let noLogin: Bool
    let noNest: Bool
    /// Nil where the command gets keys.
    let renewal: RenewalKind?
    let compose: ComposeRequest?
    /// The profiles of `--with`.
    let companions: [String]
    let isOnly: Bool
    let reason: String?
    let verbosity: Verbosity

    /// Reads plain words at once, all others by the parser.
    init(_ words: [String], files: any FileSystem) throws {
        self = try Self(hot: words) ?? Self(ExecArguments.understand(words), files)
    }

    private init(_ arguments: ExecArguments, _ files: any FileSystem) throws {
        identity = IdentityRequest(
            profile: arguments.profile, session: arguments.session, account: arguments.account, role: arguments.role,
            region: arguments.region, limits: try arguments.limits.limits(files: files),
            scopes: arguments.limits.scope.selections)
        minTTL = arguments.minTTL
        mfaCode = arguments.limits.mfa.code
        noLogin = arguments.login.isForbidden
        noNest = arguments.noNest
        renewal = arguments.renewal.kind
        compose = arguments.renewal.compose.map { ComposeRequest(file: $0, isWritten: arguments.renewal.write) }
        companions = try arguments.renewal.profiles
        isOnly = arguments.renewal.only
        reason = arguments.reason.text
        verbosity = arguments.common.verbosity
    }

    private init?(hot words: [String]) {
        guard var words = HotPathArgumentParser(words, option: HotPathOptionTable.exec), words.plain.isEmpty,
            let verbosity = Verbosity(&words)
        else { return nil }
        let least = words.take("min-ttl")
        guard let scopes = words.takeScopes() else { return nil }
        minTTL = least.flatMap(TimeLeft.init(parsing:))
        identity = IdentityRequest(
            profile: words.take("profile"), session: words.take("session"), account: words.take("account"),
            role: words.take("role"), region: words.take("region"), scopes: scopes)
        mfaCode = nil
        noLogin = words.takeFlag("no-login")
        noNest = words.takeFlag("no-nest")
        // A start that takes longer anyway goes by the parser.
        renewal = nil
        compose = nil
        companions = []
        isOnly = false
        reason = words.take("reason")
        self.verbosity = verbosity
        guard words.isTaken, (minTTL == nil) == (least == nil) else { return nil }
    }
}
