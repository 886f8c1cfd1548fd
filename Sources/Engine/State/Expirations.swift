package import SystemKit

/// The instants at which what an identity lives by ends, as `CredentialValidityReader` finds them. Whoever has them
/// needs no file any more, but the clock: every state follows from them.
package struct Expirations: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// Keys without an end.
        case permanent
        /// Nobody keeps the credentials: what gives them is asked at each use.
        case asked
        case timed
    }

    package let kind: Kind
    /// Until when what is at hand serves: the end of the cached credentials, else of the access token; past for nothing.
    package let valid: Instant
    /// Until when new credentials come without a person: past where they never do, future where that has no end.
    package let renewable: Instant
    /// The end of the credentials that a file or a variable holds.
    package let credentials: Instant?
    /// The end of the session's access token, also of one behind a role.
    package let token: Instant?
    /// The same as `renewable`, for what outlives the access token.
    private let renewal: Instant

    private init(
        _ kind: Kind, valid: Instant = .past, renewable: Instant, renewal: Instant? = nil, credentials: Instant? = nil,
        token: Instant? = nil
    ) {
        self.kind = kind
        self.valid = valid
        self.renewable = renewable
        self.renewal = renewal ?? renewable
        self.credentials = credentials
        self.token = token
    }

    package static let permanent = Expirations(.permanent, renewable: .past)
    package static let asked = Expirations(.asked, renewable: .future)

    /// Keys as they are configured: nobody renews them.
    package static func of(_ keys: Credentials) -> Expirations {
        guard let end = keys.expiration else { return .permanent }
        return of(credentials: end, renewable: .past)
    }

    /// Credentials that a file keeps, and until when others come in their place.
    package static func of(credentials: Instant?, renewable: Instant, token: Instant? = nil) -> Expirations {
        Expirations(
            .timed, valid: credentials ?? .past, renewable: renewable, credentials: credentials, token: token)
    }

    /// A session's token, and the credentials of a role that it gave.
    ///
    /// - Parameter refreshable: until when a refresh token gives another token; nil for never.
    package static func of(token: Instant?, refreshable: Instant?, credentials: Instant?) -> Expirations {
        let renewal = refreshable ?? .past
        return Expirations(
            .timed, valid: credentials ?? token ?? .past, renewable: max(token ?? .past, renewal), renewal: renewal,
            credentials: credentials, token: token)
    }

    package func state(at now: Instant) -> CredentialValidity {
        switch kind {
        case .permanent: .permanent
        case .asked: .asked
        case .timed where valid > now: .valid(until: valid)
        case .timed: renewable > now ? .renewable : .loginNeeded
        }
    }

    /// Whether, once what is at hand has ended, new credentials come without a person.
    package func isRenewable(at now: Instant) -> Bool { renewal > now }

    /// Until when a role may be asked for with these credentials before a person is needed.
    var untilPerson: Instant {
        switch kind {
        case .permanent, .asked: .future
        case .timed: max(valid, renewable)
        }
    }
}

extension Instant {
    /// Before everything.
    package static let past = Instant(milliseconds: 0)
    /// The year 2100: nothing here ends by itself.
    package static let future = Instant(seconds: 4_102_444_800)
}
