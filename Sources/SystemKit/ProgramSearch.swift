package import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Where a command's program is, by the rules of a shell: 127 if it is nowhere, 126 if it may not be run.
package enum ProgramSearch {
    package enum Outcome: Sendable, Hashable {
        case found(String)
        case notFound
        case notExecutable(String, Errno)
    }

    /// Looks a command up in a `PATH`; a name with a slash is taken as it is.
    package static func find(_ command: String, path: String?) -> Outcome {
        if command.isEmpty { return .notFound }
        if command.utf8.contains(UInt8(ascii: "/")) {
            switch refusal(command) {
            case nil: return .found(command)
            case .noSuchFileOrDirectory?, .notDirectory?: return .notFound
            case let reason?: return .notExecutable(command, reason)
            }
        }
        var refused: (String, Errno)?
        for folder in folders(path) {
            let candidate = candidate(command, in: folder)
            switch refusal(candidate) {
            case nil: return .found(candidate)
            case .noSuchFileOrDirectory?, .notDirectory?: continue
            case let reason?: refused = refused ?? (candidate, reason)
            }
        }
        return refused.map { .notExecutable($0.0, $0.1) } ?? .notFound
    }

    /// Every program of a name in a `PATH`, in its order; one that several folders or links lead to, once.
    package static func all(_ name: String, path: String?) -> [String] {
        var seen: Set<String> = []
        return folders(path).map { candidate(name, in: $0) }.filter { file in
            refusal(file) == nil && seen.insert(realPath(file) ?? file).inserted
        }
    }

    private static func folders(_ path: String?) -> [Substring] {
        (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":", omittingEmptySubsequences: false)
    }

    private static func candidate(_ name: String, in folder: Substring) -> String {
        folder.isEmpty ? "./\(name)" : "\(folder)/\(name)"
    }

    /// Why a file can't be run, or nil if it can.
    private static func refusal(_ path: String) -> Errno? {
        var record = stat()
        guard unsafe stat(path, &record) == 0 else { return currentErrno }
        guard record.st_mode & S_IFMT != S_IFDIR else { return .permissionDenied }
        return unsafe access(path, X_OK) == 0 ? nil : currentErrno
    }
}
