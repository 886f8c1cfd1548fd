/// A file of one set of credentials, and the lock that is held while they are renewed.
package struct CredentialCacheFile: Sendable, Hashable {
    package let folder: String
    /// Without an ending.
    package let name: String

    package init(folder: String, name: String) {
        self.folder = folder
        self.name = name
    }

    package var fileName: String { "\(name).json" }
    package var path: String { "\(folder)/\(fileName)" }
    package var lock: String { "\(folder)/.awsx-\(name).lock" }
}
