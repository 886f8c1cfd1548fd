import SystemKit

extension RoleCredentialCache {
    package func load(_ role: SSORole) throws(Failure) -> Credentials? { try load(folders.file(role)) }

    package func save(_ credentials: Credentials, for role: SSORole) throws(Failure) {
        try save(credentials.ssoCacheText(role), in: folders.file(role))
    }

    /// Removes a role's cached credentials; false if there were none.
    @discardableResult
    package func remove(_ role: SSORole) throws(Failure) -> Bool {
        let file = folders.file(role)
        return try folder(of: file).remove(file.fileName)
    }
}

extension Credentials {
    /// The text of the SSO cache file: `ProviderType` is what `aws sso logout` looks for.
    func ssoCacheText(_ role: SSORole) -> String {
        JSON.object([
            "ProviderType": .string("sso"),
            "Credentials": .object([
                "AccessKeyId": .string(accessKeyID),
                "SecretAccessKey": .string(secretAccessKey.reveal()),
                "SessionToken": sessionToken.map { .string($0.reveal()) },
                "Expiration": expiration.map { .string($0.iso8601) },
                "AccountId": .string(accountID ?? role.accountID),
            ]),
        ]).serialized(.python)
    }
}
