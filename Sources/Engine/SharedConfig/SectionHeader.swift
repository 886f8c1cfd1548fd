/// Names in headers (<doc:ConfigurationFiles>, Headers).
enum SectionHeader {
    /// The name in a header of the plain form, which needs no word splitting: `default`, or the kind's word, one blank
    /// and a name without blanks, quotes and backslashes.
    static func plainName(_ text: Span<UInt8>, _ header: Range<Int>, _ kind: SectionKind) -> Range<Int>? {
        if kind == .verbatim { return header }
        if kind == .profile {
            if let name = plainProfileName(text, header) { return name }
            if text.isEqual(header, defaultName) { return header }
        }
        let start = header.lowerBound + kind.word.utf8CodeUnitCount + 1
        guard start < header.upperBound, text[start - 1] == 0x20 else { return nil }
        return plainWord(text, start..<header.upperBound)
    }

    /// The name of a profile in a header of the plain form with its word.
    @inline(__always)
    static func plainProfileName(_ text: Span<UInt8>, _ header: Range<Int>) -> Range<Int>? {
        guard hasProfilePrefix(text, header) else { return nil }
        return plainWord(text, (header.lowerBound &+ profileAndBlankCount)..<header.upperBound)
    }

    /// Whether a header begins with `profile` and a blank, and goes on.
    @inline(__always)
    static func hasProfilePrefix(_ text: Span<UInt8>, _ header: Range<Int>) -> Bool {
        header.count > profileAndBlankCount && text.word(at: header.lowerBound) == profileAndBlank
    }

    static let defaultName: StaticString = "default"

    private static let profileAndBlank: UInt64 = 0x20_65_6c_69_66_6f_72_70
    private static let profileAndBlankCount = 8

    @inline(__always)
    private static func plainWord(_ text: Span<UInt8>, _ word: Range<Int>) -> Range<Int>? {
        var position = word.lowerBound
        while position < word.upperBound {
            if hasMeaning(text[position]) { return nil }
            position &+= 1
        }
        return word
    }

    /// Whether a name can stand in a plain header.
    static func isPlain(_ name: String) -> Bool { !name.isEmpty && !name.utf8.contains(where: hasMeaning) }

    /// What parts or joins words in a shell.
    @inline(__always)
    private static func hasMeaning(_ byte: UInt8) -> Bool {
        // Nearly all are above the quotes.
        if byte > UInt8(ascii: "'") { return byte == UInt8(ascii: "\\") }
        switch byte {
        case 0x20, 0x09, 0x0a, 0x0d, UInt8(ascii: "'"), UInt8(ascii: "\""): return true
        default: return false
        }
    }
}
