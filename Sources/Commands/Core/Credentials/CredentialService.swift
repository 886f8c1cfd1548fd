import Engine
import PluginKit
import SystemKit

/// Who a command acts as, and with which keys: read from files where they are good, else asked of awsx-connect.
struct CredentialService {
    let context: RuntimeContext
    let config: SharedConfig
    /// `--verbose`, for awsx-connect to know as well.
    var isVerbose = false

    /// Reads the configuration.
    init(_ context: RuntimeContext) throws(Failure) {
        self.context = context
        let paths = ConfigPaths.resolve(environment: context.environment, home: context.home)
        config = try SharedConfig.load(paths, files: context.files)
    }

    /// The same configuration in another context.
    init(_ context: RuntimeContext, _ config: SharedConfig) {
        self.context = context
        self.config = config
    }

    func resolve(_ request: IdentityRequest) throws(Failure) -> ResolvedIdentity {
        try IdentityResolver(context: context, config: config).resolve(request)
    }

    /// Whether nothing says who to act as, so that a person may be asked.
    func isUnchosen(_ request: IdentityRequest) throws(Failure) -> Bool {
        try IdentityResolver(context: context, config: config).isUnchosen(request)
    }

    var store: TokenStore {
        get throws(Failure) { TokenStore(files: context.files, folders: try CacheFolders.of(context)) }
    }

    var roleCache: RoleCredentialCache {
        get throws(Failure) { RoleCredentialCache(files: context.files, folders: try CacheFolders.of(context)) }
    }

    /// The identity's keys under a policy.
    func credentials(
        _ identity: ResolvedIdentity, _ request: IdentityRequest, policy: CredentialPolicy, login: HelperProtocol.Login,
        mfaCode: Secret? = nil, warn: (String) -> Void
    ) throws(Failure) -> Credentials {
        let now = context.clock.now()
        if let keys = identity.source.keys {
            if let remark = try policy.accept(keys, at: now) { warn(remark) }
            return keys
        }
        switch identity.source {
        case .sso, .assumeRole, .webIdentity:
            if let cached = try roleCache.load(identity.source), policy.servesAtOnce(cached, at: now) { return cached }
        case .process(let settings):
            let process = CredentialProcess(settings, accountID: identity.profile?["aws_account_id"]?.value)
            return try credentials(process, policy: policy, warn: warn)
        case .loginSession(let settings):
            let session = LoginSession(settings)
            let cached = try LoginSessionStore.of(context).load(session).token.credentials
            if LoginSessionPolicy.servesAtOnce(cached, policy, at: now) { return session.completed(cached) }
        case .environment, .credentialsFile, .configFile, .antiqueFile, .container, .instanceMetadata:
            break
        }
        let answer = try ask(
            .credentials(request, minTTL: policy.typedMinimum, login: login, mfaCode: mfaCode))
        guard let credentials = Credentials(processJSON: answer) else {
            throw Failure(.badAnswer, "awsx-connect gave no credentials", status: .failure)
        }
        return credentials
    }

    /// Asks awsx-connect, with the guard of profiles that call each other passed on.
    func ask(_ request: HelperProtocol.Request) throws(Failure) -> JSON {
        try NetworkHelper.find(files: context.files).ask(
            HelperProtocol.line(request, isVerbose: isVerbose), environment: context.environment)
    }

    /// The profile that a person picks; nil where nobody is there to.
    func pickProfile(for command: String) throws(Failure) -> String? {
        guard context.streams.hasPerson else { return nil }
        guard let name = try ask(.pickProfile(command: command))["profile"]?.string else {
            throw Failure(.badAnswer, "awsx-connect picked no profile", status: .failure)
        }
        return name
    }

    /// Notices and warnings that touch the identity, once a command.
    func tell(_ identity: ResolvedIdentity, on output: Output) { output.tell(identity, of: config) }

    /// Whether a person may be asked for a sign-in or a code.
    func login(isForbidden: Bool, otherwise: HelperProtocol.Login) -> HelperProtocol.Login {
        .atHand(isForbidden: isForbidden, otherwise: otherwise, in: context)
    }
}
