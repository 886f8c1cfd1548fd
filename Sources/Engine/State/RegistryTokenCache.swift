package import SystemKit

/// A password for a container registry, and how long it is good (<doc:ConsoleAndClusters>, Container registries).
package struct RegistryToken: Sendable, Hashable {
    package static let userName = "AWS"

    package let password: Secret
    package let expiresAt: Instant

    package init(password: Secret, expiresAt: Instant) {
        self.password = password
        self.expiresAt = expiresAt
    }
}

/// The registries' passwords that awsx was given, one file each (0600) in the state folder: the registry's host, then a
/// digest of whose credentials they were asked with.
package struct RegistryTokenCache: Sendable {
    /// Seconds that a password must have left: a push of many layers asks once.
    package static let least: Int64 = 5 * 60

    private let folder: PrivateFolder

    package init(files: any FileSystem, state: StateFolder) {
        folder = PrivateFolder("\(state.path)/registries", holdsSecrets: true, files)
    }

    /// One entry's place.
    package struct Key: Sendable, Hashable {
        fileprivate let registry: String
        fileprivate let session: String?
        fileprivate let name: String

        /// - Parameters:
        ///   - registry: a host whose form was checked, since it becomes part of a path.
        ///   - endpoint: who is asked.
        package init(registry: String, source: CredentialOrigin, endpoint: String) {
            self.registry = registry
            session = source.session.map(CacheKey.token)
            name = "\(registry)-\(CacheKey.digest("\(CacheKey.apart(source)) \(endpoint)").prefix(32))"
        }
    }

    /// Beside the entry.
    package func lockPath(_ key: Key) -> String { folder.path(".\(key.name).lock") }

    /// What was kept, while it is good for long enough.
    package func load(_ key: Key, at now: Instant) throws(Failure) -> RegistryToken? {
        guard let bytes = try folder.read(key.name), let entry = Entry(bytes),
            entry.token.expiresAt.seconds(since: now) >= Self.least
        else { return nil }
        return entry.token
    }

    package func save(_ token: RegistryToken, _ key: Key) throws(Failure) {
        let json = JSON.object([
            "registry": .string(key.registry), "session": key.session.map(JSON.string),
            "expiresAt": .time(token.expiresAt), "password": .string(token.password.reveal()),
        ])
        try folder.write(json.serialized(.minified) + "\n", to: key.name)
    }

    /// The hosts whose password is still good, each once.
    package func registries(at now: Instant) throws(Failure) -> [String] {
        var found: Set<String> = []
        for name in try names() {
            guard let entry = Entry(try folder.read(name) ?? []), entry.token.expiresAt > now else { continue }
            found.insert(entry.registry)
        }
        return found.sorted()
    }

    /// Forgets a registry's passwords, whoever they were asked by.
    package func remove(registry: String) throws(Failure) {
        for name in try names() where name.hasPrefix("\(registry)-") { try folder.remove(name) }
    }

    /// Forgets what a session's credentials gave.
    package func remove(of session: SSOSession) throws(Failure) {
        let key = CacheKey.token(session)
        for name in try names() where Entry(try folder.read(name) ?? [])?.session == key { try folder.remove(name) }
    }

    private func names() throws(Failure) -> [String] { try folder.names().filter { !$0.hasPrefix(".") } }

    private struct Entry {
        let registry: String
        let session: String?
        let token: RegistryToken

        /// Nil for what is no entry: it is asked for anew.
        init?(_ bytes: [UInt8]) {
            guard let json = JSON(bytes), let registry = json["registry"]?.string,
                let end = json["expiresAt"]?.string.flatMap({ Instant(iso8601: $0) }),
                let password = json["password"]?.string.flatMap(Secret.init(visible:))
            else { return nil }
            self.registry = registry
            session = json["session"]?.string
            token = RegistryToken(password: password, expiresAt: end)
        }
    }
}
