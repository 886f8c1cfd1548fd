package import SystemKit

/// What was run as whom: one JSON line a run in the state folder, mode 0600, in ten files of a megabyte.
///
/// A line is added by one write, so that those of many processes never mix. Only the change to a new file takes a lock, and
/// nobody waits for it.
package struct RunLog: Sendable {
    /// A file that is longer gets a number.
    package static let sizeLimit: Int64 = 1 << 20
    /// The one that is written and those with a number.
    package static let fileLimit = 10

    private let folder: String
    private let files: any FileSystem

    package init(_ state: StateFolder, _ files: any FileSystem) {
        folder = "\(state.path)/log"
        self.files = files
    }

    package static func of(_ context: RuntimeContext) throws(Failure) -> RunLog {
        RunLog(try StateFolder.of(context), context.files)
    }

    /// The file that is written.
    package var path: String { "\(folder)/runs.jsonl" }

    /// The file with a number, from 1, the newest, on.
    package func path(_ number: Int) -> String { "\(path).\(number)" }

    /// Adds a line.
    ///
    /// - Throws: `.fileUnwritable`; nothing is left of the line then.
    package func append(_ entry: RunLogEntry) throws(Failure) {
        let line = Array((entry.json.serialized(.sortedLine) + "\n").utf8)
        let before = try translating(.fileUnwritable) { () throws(SystemFailure) in
            // What a link leads to is not awsx's own.
            guard try files.link(folder) == nil else { throw SystemFailure.isLink("add to", folder) }
            do throws(SystemFailure) {
                return try files.append(line, to: path)
            } catch  where error.isAbsence {
                try files.createFolder(folder, mode: 0o700)
                return try files.append(line, to: path)
            }
        }
        if before + Int64(line.count) > Self.sizeLimit { rotate() }
    }

    /// Gives each file the next number; whoever else is about to does it alone.
    private func rotate() {
        guard let lock = try? FileLock.attempt("\(folder)/.lock") else { return }
        defer { extendLifetime(lock) }
        guard let status = try? files.status(path), status.size > Self.sizeLimit else { return }
        for number in (1..<Self.fileLimit - 1).reversed() { try? files.rename(path(number), to: path(number + 1)) }
        try? files.rename(path, to: path(1))
    }

    /// Every line that can be read, the oldest first.
    ///
    /// - Throws: `.fileUnreadable`.
    package func entries() throws(Failure) -> [RunLogEntry] {
        var entries: [RunLogEntry] = []
        for path in (1..<Self.fileLimit).reversed().map(path) + [path] {
            entries += Self.entries(in: try bytes(path)[...])
        }
        return entries
    }

    /// What a file holds; nothing where there is none.
    ///
    /// - Throws: `.fileUnreadable`.
    package func bytes(_ path: String) throws(Failure) -> [UInt8] {
        try translating(.fileUnreadable) { () throws(SystemFailure) in
            try files.read(path, limit: Int(Self.sizeLimit) * 4)
        } ?? []
    }

    package static func entries(in bytes: ArraySlice<UInt8>) -> [RunLogEntry] {
        bytes.split(separator: 0x0a).compactMap { RunLogEntry($0) }
    }
}
