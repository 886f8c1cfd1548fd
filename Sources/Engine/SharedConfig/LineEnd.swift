/// Line feed, carriage return, or both together end a line (<doc:ConfigurationFiles>, Grammar, rule 1).
enum LineEnd {
    struct Found {
        /// Where the line's content ends.
        let end: Int
        /// Where the next line begins.
        let next: Int
        let isASCII: Bool
    }

    /// The end of the line that begins at `start`: eight bytes at a time, since every byte of a file passes here.
    @inline(__always)
    static func find(in text: Span<UInt8>, from start: Int) -> Found {
        var position = start
        var seen: UInt64 = 0
        while position &+ 8 <= text.count {
            let word = text.word(at: position)
            let ends = zeroBytes(word ^ lineFeeds) | zeroBytes(word ^ carriageReturns)
            guard ends == 0 else {
                // Exact for the lowest byte, which is the first of the file.
                let offset = ends.trailingZeroBitCount & ~7
                let before: UInt64 = (1 &<< UInt64(offset)) &- 1
                seen |= word & before
                return found(text, position &+ offset &>> 3, seen)
            }
            seen |= word
            position &+= 8
        }
        while position < text.count {
            let byte = text[position]
            if byte == 0x0a || byte == 0x0d { break }
            seen |= UInt64(byte)
            position &+= 1
        }
        return found(text, position, seen)
    }

    @inline(__always)
    private static func found(_ text: Span<UInt8>, _ end: Int, _ seen: UInt64) -> Found {
        var next = end
        if end < text.count {
            let isPair = text[end] == 0x0d && end &+ 1 < text.count && text[end &+ 1] == 0x0a
            next = end &+ (isPair ? 2 : 1)
        }
        return Found(end: end, next: next, isASCII: seen & highBits == 0)
    }

    /// The high bit of each byte that is zero; of the bytes above the lowest such one it may say too much.
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 { (word &- lowBits) & ~word & highBits }

    private static let lowBits: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080
    private static let lineFeeds: UInt64 = 0x0a0a_0a0a_0a0a_0a0a
    private static let carriageReturns: UInt64 = 0x0d0d_0d0d_0d0d_0d0d
}
