package import SystemKit

/// When a token is used, renewed, or past saving; no clock, no file, no network (<doc:SignInProtocol>, Renewal).
package enum TokenRenewalPolicy {
    /// Seconds before the end within which the AWS CLI renews.
    package static let window: Int64 = 15 * 60
    /// A token that was written so few seconds ago is not renewed again while it is valid.
    static let settling: Int64 = 60

    package enum Decision: Sendable, Hashable {
        case use
        /// Ask for a new one; if that fails and the old one is `stillValid`, use the old one.
        case renew(stillValid: Bool)
        case login
    }

    /// Decides for a token file of a session.
    ///
    /// - Parameters:
    ///   - writtenAt: the age of the file, if known.
    ///   - waited: another process held the lock before: what it left is used if it lives at all.
    package static func decide(
        _ token: Token, for session: SSOSession, at now: Instant, writtenAt: Instant?, waited: Bool
    ) -> Decision {
        let left = token.expiresAt.seconds(since: now)
        let isValid = left > 0
        if left >= window { return .use }
        if isValid && waited { return .use }
        if isValid, let writtenAt, (0..<settling).contains(now.seconds(since: writtenAt)) { return .use }
        if isRenewable(token, for: session, at: now) { return .renew(stillValid: isValid) }
        return isValid ? .use : .login
    }

    /// Whether a refresh can be asked for.
    package static func isRenewable(_ token: Token, for session: SSOSession, at now: Instant) -> Bool {
        renewableUntil(token, for: session).map { $0 > now } ?? false
    }

    /// Until when a refresh can be asked for: the end of the registration, for a session (legacy tokens are never renewed)
    /// with all four members present; nil for never.
    package static func renewableUntil(_ token: Token, for session: SSOSession) -> Instant? {
        guard session.name != nil, token.refreshToken != nil, token.clientID != nil, token.clientSecret != nil else {
            return nil
        }
        return token.registrationExpiresAt
    }
}
