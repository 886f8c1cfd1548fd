package import Engine
package import SystemKit

extension Credentials {
    /// Temporary keys of a test.
    package static func of(_ accessKeyID: String, endsAt end: Instant?) -> Credentials {
        Credentials(
            accessKeyID: accessKeyID, secretAccessKey: Secret("SEC"), sessionToken: Secret("TOK"), expiration: end,
            accountID: "111111111111")
    }
}
