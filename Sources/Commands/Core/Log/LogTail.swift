import Engine

/// The log as it grows: what is there, then what comes, also where a file gets a number meanwhile.
struct LogTail {
    private let log: RunLog
    /// How many bytes of the file that is written are shown.
    private var position = 0
    /// The last bytes that were shown, by which the file is known again once it has a number.
    private var end: [UInt8] = []

    init(_ log: RunLog) { self.log = log }

    /// Every line so far.
    mutating func start() throws(Failure) -> [RunLogEntry] {
        let entries = try log.entries()
        note(try log.bytes(log.path))
        return entries
    }

    /// The lines since.
    mutating func next() throws(Failure) -> [RunLogEntry] {
        let present = try log.bytes(log.path)
        if isSame(present) {
            let entries = RunLog.entries(in: present[position...])
            note(present)
            return entries
        }
        // What came before the file got its number stands in that.
        let before = try log.bytes(log.path(1))
        let entries =
            (isSame(before) ? RunLog.entries(in: before[position...]) : [])
            + RunLog.entries(in: present[...])
        note(present)
        return entries
    }

    private mutating func note(_ bytes: [UInt8]) {
        // A line that is being written is read when it is whole.
        position = (bytes.lastIndex(of: 0x0a) ?? -1) + 1
        end = Array(bytes[..<position].suffix(256))
    }

    private func isSame(_ bytes: [UInt8]) -> Bool {
        bytes.count >= position && bytes[..<position].suffix(256).elementsEqual(end)
    }
}
