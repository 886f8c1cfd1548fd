/// White space and line ends in UTF-8 as Python's text methods see them, which is what gives the files their meaning
/// (<doc:ConfigurationFiles>, Grammar).
enum PythonWhitespace {
    /// Whether a white space character may begin with a byte; asked first, as it costs one comparison.
    @inline(__always)
    static func mayBegin(with byte: UInt8) -> Bool { byte &- 0x21 >= 0x5f }

    /// The length of the white space character that starts here, or 0.
    @inline(__always)
    static func length(_ text: Span<UInt8>, at position: Int, end: Int) -> Int {
        let byte = text[position]
        if byte < 0x80 { return isASCIISpace(byte) ? 1 : 0 }
        return wideLength(text, position, end)
    }

    /// The length of the white space character that ends here, or 0.
    @inline(__always)
    static func length(_ text: Span<UInt8>, before end: Int, start: Int) -> Int {
        let byte = text[end &- 1]
        if byte < 0x80 { return isASCIISpace(byte) ? 1 : 0 }
        return wideLengthBefore(text, end, start)
    }

    /// Tab to carriage return, the four separators, and blank.
    @inline(__always)
    static func isASCIISpace(_ byte: UInt8) -> Bool {
        byte <= 0x20 && (byte == 0x20 || byte &- 0x09 <= 4 || byte >= 0x1c)
    }

    private static func wideLengthBefore(_ text: Span<UInt8>, _ end: Int, _ start: Int) -> Int {
        for length in 2...3 where end - length >= start && wideLength(text, end - length, end) == length {
            return length
        }
        return 0
    }

    /// U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000.
    private static func wideLength(_ text: Span<UInt8>, _ position: Int, _ end: Int) -> Int {
        guard position + 1 < end else { return 0 }
        let second = text[position + 1]
        if text[position] == 0xc2 { return second == 0x85 || second == 0xa0 ? 2 : 0 }
        guard position + 2 < end else { return 0 }
        switch (text[position], second, text[position + 2]) {
        case (0xe1, 0x9a, 0x80), (0xe2, 0x80, 0x80...0x8a), (0xe2, 0x80, 0xa8...0xa9), (0xe2, 0x80, 0xaf),
            (0xe2, 0x81, 0x9f), (0xe3, 0x80, 0x80):
            return 3
        default: return 0
        }
    }

    /// The first position at or after `start` that is no white space.
    @inline(__always)
    static func skip(_ text: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var start = start
        while start < end {
            let space = length(text, at: start, end: end)
            guard space > 0 else { break }
            start &+= space
        }
        return start
    }

    /// The end without the white space before it.
    @inline(__always)
    static func trimmedEnd(_ text: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var end = end
        while end > start {
            let space = length(text, before: end, start: start)
            guard space > 0 else { break }
            end &-= space
        }
        return end
    }

    /// The range without white space at both ends.
    static func trimmed(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        let start = skip(text, from: range.lowerBound, to: range.upperBound)
        return start..<trimmedEnd(text, from: start, to: range.upperBound)
    }

    /// Splits at every character that Python's `splitlines` takes for a line end: also vertical tab, form feed, the
    /// separators U+001C to U+001E, U+0085, U+2028 and U+2029.
    static func lines(_ text: Span<UInt8>, _ range: Range<Int>) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        var position = start
        while position < range.upperBound {
            let length = lineEnd(text, position, range.upperBound)
            if length > 0 {
                pieces.append(start..<position)
                start = position + length
            }
            position += max(length, 1)
        }
        if start < range.upperBound { pieces.append(start..<range.upperBound) }
        return pieces
    }

    private static func lineEnd(_ text: Span<UInt8>, _ position: Int, _ end: Int) -> Int {
        let byte = text[position]
        if byte < 0x80 { return 0x0a...0x0d ~= byte || 0x1c...0x1e ~= byte ? 1 : 0 }
        let length = wideLength(text, position, end)
        switch length {
        case 2: return text[position + 1] == 0x85 ? 2 : 0
        case 3: return byte == 0xe2 && text[position + 1] == 0x80 && 0xa8...0xa9 ~= text[position + 2] ? 3 : 0
        default: return 0
        }
    }
}
