/// Line feed, carriage return, or both together end a line (facts 1.2, rule 1).
enum LineEnd {
    /// Where the line that begins at `start` ends, where the next begins, and whether it is plain ASCII.
    static func find(in bytes: [UInt8], from start: Int) -> (end: Int, next: Int, isASCII: Bool) {
        var position = start
        var all: UInt8 = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x0a { return (position, position + 1, all < 0x80) }
            if byte == 0x0d {
                let isPair = position + 1 < bytes.count && bytes[position + 1] == 0x0a
                return (position, position + (isPair ? 2 : 1), all < 0x80)
            }
            all |= byte
            position += 1
        }
        return (position, position, all < 0x80)
    }
}
