/// Text made ready for many searches: folded to small letters without marks, and where words begin in it.
struct FuzzyText: Sendable {
    let folded: [UInt8]
    /// Which of the 64 common bytes are in it, one bit each: what lacks one of the query's is skipped at once.
    let mask: UInt64

    init(_ text: String) {
        folded = Self.fold(text)
        mask = Self.mask(folded)
    }

    /// ASCII letters become small; of other letters the base is kept where there is one (`É` is `e`).
    static func fold(_ text: String) -> [UInt8] {
        var text = text
        let isASCII = text.withUTF8 { bytes in
            var bits: UInt8 = 0
            for index in bytes.indices { bits |= unsafe bytes[index] }
            return bits < 0x80
        }
        if isASCII { return text.utf8.map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 } }
        var bytes: [UInt8] = []
        for character in text.lowercased() {
            bytes += Array(Self.base(character).utf8)
        }
        return bytes
    }

    /// Swift compares by meaning: a letter and its mark are equal to the letter that holds both.
    private static func base(_ character: Character) -> String {
        if let known = bases[character] { return known }
        let scalars = character.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }
        return String(String.UnicodeScalarView(scalars))
    }

    private static let bases: [Character: String] = {
        let groups: [(String, String)] = [
            ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ďđ"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"),
            ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņň"), ("o", "òóôõöøōŏő"),
            ("r", "ŕŗř"), ("s", "śŝşš"), ("ss", "ß"), ("t", "ţťŧ"), ("u", "ùúûüũūŭůűų"), ("w", "ŵ"), ("y", "ýÿŷ"),
            ("z", "źżž"), ("ae", "æ"), ("oe", "œ"),
        ]
        var bases: [Character: String] = [:]
        for (base, letters) in groups { for letter in letters { bases[letter] = base } }
        return bases
    }()

    static func mask(_ bytes: [UInt8]) -> UInt64 { bytes.reduce(0) { $0 | 1 << UInt64($1 & 63) } }

    /// Whether a word begins there: at the start, behind what is no letter or digit, where digits begin or end.
    func isWordStart(_ position: Int) -> Bool {
        guard position > 0 else { return true }
        let kind = Self.kind(folded[position])
        return kind != .other && kind != Self.kind(folded[position - 1])
    }

    private enum Kind { case letter, digit, other }

    private static func kind(_ byte: UInt8) -> Kind {
        switch byte {
        case 0x61...0x7a, 0x80...: .letter
        case 0x30...0x39: .digit
        default: .other
        }
    }
}
