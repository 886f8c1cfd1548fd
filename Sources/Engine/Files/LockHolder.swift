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

    /// The present holder in words, with its time as a person at this machine reads it; a note of another form as it is.
    package static func holder(of path: String, _ time: LocalTime) -> String {
        let note = String(decoding: FileLock.note(in: path), as: UTF8.self)
        if note.isEmpty { return "unknown holder" }
        let line = String(note.prefix { $0 != "\n" })
        guard let match = line.wholeMatch(of: /(process [0-9]+, since )([-0-9T:]+Z)(, for .*)/),
            let since = Instant(iso8601: String(match.2))
        else { return line }
        return "\(match.1)\(time.text(since))\(match.3)"
    }
}
