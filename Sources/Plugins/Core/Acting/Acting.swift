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

    var store: TokenStore {
        get throws(Failure) { TokenStore(files: world.files, folders: try CacheFolders.of(world)) }
    }

    var roleCache: RoleCredentialCache {
        get throws(Failure) { RoleCredentialCache(files: world.files, folders: try CacheFolders.of(world)) }
    }

    /// The identity's keys under a policy.
    func credentials(
        _ identity: ResolvedIdentity, _ request: IdentityRequest, policy: CredentialPolicy, login: Dialogue.Login,
        warn: (String) -> Void
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
        case .environment, .credentialsFile, .configFile, .container, .instanceMetadata:
            break
        }
        let answer = try ask(.credentials(request, minTTL: policy.typedMinimum, login: login))
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

    /// Notices and warnings that touch the identity, once a command.
    func tell(_ identity: ResolvedIdentity, on output: Output) {
        identity.notices.forEach(output.remark)
        if output.isVerbose { output.remark(explanation(of: identity)) }
        guard let name = identity.profile?.name else { return }
        for warning in config.warnings(touching: name) {
            output.warn("\(warning.file):\(warning.line): \(warning.message)")
        }
    }

    private func explanation(of identity: ResolvedIdentity) -> String {
        let who = identity.profile.map { "profile \($0.name)" } ?? "no profile"
        let role = identity.source.account.map { ", account \($0.id), role \($0.roleName)" } ?? ""
        let region = identity.region.map { ", region \($0.value) (\($0.place))" } ?? ", no region"
        return "acting as \(who) by provider \(identity.source.providerName)\(role)\(region)"
    }

    /// Whether a sign-in may be started: a person is there, and nobody said no.
    func login(isForbidden: Bool, otherwise: Dialogue.Login) -> Dialogue.Login {
        if isForbidden || world.environment.text(EnvironmentKey.awsxNoLogin) == "1" { return otherwise }
        return StandardStream.input.isTerminal && StandardStream.error.isTerminal ? .start : otherwise
    }
}
