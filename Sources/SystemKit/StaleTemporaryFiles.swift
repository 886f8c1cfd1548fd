import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Temporary files (`.NAME.PID-N.awsx-tmp`) that a crash of their writer left in a folder.
struct StaleTemporaryFiles {
    let folder: String

    static let mark = ".awsx-tmp"

    /// Removes those whose writer is gone, of one file or of all. They must be a minute old as well: in another container
    /// the writer may live unseen.
    ///
    /// - Parameter name: the file that they were to become; nil for any.
    func sweep(of name: String? = nil) {
        let files = LocalFiles()
        guard let names = try? files.list(folder) else { return }
        for leftover in names where leftover.hasPrefix(name.map { ".\($0)." } ?? ".") && leftover.hasSuffix(Self.mark) {
            let path = folder.appendingPath(leftover)
            guard let writer = Self.writer(leftover), kill(writer, 0) != 0, currentErrno == .noSuchProcess,
                let status = try? files.status(path), WallClock.system.now().seconds(since: status.modified) > 60
            else { continue }
            _ = try? files.remove(path)
        }
    }

    /// The process that a name tells.
    private static func writer(_ leftover: String) -> pid_t? {
        let body = leftover.dropLast(mark.count)
        guard let dot = body.lastIndex(of: "."), dot > body.startIndex else { return nil }
        let fields = body[body.index(after: dot)...].split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count == 2, Int(fields[1]) != nil else { return nil }
        return pid_t(fields[0]).flatMap { $0 > 0 ? $0 : nil }
    }
}
