/// Makes whole lines of what comes in pieces; a line of more than 64 KiB comes in parts.
struct WholeLines {
    private var rest: [UInt8] = []

    static let longest = 64 << 10

    /// The lines that a piece completes, each without its end.
    mutating func take(_ piece: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var begin = piece.startIndex
        while let end = piece[begin...].firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(rest + piece[begin..<end])
            rest = []
            begin = end + 1
        }
        rest += piece[begin...]
        while rest.count > Self.longest {
            lines.append(Array(rest.prefix(Self.longest)))
            rest.removeFirst(Self.longest)
        }
        return lines
    }

    /// A last line that has no end.
    mutating func end() -> [UInt8]? {
        defer { rest = [] }
        return rest.isEmpty ? nil : rest
    }
}
