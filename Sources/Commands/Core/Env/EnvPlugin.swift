import ArgumentParser
import Engine
package import PluginKit
import ShellKit
import SystemKit

/// `awsx env`: prints credentials in the form that a shell or program reads.
package struct EnvPlugin: CoreCommand {
    package var declaration: any DeclaredCommand.Type { EnvArguments.self }

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let wanted = try EnvRequest(invocation.words, files: invocation.context.files)
        let output = Output(isJSON: false, wanted.verbosity, in: invocation.context)
        var service = try CredentialService(invocation.context, for: wanted.identity)
        service.isVerbose = output.isVerbose
        service.reason = name
        let whole = try service.resolver.resolve(wanted.identity)
        whole.notices.forEach(output.remark)
        let (run, identity, asked) = try service.authorize(
            RequestedRun(.env, reason: wanted.reason), whole, wanted.identity)
        let credentials = try credentials(identity, asked, wanted, run, service, warn: output.warn)
        let text = wanted.format.text(
            EnvironmentChange(identity, credentials, outer: invocation.context.environment), credentials: credentials,
            process: credentials.processJSON)
        run.record(credentials, of: identity)
        try invocation.context.streams.output.print(text)
        return ExitStatus.done.rawValue
    }

    private func credentials(
        _ identity: ResolvedIdentity, _ asked: IdentityRequest, _ wanted: EnvRequest, _ run: AuthorizedRun,
        _ service: CredentialService, warn: (String) -> Void
    ) throws(Failure) -> Credentials {
        do throws(Failure) {
            return try service.credentials(
                identity, asked,
                policy: CredentialRenewalPolicy(typedMinimum: run.minimum(typed: wanted.minTTL?.seconds)),
                login: run.login(isForbidden: wanted.noLogin, otherwise: .never),
                mfaCode: wanted.mfaCode, warn: warn)
        } catch  where error.code == .mfaNeeded {
            let profile = identity.profile.map { " \(DisplayedCommandWord.quoted($0.name))" } ?? ""
            throw error.hinting("awsx env\(profile) --mfa-code CODE")
        } catch {
            throw run.explaining(error)
        }
    }
}

/// What a call of `env` asks for.
struct EnvRequest {
    let identity: IdentityRequest
    let format: CredentialFormat
    let minTTL: TimeLeft?
    let mfaCode: Secret?
    let noLogin: Bool
    let reason: String?
    let verbosity: Verbosity

    /// Reads plain words at once, all others by the parser.
    init(_ words: [String], files: any FileSystem) throws {
        self = try Self(hot: words) ?? Self(EnvArguments.understand(words), files)
    }

    private init(_ arguments: EnvArguments, _ files: any FileSystem) throws {
        identity = arguments.profile.request(
            region: arguments.region, limits: try arguments.limits.limits(files: files),
            scopes: arguments.limits.scope.selections)
        mfaCode = arguments.limits.mfa.code
        format = arguments.json.isOn ? .json : arguments.format
        minTTL = arguments.minTTL
        noLogin = arguments.login.isForbidden
        reason = arguments.reason.text
        verbosity = arguments.common.verbosity
    }

    private init?(hot words: [String]) {
        guard var words = HotPathArgumentParser(words, option: HotPathOptionTable.env),
            let verbosity = Verbosity(&words), let profile = words.takeProfile(), let scopes = words.takeScopes()
        else { return nil }
        let asked = words.take("format") ?? "posix"
        guard let format = CredentialFormat(rawValue: words.takeFlag("json") ? "json" : asked) else { return nil }
        identity = IdentityRequest(
            profile: profile.name, isProfileWord: profile.isWord, region: words.take("region"),
            scopes: scopes)
        self.format = format
        minTTL = nil
        mfaCode = nil
        noLogin = words.takeFlag("no-login")
        reason = words.take("reason")
        self.verbosity = verbosity
        guard words.isTaken else { return nil }
    }
}

struct EnvArguments: DeclaredCommand {
    static var name: String { "env" }
    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Print credentials.",
        discussion: """
            The shell formats (bash, zsh, fish, posix, powershell) first unset every variable that could select \
            another identity. To use the credentials in the current shell:
              eval "$(awsx env prod-admin)"
              awsx env prod-admin --format fish | source
            """
    )

    static let listing = CommandListing(
        .credentials, 2, summary: "Print credentials for a shell or a file",
        needs: CommandRequirements(credentials: .profile),
        isOnHotPath: true)

    @OptionGroup var profile: ProfileOptions

    @Option(help: "\(CredentialFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: CredentialFormat = .posix

    @Option(help: "The region to print.", completion: .regions)
    var region: String?

    @Option(help: "Minimum time that credentials must remain valid, such as 90s, 15m or 1h.", completion: .times)
    var minTTL: TimeLeft?

    @OptionGroup var login: NoLoginOption
    @OptionGroup var reason: ReasonOption

    @OptionGroup(title: "Options that narrow permissions") var limits: RoleSessionRestrictionOptions
    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions
}

extension CredentialFormat: ExpressibleByArgument {}
