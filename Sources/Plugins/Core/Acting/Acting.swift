import Engine
import PluginKit
import SystemKit

/// Who a command acts as, and with which keys: read from files where they are good, else asked of awsx-connect.
struct Acting {
    let world: World
    let config: SharedConfig
    /// `--verbose`, for awsx-connect to know as well.
    var isVerbose = false

    /// Reads the configuration.
    init(_ world: World) throws(Failure) {
        self.world = world
        let paths = ConfigPaths.resolve(environment: world.environment, home: world.home)
        config = try SharedConfig.load(paths, files: world.files)
    }

    /// The same configuration in another world.
    init(_ world: World, _ config: SharedConfig) {
        self.world = world
        self.config = config
    }

    func resolve(_ request: IdentityRequest) throws(Failure) -> ResolvedIdentity {
        try IdentityResolver(world: world, config: config).resolve(request)
    }

    /// Whether nothing says who to act as, so that a person may be asked.
    func isUnchosen(_ request: IdentityRequest) throws(Failure) -> Bool {
        try IdentityResolver(world: world, config: config).isUnchosen(request)
    }

    var store: TokenStore {
        get throws(Failure) { TokenStore(files: world.files, folders: try CacheFolders.of(world)) }
    }

    var roleCache: RoleCredentialCache {
        get throws(Failure) { RoleCredentialCache(files: world.files, folders: try CacheFolders.of(world)) }
    }

    /// The identity's keys under a policy.
    func credentials(
        _ identity: ResolvedIdentity, _ request: IdentityRequest, policy: CredentialPolicy, login: Dialogue.Login,
        mfaCode: Secret? = nil, warn: (String) -> Void
    ) throws(Failure) -> Credentials {
        let now = world.clock.now()
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
            let cached = try LoginSessionStore.of(world).load(session).token.credentials
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
    func ask(_ request: Dialogue.Request) throws(Failure) -> JSON {
        try Connect.find(files: world.files).ask(
            Dialogue.line(request, isVerbose: isVerbose), environment: world.environment)
    }

    /// The profile that a person picks; nil where nobody is there to.
    func pickProfile(for command: String) throws(Failure) -> String? {
        guard StandardStream.input.isTerminal && StandardStream.error.isTerminal else { return nil }
        guard let name = try ask(.pickProfile(command: command))["profile"]?.string else {
            throw Failure(.badAnswer, "awsx-connect picked no profile", status: .failure)
        }
        return name
    }

    /// Notices and warnings that touch the identity, once a command.
    func tell(_ identity: ResolvedIdentity, on output: Output) { output.tell(identity, of: config) }

    /// Whether a person may be asked for a sign-in or a code.
    func login(isForbidden: Bool, otherwise: Dialogue.Login) -> Dialogue.Login {
        .atHand(isForbidden: isForbidden, otherwise: otherwise, environment: world.environment)
    }
}
