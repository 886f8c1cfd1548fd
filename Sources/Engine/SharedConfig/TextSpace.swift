/// White space and line ends in UTF-8 as Python's text methods see them, which is what gives the files their meaning
/// (facts 1.2).
enum TextSpace {
    /// The length of the white space character that starts here, or 0.
    @inline(__always)
    static func length(_ bytes: [UInt8], at position: Int, end: Int) -> Int {
        let byte = bytes[position]
        if byte < 0x80 { return isASCIISpace(byte) ? 1 : 0 }
        return wideLength(bytes[position..<end])
    }

    /// The length of the white space character that ends here, or 0.
    @inline(__always)
    static func length(_ bytes: [UInt8], before end: Int, start: Int) -> Int {
        let byte = bytes[end - 1]
        if byte < 0x80 { return isASCIISpace(byte) ? 1 : 0 }
        for length in 2...3 where end - length >= start {
            if wideLength(bytes[(end - length)..<end]) == length { return length }
        }
        return 0
    }

    /// Tab to carriage return, the four separators, and blank.
    @inline(__always)
    static func isASCIISpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) || (byte >= 0x1c && byte <= 0x1f)
    }

    /// U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000.
    private static func wideLength(_ bytes: ArraySlice<UInt8>) -> Int {
        guard let first = bytes.first, let second = bytes.dropFirst().first else { return 0 }
        if first == 0xc2 { return second == 0x85 || second == 0xa0 ? 2 : 0 }
        guard let third = bytes.dropFirst(2).first else { return 0 }
        switch (first, second, third) {
        case (0xe1, 0x9a, 0x80), (0xe2, 0x80, 0x80...0x8a), (0xe2, 0x80, 0xa8...0xa9), (0xe2, 0x80, 0xaf),
            (0xe2, 0x81, 0x9f), (0xe3, 0x80, 0x80):
            return 3
        default: return 0
        }
    }

    /// The range without white space at both ends.
    static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end {
            let space = length(bytes, at: start, end: end)
            guard space > 0 else { break }
            start += space
        }
        while end > start {
            let space = length(bytes, before: end, start: start)
            guard space > 0 else { break }
            end -= space
        }
        return start..<end
    }

    /// Splits at every character that Python's `splitlines` takes for a line end: also vertical tab, form feed, the
    /// separators U+001C to U+001E, U+0085, U+2028 and U+2029.
    static func lines(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        var position = start
        while position < range.upperBound {
            let length = lineEnd(bytes, at: position, end: range.upperBound)
            if length > 0 {
                pieces.append(start..<position)
                start = position + length
            }
            position += max(length, 1)
        }
        if start < range.upperBound { pieces.append(start..<range.upperBound) }
        return pieces
    }

    private static func lineEnd(_ bytes: [UInt8], at position: Int, end: Int) -> Int {
        switch bytes[position] {
        case 0x0a...0x0d, 0x1c...0x1e: 1
        case 0xc2 where position + 1 < end && bytes[position + 1] == 0x85: 2
        case 0xe2
        where position + 2 < end && bytes[position + 1] == 0x80
            && (bytes[position + 2] == 0xa8
                || bytes[position + 2] == 0xa9):
            3
        default: 0
        }
    }
}
