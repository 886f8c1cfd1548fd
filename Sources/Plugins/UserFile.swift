import Engine
import SystemKit

/// A configuration file of another program, in which awsx changes what it was asked to and nothing else: read and written
/// under a lock of awsx's own, replaced whole, with the version before kept.
struct UserFile {
    let path: String
    private let context: RuntimeContext
    private let state: StateFolder

    /// How long a writer waits for the others, in milliseconds.
    private static let patience: Int64 = 30_000
    private static let largest = 16 << 20

    /// - Throws: `.configInvalid` where there is no state folder.
    init(_ path: String, in context: RuntimeContext) throws(Failure) {
        self.path = path
        self.context = context
        state = try StateFolder.of(context)
    }

    /// What a change did.
    struct Change: Sendable {
        let isWritten: Bool
        /// Where the version before is; nil if there was none, or if nothing was written.
        let backup: String?
    }

    /// Reads the file, asks what it is to be, and writes that.
    ///
    /// - Parameters:
    ///   - isDryRun: writes nothing.
    ///   - decide: is given the bytes as they are, nil where there is no file.
    /// - Throws: what `decide` throws; `.lockTimedOut`, `.fileUnreadable`, `.fileUnwritable`; the file is then as it was.
    func edit(isDryRun: Bool, _ decide: ([UInt8]?) throws -> [UInt8]) async throws -> Change {
        let name = path.lastPathName ?? "file"
        let lock = "\(state.path)/locks/\(CacheKey.digest(realPath(path) ?? path).prefix(32)).lock"
        return try await withFileLock(at: lock, for: "the file \(path)", within: Self.patience, in: context) { _ in
            let before = try read()
            let after = try decide(before)
            guard after != before, !isDryRun else { return Change(isWritten: false, backup: nil) }
            var backup: String?
            if let before {
                let folder = state.folder("backups", context.files)
                try folder.write(before, to: "\(name).backup")
                backup = folder.path("\(name).backup")
            }
            try translating(.fileUnwritable) { () throws(SystemFailure) in
                try context.files.createFolder(path.parentFolder, mode: 0o700)
                try context.files.write(after, to: path, .keepingMode)
            }
            return Change(isWritten: true, backup: backup)
        }
    }

    private func read() throws(Failure) -> [UInt8]? {
        try translating(.fileUnreadable) { () throws(SystemFailure) in
            try context.files.read(path, limit: Self.largest)
        }
    }
}
