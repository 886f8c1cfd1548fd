/// A file of one set of credentials, and the lock that is held while they are renewed.
package struct CredentialCacheFile: Sendable, Hashable {
    package let folder: String
    /// Without an ending.
    package let name: String
    /// What its present name follows from as well, where `name` is only the one that it had before.
    package let proof: Proof?

    /// A web identity's token, whose text is in the name since AWS CLI 2.38 (<doc:CacheFiles>, Roles that share a name).
    package struct Proof: Sendable, Hashable {
        let request: RoleRequest
        let tokenFile: String
    }

    package init(folder: String, name: String, proof: Proof? = nil) {
        self.folder = folder
        self.name = name
        self.proof = proof
    }

    package var fileName: String { Self.fileName(name) }
    package var path: String { "\(folder)/\(fileName)" }
    /// One for all names, so that a new token makes no second renewal.
    package var lock: String { "\(folder)/.awsx-\(name).lock" }

    static func fileName(_ name: String) -> String { name + ending }

    /// The name of a file, or nil for one that holds no credentials.
    static func name(_ fileName: String) -> String? {
        fileName.hasSuffix(ending) ? String(fileName.dropLast(ending.utf8.count)) : nil
    }

    private static let ending = ".json"
}
