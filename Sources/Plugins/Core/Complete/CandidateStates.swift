import Engine
import SystemKit

/// The words beside a profile's name: account, role and state.
struct CandidateStates {
    private let config: SharedConfig
    private let sources: ProfileSource
    private let now: Instant
    private let store: TokenStore
    private let cache: RoleCredentialCache
    /// What was read of each session: most profiles share one.
    private var tokens: [(session: String, token: Token?)] = []

    init(_ acting: Acting) throws(Failure) {
        config = acting.config
        sources = ProfileSource(config: config, environment: acting.world.environment)
        now = acting.world.clock.now()
        store = try acting.store
        cache = try acting.roleCache
    }

    mutating func description(of name: String) -> String {
        guard let profile = config.profile(name), let source = try? sources.resolve(profile) else {
            return "unusable"
        }
        let who = source.account.map { "\($0.id) \($0.roleName), " } ?? ""
        var known: Token??
        if let role = source.ssoRole { known = .some(token(role.session)) }
        let standing = try? IdentityStanding.load(source, store: store, cache: cache, at: now, known: known)
        return who + (standing.map { word($0.state) } ?? "")
    }

    private mutating func token(_ session: SSOSession) -> Token? {
        let name = session.cacheIdentity
        for known in tokens where known.session == name { return known.token }
        let token = try? store.livingToken(session)
        tokens.append((name, token))
        return token
    }

    private func word(_ state: IdentityState) -> String {
        switch state {
        case .valid(let end): "valid \(TimeLeft(until: end, from: now).text)"
        case .renewable: "renewable"
        case .loginNeeded: "login needed"
        case .permanent: "permanent keys"
        }
    }
}
