package import SystemKit

/// How an identity stands, told from files alone.
package enum IdentityState: Sendable, Hashable {
    /// Good until then: the end of the cached role credentials, else of the access token.
    case valid(until: Instant)
    /// That time is past, but nobody has to act: a live token or a refresh token will give new ones.
    case renewable
    case loginNeeded
    /// Keys without an end.
    case permanent

    /// One word for programs.
    package var word: String {
        switch self {
        case .valid: "valid"
        case .renewable: "renewable"
        case .loginNeeded: "login-needed"
        case .permanent: "permanent"
        }
    }
}

/// What the cache files hold for an identity.
package struct IdentityStanding: Sendable, Hashable {
    package let state: IdentityState
    package let credentialsEnd: Instant?
    package let tokenEnd: Instant?
    package let isRenewable: Bool

    /// Reads the files of a source; asks nobody.
    ///
    /// - Parameter known: the session's token, where it was read before; nil reads it.
    package static func load(
        _ source: CredentialSource, store: TokenStore, cache: RoleCredentialCache, at now: Instant,
        known: Token?? = .none
    ) throws(Failure) -> IdentityStanding {
        switch source {
        case .sso(let role):
            let credentialsEnd = try cache.load(role)?.expiration
            let token: Token?
            if let known { token = known } else { token = try store.livingToken(role.session) }
            return of(role.session, token: token, credentialsEnd: credentialsEnd, at: now)
        case .environment(let keys), .credentialsFile(let keys, _), .configFile(let keys, _):
            let state: IdentityState =
                keys.expiration.map { $0 > now ? .valid(until: $0) : .loginNeeded } ?? .permanent
            return IdentityStanding(state: state, credentialsEnd: keys.expiration)
        case .antiqueFile: return IdentityStanding(state: .permanent)
        case .assumeRole(let role):
            let behind = try load(role.source.credentials, store: store, cache: cache, at: now, known: known)
            return of(behind, credentialsEnd: try cache.load(source)?.expiration, role, at: now)
        case .webIdentity, .process, .container, .loginSession:
            // They are asked whenever their credentials end, and nobody has to act for it.
            let end = try cache.load(source)?.expiration
            let state: IdentityState = end.map { $0 > now ? .valid(until: $0) : .renewable } ?? .renewable
            return IdentityStanding(state: state, credentialsEnd: end, isRenewable: true)
        case .instanceMetadata(let settings):
            // Only asking tells whether there is one.
            throw settings.otherwise
        }
    }

    /// A role's standing: its own credentials while they live, then that of what its request is signed with.
    private static func of(
        _ behind: IdentityStanding, credentialsEnd: Instant?, _ role: RoleAssumption, at now: Instant
    ) -> IdentityStanding {
        var isRenewable = role.mfaSerial == nil
        if case .loginNeeded = behind.state { isRenewable = false }
        let state: IdentityState =
            if let credentialsEnd, credentialsEnd > now {
                .valid(until: credentialsEnd)
            } else {
                isRenewable ? .renewable : .loginNeeded
            }
        return IdentityStanding(
            state: state, credentialsEnd: credentialsEnd, tokenEnd: behind.tokenEnd, isRenewable: isRenewable)
    }

    private init(
        state: IdentityState, credentialsEnd: Instant? = nil, tokenEnd: Instant? = nil, isRenewable: Bool = false
    ) {
        self.state = state
        self.credentialsEnd = credentialsEnd
        self.tokenEnd = tokenEnd
        self.isRenewable = isRenewable
    }

    /// The same for a session alone.
    package static func of(
        _ session: SSOSession, token: Token?, credentialsEnd: Instant? = nil, at now: Instant
    ) -> IdentityStanding {
        let isRenewable = token.map { TokenPolicy.isRenewable($0, for: session, at: now) } ?? false
        let tokenIsAlive = token.map { $0.expiresAt > now } ?? false
        let state: IdentityState =
            if let credentialsEnd, credentialsEnd > now {
                .valid(until: credentialsEnd)
            } else if credentialsEnd == nil, let token, tokenIsAlive {
                .valid(until: token.expiresAt)
            } else if tokenIsAlive || isRenewable {
                .renewable
            } else {
                .loginNeeded
            }
        return IdentityStanding(
            state: state, credentialsEnd: credentialsEnd, tokenEnd: token?.expiresAt, isRenewable: isRenewable)
    }
}
