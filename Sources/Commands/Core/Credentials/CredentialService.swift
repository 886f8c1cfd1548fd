import Engine
import PluginKit
import SystemKit

/// Who a command acts as, and with which keys: read from files where they are good, else asked of awsx-connect.
struct CredentialService {
    let context: RuntimeContext
    let config: SharedConfig
    private let providers: ProviderOrder
    /// `--verbose`, for awsx-connect to know as well.
    var isVerbose = false
    /// The command that acts, for plugins to know.
    var reason: String?

    /// Reads the configuration.
    ///
    /// - Parameter request: who will be asked about; nil for anybody.
    init(
        _ context: RuntimeContext, for request: IdentityRequest? = nil, providers: ProviderOrder = .awsCLI
    ) throws(Failure) {
        self.context = context
        self.providers = providers
        let paths = ConfigPaths.resolve(environment: context.environment, home: context.home)
        // A named role is looked for in every profile.
        let isProfile = request.map { !$0.namesRole && $0.session == nil } ?? false
        let profile = isProfile ? request.flatMap { IdentityResolver.selectedProfile($0, context.environment) } : nil
        config = try SharedConfig.load(paths, files: context.files, of: profile?.name)
    }

    /// A configuration that was read before.
    init(_ context: RuntimeContext, _ config: SharedConfig, providers: ProviderOrder = .awsCLI) {
        self.context = context
        self.config = config
        self.providers = providers
    }

    /// The same configuration in another context.
    func with(_ context: RuntimeContext) -> CredentialService {
        CredentialService(context, config, providers: providers)
    }

    /// The same with every profile read, for who asks about several.
    ///
    /// - Throws: as `SharedConfig.whole`.
    var whole: CredentialService {
        get throws(Failure) {
            var service = CredentialService(context, try config.whole, providers: providers)
            service.isVerbose = isVerbose
            service.reason = reason
            return service
        }
    }

    /// Who a request means.
    var resolver: IdentityResolver { IdentityResolver(context: context, config: config, providers: providers) }

    /// What each profile gives.
    var sources: CredentialOriginResolver {
        CredentialOriginResolver(config: config, environment: context.environment, providers: providers)
    }

    var store: TokenStore {
        get throws(Failure) { TokenStore(files: context.files, folders: try CacheFolders.of(context)) }
    }

    /// The run, if the rules of this machine and its user allow it, and who it then acts as: less, where they say so.
    ///
    /// - Parameter narrows: false where no keys are given that could be less.
    /// - Throws: as `RunAuthorization.require`.
    func authorize(
        _ run: RequestedRun, _ identity: ResolvedIdentity, _ request: IdentityRequest, narrows: Bool = true
    ) throws(Failure) -> (run: AuthorizedRun, identity: ResolvedIdentity, request: IdentityRequest) {
        let authorized = try RunAuthorization(context, own: config.own, config: config)
            .require(identity, run, typed: request)
        let isLess = narrows && authorized.isNarrowed
        return (authorized, isLess ? try resolver.resolve(authorized.request) : identity, authorized.request)
    }

    /// The identity's keys under a policy: those at hand, else its program's, else what awsx-connect gives.
    func credentials(
        _ identity: ResolvedIdentity, _ request: IdentityRequest, policy: CredentialRenewalPolicy,
        login: LoginPermission,
        mfaCode: Secret? = nil, warn: (String) -> Void
    ) throws(Failure) -> Credentials {
        let provider = identity.source.provider
        do throws(Failure) {
            if let ready = try provider.atHand(policy, in: context, warn: warn) { return ready }
        } catch {
            // Where somebody may sign in, awsx-connect sees to it.
            guard error.code == .loginNeeded, login != .never else { throw error }
        }
        if let program = provider.program { return try credentials(program, policy: policy, warn: warn) }
        // Only here is somebody at the terminal who can say that a plugin is trusted.
        if login != .never {
            let plugins = InstalledAnsweringPlugins(context)
            for link in identity.source.chain {
                for name in link.provider.plugins { _ = try plugins.provider(name) }
            }
        }
        let answer: JSON
        do throws(Failure) {
            answer = try ask(.credentials(request, minTTL: policy.typedMinimum, login: login, mfaCode: mfaCode))
        } catch {
            // They may have something to say to it, and change nothing.
            if error.status == .denied { _ = try? hooks(output).ask(.onDenied, HookSubject(identity)) }
            throw error
        }
        guard let credentials = Credentials(processJSON: answer) else {
            throw Failure(.badAnswer, "awsx-connect returned no credentials", status: .failure)
        }
        return credentials
    }

    private var output: Output {
        Output(isJSON: false, Verbosity(color: .auto, isVerbose: isVerbose, isQuiet: false), in: context)
    }

    /// Asks awsx-connect, with the guard of profiles that call each other passed on.
    func ask(_ request: HelperProtocol.Request) throws(Failure) -> JSON {
        try NetworkHelper.find(files: context.files).ask(
            HelperProtocol.line(request, isVerbose: isVerbose, reason: reason, runID: context.runID),
            environment: context.environment)
    }

    /// The id of the account that the session's portal knows by a name.
    func accountID(named name: String, session: String?, login: LoginPermission) throws(Failure) -> String {
        guard let id = try ask(.accountID(name: name, session: session, login: login))["accountId"]?.string else {
            throw Failure(.badAnswer, "awsx-connect returned no account", status: .failure)
        }
        return id
    }

    /// The profile that a person picks; nil where nobody is there to.
    func pickProfile(for command: String) throws(Failure) -> String? {
        guard context.hasPerson else { return nil }
        guard let name = try ask(.pickProfile(command: command))["profile"]?.string else {
            throw Failure(.badAnswer, "awsx-connect returned no profile", status: .failure)
        }
        return name
    }

    /// The profile that a person picks of those that match a part of a name; nil if none does, and where nobody is there.
    func pickProfile(for command: String, query: String) throws(Failure) -> String? {
        guard context.hasPerson, !query.isEmpty else { return nil }
        return try ask(.pickProfile(command: command, query: query))["profile"]?.string
    }
}
