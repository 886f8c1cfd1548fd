/// Comparison of keys in lower case without decoding those that are ASCII.
enum ConfigKey {
    /// Whether two keys of a file are the same.
    static func isSame(_ text: Span<UInt8>, _ one: ScannedOption, _ other: ScannedOption) -> Bool {
        if one.isWide || other.isWide { return lowered(text, one) == lowered(text, other) }
        let left = Int(one.keyStart)
        let right = Int(other.keyStart)
        let count = Int(one.keyEnd) &- left
        guard count == Int(other.keyEnd) &- right else { return false }
        for offset in 0..<count
        where PythonLowercase.ofASCII(text[left &+ offset]) != PythonLowercase.ofASCII(text[right &+ offset]) {
            return false
        }
        return true
    }

    /// Whether a key of the file is this one, which is in lower case.
    @inline(__always)
    static func isSame(_ text: Span<UInt8>, _ option: ScannedOption, as key: String) -> Bool {
        if option.isWide { return lowered(text, option).elementsEqual(key.utf8) }
        // Most keys differ in length.
        return key.utf8.count == option.key.count && isSameASCII(text, option, as: key)
    }

    private static func isSameASCII(_ text: Span<UInt8>, _ option: ScannedOption, as key: String) -> Bool {
        var position = Int(option.keyStart)
        for byte in key.utf8 {
            guard PythonLowercase.ofASCII(text[position]) == byte else { return false }
            position &+= 1
        }
        return true
    }

    static func lowered(_ text: Span<UInt8>, _ option: ScannedOption) -> [UInt8] {
        let bytes = text.array(option.key)
        guard option.isWide else { return bytes.map(PythonLowercase.ofASCII) }
        return Array(PythonLowercase.of(String(decoding: bytes, as: UTF8.self)).utf8)
    }
}
