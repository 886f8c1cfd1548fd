/// Names in headers (<doc:ConfigurationFiles>, Headers).
enum SectionHeader {
    /// The name in a header of the plain form, which needs no word splitting: `default`, or the kind's word, one blank
    /// and a name without blanks, quotes and backslashes.
    static func plainName(_ text: Span<UInt8>, _ header: Range<Int>, _ kind: SectionKind) -> Range<Int>? {
        if kind == .verbatim { return header }
        if kind == .profile && text.isEqual(header, "default") { return header }
        let start = header.lowerBound + kind.word.utf8CodeUnitCount + 1
        guard start < header.upperBound, text[start - 1] == 0x20 else { return nil }
        for position in start..<header.upperBound where hasMeaning(text[position]) { return nil }
        return start..<header.upperBound
    }

    /// Whether a name can stand in a plain header.
    static func isPlain(_ name: String) -> Bool { !name.isEmpty && !name.utf8.contains(where: hasMeaning) }

    /// What parts or joins words in a shell.
    @inline(__always)
    private static func hasMeaning(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0a, 0x0d, UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "\\"): true
        default: false
        }
    }
}
