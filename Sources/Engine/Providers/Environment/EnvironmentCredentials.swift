package import SystemKit

/// Credentials in the environment (<doc:CredentialProviders>, Keys): the legacy token variable is looked at first,
/// empty ones don't count.
package enum EnvironmentCredentials {
    package static func load(_ environment: Environment) throws(Failure) -> Credentials? {
        guard let accessKeyID = environment.text(EnvironmentKey.accessKeyID) else { return nil }
        guard let secret = environment.text(EnvironmentKey.secretAccessKey) else {
            throw Failure(
                .partialCredentials, "\(EnvironmentKey.accessKeyID) is set without \(EnvironmentKey.secretAccessKey)",
                at: .variable(EnvironmentKey.accessKeyID), hint: "unset \(EnvironmentKey.accessKeyID)")
        }
        let token = environment.text(EnvironmentKey.securityToken) ?? environment.text(EnvironmentKey.sessionToken)
        var expiration: Instant?
        if let text = environment.text(EnvironmentKey.credentialExpiration) {
            guard let end = Instant(iso8601: text) else {
                throw Failure(
                    .configInvalid, "\(text) is not a valid time", at: .variable(EnvironmentKey.credentialExpiration),
                    hint: "unset \(EnvironmentKey.credentialExpiration)")
            }
            expiration = end
        }
        return Credentials(
            accessKeyID: accessKeyID, secretAccessKey: Secret(secret), sessionToken: token.map(Secret.init),
            expiration: expiration, accountID: environment.text(EnvironmentKey.accountID))
    }
}
