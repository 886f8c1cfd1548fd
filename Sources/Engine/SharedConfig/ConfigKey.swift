/// Comparison of keys in lower case without decoding those that are ASCII.
enum ConfigKey {
    static func isSame(_ one: Range<Int>, _ other: Range<Int>, _ bytes: [UInt8]) -> Bool {
        if !isASCII(one, bytes) || !isASCII(other, bytes) { return lowered(one, bytes) == lowered(other, bytes) }
        guard one.count == other.count else { return false }
        return (0..<one.count).allSatisfy { offset in
            LowerCase.ofASCII(bytes[one.lowerBound + offset]) == LowerCase.ofASCII(bytes[other.lowerBound + offset])
        }
    }

    /// Whether a key of the file is this one, which is in lower case.
    static func isSame(_ one: Range<Int>, _ bytes: [UInt8], as key: String) -> Bool {
        var position = one.lowerBound
        for byte in key.utf8 {
            guard position < one.upperBound else { return false }
            let own = bytes[position]
            if own >= 0x80 || byte >= 0x80 { return lowered(one, bytes).elementsEqual(key.utf8) }
            guard LowerCase.ofASCII(own) == byte else { return false }
            position += 1
        }
        return position == one.upperBound
    }

    static func lowered(_ key: Range<Int>, _ bytes: [UInt8]) -> [UInt8] {
        if isASCII(key, bytes) { return bytes[key].map(LowerCase.ofASCII) }
        return Array(LowerCase.of(String(decoding: bytes[key], as: UTF8.self)).utf8)
    }

    private static func isASCII(_ key: Range<Int>, _ bytes: [UInt8]) -> Bool {
        bytes[key].allSatisfy { $0 < 0x80 }
    }
}
