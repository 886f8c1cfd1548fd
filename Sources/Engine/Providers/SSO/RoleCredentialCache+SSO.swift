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
            "Credentials": cachedJSON(accountID: accountID ?? role.accountID, expiration: expiration?.iso8601),
        ]).serialized(.python)
    }
}
