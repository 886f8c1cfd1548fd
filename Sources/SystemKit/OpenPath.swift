/// Finds out who else could have put a file where it is.
package enum OpenPath {
    /// Why a part of a path can't be trusted.
    package enum Fault: Sendable, Hashable {
        /// It belongs to neither the user nor root.
        case foreign
        /// Others may write to it.
        case writable
    }

    /// The first part of an absolute path, from `/` on, that somebody else owns or may write to; nil if there is none, or
    /// if the path ends nowhere.
    ///
    /// A folder like `/tmp`, where the sticky bit keeps others from replacing what they don't own, is safe to pass, and so
    /// is a group that holds the user alone.
    package static func firstFault(
        in path: String, _ files: any FileSystem, userID: UInt32 = effectiveUserID
    ) throws(SystemFailure) -> (part: String, fault: Fault)? {
        for part in parts(path) {
            guard let status = try files.status(part) else { return nil }
            guard status.owner == userID || status.owner == 0 else { return (part, .foreign) }
            if status.kind == .folder && status.mode & 0o1000 != 0 { continue }
            let isGroupOurs = status.mode & 0o020 == 0 || PrivateGroup.isOwned(by: userID, status.group, files)
            guard status.mode & 0o002 == 0, isGroupOurs else { return (part, .writable) }
        }
        return nil
    }

    /// Every folder on the way to a file, outermost first, then the file.
    private static func parts(_ path: String) -> [String] {
        let names = path.split(separator: "/")
        return ["/"] + names.indices.map { "/" + names[...$0].joined(separator: "/") }
    }
}
