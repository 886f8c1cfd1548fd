import SystemPackage

/// Finds out who else could have put a file where it is.
package enum PathTrust {
    /// Why a part of a path can't be trusted.
    package enum Fault: Sendable, Hashable {
        /// It belongs to neither the user nor root.
        case foreign
        /// Others may write to it.
        case writable
    }

    /// The first part of an absolute path, from `/` on and over every link on the way, that somebody else owns or may
    /// write to; nil if there is none, or if the path ends nowhere.
    ///
    /// A folder like `/tmp`, where the sticky bit keeps others from replacing what they don't own, is safe to pass, and so
    /// is a group that holds the user alone. Whose a link is counts only there: elsewhere who may write to its folder
    /// decides.
    package static func firstFault(
        in path: String, _ files: any FileSystem, userID: UInt32 = effectiveUserID
    ) throws(SystemFailure) -> (part: String, fault: Fault)? {
        try walk(path, files) { step in
            if step.status == nil, !step.isInStickyFolder { return nil }
            if step.isForeign(to: userID) { return .foreign }
            guard let status = step.status, !step.isSticky else { return nil }
            return othersMayWrite(status, files, userID: userID) ? .writable : nil
        }
    }

    /// The same for a folder in which secrets are kept, if one may be kept there at all: others may write neither to it
    /// (nor put anything in, sticky or not) nor to what leads there, and it belongs to the user, or to root.
    ///
    /// Whose the folders above it are is the business of who set up the machine: in a container or a sandbox they can be
    /// anybody's. Root keeps secrets in the homes of others, too, as in a container with a mounted `~/.aws`.
    package static func firstFault(
        forSecretsIn folder: String, _ files: any FileSystem, userID: UInt32 = effectiveUserID
    ) throws(SystemFailure) -> (part: String, fault: Fault)? {
        try walk(folder, files) { step in
            if userID != 0, step.isLast || step.isInStickyFolder, step.isForeign(to: userID) { return .foreign }
            guard let status = step.status, step.isLast || !step.isSticky else { return nil }
            return othersMayWrite(status, files, userID: userID) ? .writable : nil
        }
    }

    /// Whether anybody but the owner may write to a file or folder.
    private static func othersMayWrite(_ status: FileStatus, _ files: any FileSystem, userID: UInt32) -> Bool {
        status.mode & 0o002 != 0
            || status.mode & 0o020 != 0 && !UserPrivateGroup.isOwned(by: userID, status.group, files)
    }

    /// A file, folder or link on the way.
    private struct Step {
        let owner: UInt32
        /// Nil for a link.
        let status: FileStatus?
        /// Anybody may put links and files beside it, and change those that are their own.
        let isInStickyFolder: Bool
        let isLast: Bool

        var isSticky: Bool { status.map { $0.kind == .folder && $0.mode & 0o1000 != 0 } ?? false }

        func isForeign(to userID: UInt32) -> Bool { owner != userID && owner != 0 }
    }

    /// Goes a path as the kernel does, from `/` on, and ends at the first fault.
    private static func walk(
        _ path: String, _ files: any FileSystem, _ judge: (Step) -> Fault?
    ) throws(SystemFailure) -> (part: String, fault: Fault)? {
        var names = Array(path.split(separator: "/").reversed())
        // The folders from the root on; what it is and whether it is sticky.
        var folders: [(path: String, isSticky: Bool)] = []
        func look(_ part: String) throws(SystemFailure) -> (step: Step?, fault: Fault?) {
            guard let status = try files.status(part) else { return (nil, nil) }
            let step = Step(
                owner: status.owner, status: status, isInStickyFolder: folders.last?.isSticky ?? false,
                isLast: names.isEmpty)
            return (step, judge(step))
        }
        let root = try look("/")
        if let fault = root.fault { return ("/", fault) }
        folders.append(("", root.step?.isSticky ?? false))
        var links = 0
        while let name = names.popLast() {
            if name == "." { continue }
            if name == ".." {
                if folders.count > 1 { folders.removeLast() }
                continue
            }
            let part = "\(folders[folders.count - 1].path)/\(name)"
            if let link = try files.link(part) {
                links += 1
                guard links <= 40 else { throw SystemFailure("read the status of", path, .tooManySymbolicLinkLevels) }
                let step = Step(
                    owner: link.owner, status: nil, isInStickyFolder: folders[folders.count - 1].isSticky,
                    isLast: false)
                if let fault = judge(step) { return (part, fault) }
                if link.target.hasPrefix("/") { folders.removeLast(folders.count - 1) }
                names += link.target.split(separator: "/").reversed()
                continue
            }
            let found = try look(part)
            if let fault = found.fault { return (part, fault) }
            guard let step = found.step else { return nil }
            folders.append((part, step.isSticky))
        }
        return nil
    }
}
