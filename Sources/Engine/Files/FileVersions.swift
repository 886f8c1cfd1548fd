package import SystemKit

/// Files as they were at a moment, told by size and age: whether one has changed since is known without reading it.
package struct FileVersions: Sendable, Hashable {
    private struct Version: Sendable, Hashable {
        let path: String
        let size: Int64
        let modified: Int64

        init?(_ path: String, _ files: any FileSystem) {
            guard let status = try? files.status(path) else { return nil }
            self.path = path
            size = status.size
            modified = status.modified.milliseconds
        }

        init?(_ json: JSON) {
            guard let path = json["path"]?.string, let size = json["size"]?.integer,
                let modified = json["modified"]?.integer
            else { return nil }
            self.path = path
            self.size = size
            self.modified = modified
        }

        var json: JSON {
            .object(["path": .string(path), "size": .integer(size), "modified": .integer(modified)])
        }
    }

    private let versions: [Version]

    /// - Parameter paths: of which each must be there, or the whole is never current.
    package init(_ paths: [String], _ files: any FileSystem) {
        let versions = paths.compactMap { Version($0, files) }
        self.versions = versions.count == paths.count ? versions : []
    }

    init?(_ json: JSON) {
        guard let list = json.array else { return nil }
        versions = list.compactMap(Version.init)
        guard versions.count == list.count else { return nil }
    }

    package var json: JSON { .array(versions.map(\.json)) }

    func areCurrent(_ files: any FileSystem) -> Bool {
        !versions.isEmpty && versions.allSatisfy { Version($0.path, files) == $0 }
    }
}
