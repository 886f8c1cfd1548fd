package import SystemKit

/// The instants at which an identity's state changes by itself, so that whoever has them needs no file but the clock.
package enum IdentityEnds: Sendable, Hashable {
    case permanent
    /// Valid until the first, renewable until the second, then a person must sign in; in the past where it never was.
    case timed(valid: Instant, renewable: Instant)

    /// Reads the files of a source; asks nobody.
    package static func load(
        _ source: CredentialSource, store: TokenStore, cache: RoleCredentialCache, at now: Instant
    ) throws(Failure) -> IdentityEnds {
        switch source {
        case .environment(let keys), .credentialsFile(let keys, _), .configFile(let keys, _):
            return keys.expiration.map { .timed(valid: $0, renewable: .past) } ?? .permanent
        case .antiqueFile: return .permanent
        case .sso(let role): return try load(role, store: store, cache: cache, at: now)
        case .assumeRole(let role):
            let end = try cache.load(source)?.expiration ?? .past
            // A code of an MFA device takes a person.
            guard role.mfaSerial == nil else { return .timed(valid: end, renewable: .past) }
            switch try load(role.source.credentials, store: store, cache: cache, at: now) {
            case .permanent: return .timed(valid: end, renewable: .future)
            case .timed(let valid, let renewable): return .timed(valid: end, renewable: max(valid, renewable))
            }
        case .webIdentity, .process, .container, .loginSession:
            return .timed(valid: try cache.load(source)?.expiration ?? .past, renewable: .future)
        case .instanceMetadata(let settings):
            // Only asking tells whether there is one.
            throw settings.otherwise
        }
    }

    private static func load(
        _ role: SSORole, store: TokenStore, cache: RoleCredentialCache, at now: Instant
    ) throws(Failure) -> IdentityEnds {
        let credentialsEnd = try cache.load(role)?.expiration
        guard let token = try store.livingToken(role.session) else {
            return .timed(valid: credentialsEnd ?? .past, renewable: .past)
        }
        let canRenew = TokenPolicy.isRenewable(token, for: role.session, at: now)
        let registrationEnd = canRenew ? token.registrationExpiresAt ?? .past : .past
        return .timed(
            valid: credentialsEnd ?? token.expiresAt, renewable: max(token.expiresAt, registrationEnd))
    }

    package func state(at now: Instant) -> IdentityState {
        switch self {
        case .permanent: .permanent
        case .timed(let valid, _) where valid > now: .valid(until: valid)
        case .timed(_, let renewable) where renewable > now: .renewable
        case .timed: .loginNeeded
        }
    }
}

extension Instant {
    /// Before everything.
    fileprivate static let past = Instant(milliseconds: 0)
    /// The year 2100: nothing here ends by itself.
    fileprivate static let future = Instant(seconds: 4_102_444_800)
}
