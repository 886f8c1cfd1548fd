extension Span<UInt8> {
    func array(_ range: Range<Int>) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            for offset in 0..<range.count { unsafe buffer[offset] = self[range.lowerBound + offset] }
            count = range.count
        }
    }

    /// Eight bytes as a number, the first the lowest; they must be there.
    @inline(__always)
    func word(at position: Int) -> UInt64 {
        let raw = unsafe bytes
        return unsafe UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
    }

    /// The first position of a byte in a range.
    @inline(__always)
    func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
        for position in range where self[position] == byte { return position }
        return nil
    }

    /// The last position of a byte in a range.
    @inline(__always)
    func last(_ byte: UInt8, in range: Range<Int>) -> Int? {
        var position = range.upperBound
        while position > range.lowerBound {
            position &-= 1
            if self[position] == byte { return position }
        }
        return nil
    }

    func isEqual(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        guard one.count == other.count else { return false }
        for offset in 0..<one.count where self[one.lowerBound &+ offset] != self[other.lowerBound &+ offset] {
            return false
        }
        return true
    }

    /// Whether a range begins with an ASCII word.
    func starts(_ range: Range<Int>, with word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard range.count >= count else { return false }
        for offset in 0..<count where unsafe self[range.lowerBound &+ offset] != word.utf8Start[offset] {
            return false
        }
        return true
    }

    /// Whether a range is exactly an ASCII word.
    func isEqual(_ range: Range<Int>, _ word: StaticString) -> Bool {
        range.count == word.utf8CodeUnitCount && starts(range, with: word)
    }

    func isEqual(_ range: Range<Int>, _ word: String) -> Bool {
        guard range.count == word.utf8.count else { return false }
        var position = range.lowerBound
        for byte in word.utf8 {
            if self[position] != byte { return false }
            position &+= 1
        }
        return true
    }
}

extension UInt8 {
    /// Whether a line that begins so is a comment (<doc:ConfigurationFiles>, Grammar).
    @inline(__always)
    var isCommentMark: Bool { self == UInt8(ascii: "#") || self == UInt8(ascii: ";") }
}
