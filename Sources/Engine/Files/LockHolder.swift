package import SystemKit

/// What the holder of a lock writes into it, for those who wait.
package struct LockHolder: Sendable {
    package let purpose: String
    package let since: Instant

    package init(purpose: String, since: Instant) {
        self.purpose = purpose
        self.since = since
    }

    package var text: String { "process \(processID), since \(since.iso8601), for \(purpose)\n" }

    /// The present holder in words.
    package static func holder(of path: String) -> String {
        let note = String(decoding: FileLock.note(in: path), as: UTF8.self)
        return note.isEmpty ? "unknown holder" : String(note.prefix { $0 != "\n" })
    }
}
