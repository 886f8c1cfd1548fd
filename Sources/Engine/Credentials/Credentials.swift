package import SystemKit

/// Keys that sign requests: an access key, temporary when there is a session token.
package struct Credentials: Sendable, Hashable {
    package let accessKeyID: String
    package let secretAccessKey: Secret
    package let sessionToken: Secret?
    /// When AWS stops taking them; nil for keys that live until they are deleted.
    package let expiration: Instant?
    package let accountID: String?

    package init(
        accessKeyID: String, secretAccessKey: Secret, sessionToken: Secret?, expiration: Instant?, accountID: String?
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
        self.accountID = accountID
    }
}
