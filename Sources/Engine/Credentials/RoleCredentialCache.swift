package import SystemKit

/// The AWS CLI's cache of role credentials, `~/.aws/cli/cache` (facts 3.5): one file a role, shared with the CLI.
package struct RoleCredentialCache: Sendable {
    private let files: any FileSystem
    private let folders: CacheFolders

    package init(files: any FileSystem, folders: CacheFolders) {
        self.files = files
        self.folders = folders
    }

    /// A role's cached credentials; nil where there are none that can be read, or none with an end.
    package func load(_ role: SSORole) throws(Failure) -> Credentials? {
        do {
            let bytes = try files.read(folders.roleCredentials(role), limit: TokenStore.sizeLimit)
            return bytes.flatMap { JSON($0) }.flatMap(Credentials.init(cached:))
        } catch  where error.isTooLarge {
            return nil
        } catch {
            throw Failure(unreadable: error)
        }
    }

    package func save(_ credentials: Credentials, for role: SSORole) throws(Failure) {
        try translating(.fileUnwritable) { () throws(SystemFailure) in
            try files.createFolder(folders.cli, mode: 0o755)
            try files.write(Array(credentials.ssoCacheText(role).utf8), to: folders.roleCredentials(role), .secret)
        }
    }

    /// Removes a role's cached credentials; false if there were none.
    @discardableResult
    package func remove(_ role: SSORole) throws(Failure) -> Bool {
        try translating(.fileUnwritable) { () throws(SystemFailure) in
            try files.remove(folders.roleCredentials(role))
        }
    }
}

extension Credentials {
    /// Reads `{"Credentials": {…, "Expiration": …}}` in any spelling of time that a CLI has written (facts 3.4).
    package init?(cached json: JSON) {
        guard
            let keys = json["Credentials"],
            let accessKeyID = keys["AccessKeyId"]?.string, !accessKeyID.isEmpty,
            let secret = keys["SecretAccessKey"]?.string,
            let expiry = keys["Expiration"]?.string, let expiration = Instant(iso8601: expiry)
        else { return nil }
        self.init(
            accessKeyID: accessKeyID, secretAccessKey: Secret(secret),
            sessionToken: keys["SessionToken"]?.string.map(Secret.init), expiration: expiration,
            accountID: keys["AccountId"]?.string)
    }

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
