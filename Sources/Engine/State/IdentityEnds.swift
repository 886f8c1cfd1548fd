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
        guard case .sso(let role) = source else {
            return source.keys?.expiration.map { .timed(valid: $0, renewable: .past) } ?? .permanent
        }
        let credentialsEnd = try cache.load(role)?.expiration
        guard let token = try store.load(role.session)?.token else {
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
}
