import Engine
import FoundationEssentials
import SystemKit

/// What the sign-in service says of who signed in: a JWT whose signature nobody checks, since it came over TLS from the
/// service itself (<doc:LoginSessions>, Signing in).
struct IdentityToken: Sendable, Hashable {
    /// The identity's ARN; it names the session.
    let subject: String
    /// When the session was issued, if the token tells.
    let issuedAt: Instant?

    /// Nil for a text that is none, or whose `sub` is no ARN of an account.
    init?(_ token: Secret) {
        let parts = token.reveal().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let claims = Self.bytes(parts[1]).flatMap({ JSON($0) }),
            let subject = claims["sub"]?.string, subject.hasPrefix("arn:"), subject.isVisibleASCII,
            LoginSession.accountID(of: subject) != nil
        else { return nil }
        self.subject = subject
        issuedAt = claims["iat"]?.integer.map { Instant(seconds: $0) }
    }

    /// base64url (RFC 7515, section 2), with padding or without.
    private static func bytes(_ part: Substring) -> [UInt8]? {
        let letters = part.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }.filter { $0 != "=" }
        let padding = String(repeating: "=", count: (4 - letters.count % 4) % 4)
        return Data(base64Encoded: String(letters) + padding).map { Array($0) }
    }
}
