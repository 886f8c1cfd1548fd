package import SystemKit

/// One JSON file of a cache folder, or a temporary one that was left there.
package struct CacheFile: Sendable, Hashable {
    package enum Folder: Sendable, Hashable { case sso, cli, login }

    package enum Content: Sendable, Hashable {
        case token(Token)
        case registration
        case credentials(Credentials)
        /// JSON of another tool, or of a kind that awsx has no use for.
        case other
        /// No JSON at all.
        case rubbish
        /// Written by awsx and never put in place.
        case temporary
        /// Can't be read.
        case closed
    }

    package let path: String
    package let folder: Folder
    package let status: FileStatus
    package let content: Content

    static func all(in folder: String, _ kind: Folder, _ files: any FileSystem) -> [CacheFile] {
        let names = (try? files.list(folder)) ?? []
        return names.compactMap { name in
            let path = "\(folder)/\(name)"
            guard isOurs(name), let status = try? files.status(path), status.kind == .regular else { return nil }
            let content = name.hasSuffix(".json") ? content(path, kind, files) : .temporary
            return CacheFile(path: path, folder: kind, status: status, content: content)
        }
    }

    private static func isOurs(_ name: String) -> Bool { name.hasSuffix(".json") || name.hasSuffix(".awsx-tmp") }

    private static func content(_ path: String, _ folder: Folder, _ files: any FileSystem) -> Content {
        guard let bytes = try? files.read(path, limit: PrivateFolder.sizeLimit) else { return .closed }
        guard let json = JSON(bytes) else { return .rubbish }
        switch folder {
        case .sso:
            if let token = Token(json) { return .token(token) }
            return StoredRegistration(json) == nil ? .other : .registration
        case .cli: return Credentials(cached: json).map(Content.credentials) ?? .other
        case .login: return .other
        }
    }
}
