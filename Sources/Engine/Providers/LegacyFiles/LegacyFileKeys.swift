/// Keys in a file of the tools before the AWS CLI, which every profile that holds nothing falls back to
/// (<doc:CredentialProviders>, Order).
package struct LegacyFileKeys: Sendable, Hashable {
    package let keys: Credentials
    /// Where the access key stands.
    package let location: SourceLocation

    /// An access key, its secret if there is one, and what the file calls that.
    package typealias Found = (key: Setting, secret: String?, secretName: String)

    /// Nil where there is no such file, or it names no access key.
    ///
    /// - Throws: `.partialCredentials` for half a pair.
    init?(_ found: Found?) throws(Failure) {
        guard let found else { return nil }
        guard let secret = found.secret else {
            throw Failure(
                .partialCredentials, "there is an access key without \(found.secretName)", at: found.key.location,
                hint: "add \(found.secretName) next to it, or remove the access key")
        }
        keys = Credentials(
            accessKeyID: found.key.value, secretAccessKey: Secret(secret), sessionToken: nil, expiration: nil,
            accountID: nil)
        location = found.key.location
    }
}
