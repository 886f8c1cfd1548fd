/// Spells letters of Latin, Greek and Cyrillic script in ASCII. Other scripts need a dictionary, so they have no spelling.
enum ASCIITransliteration {
    /// The ASCII spelling of one letter or digit; nil if it has none.
    static func spelling(of scalar: Unicode.Scalar) -> String? {
        if scalar.isASCII { return String(scalar) }
        // The full-width forms have the order of ASCII.
        if (0xFF01...0xFF5E).contains(scalar.value) { return Unicode.Scalar(scalar.value - 0xFEE0).map(String.init) }
        if scalar.properties.generalCategory == .decimalNumber, let value = scalar.properties.numericValue {
            return String(Int(value))
        }
        return latin(scalar) ?? other(scalar)
    }

    /// Unicode names a Latin letter after its base: `LATIN SMALL LETTER U WITH DIAERESIS`.
    private static func latin(_ scalar: Unicode.Scalar) -> String? {
        guard let words = scalar.properties.name?.split(separator: " "), words.count > 3, words[0] == "LATIN",
            words[2] == "LETTER" || words[2] == "LIGATURE"
        else { return nil }
        let base = words[3...].prefix { $0 != "WITH" }.joined(separator: " ")
        guard let lower = latinBases[base] ?? (base.utf8.count <= 2 ? base.lowercased() : nil) else { return nil }
        return words[1] == "CAPITAL" ? capitalized(lower) : lower
    }

    private static let latinBases = [
        "SHARP S": "ss", "LONG S": "s", "THORN": "th", "ETH": "d", "ENG": "ng", "DOTLESS I": "i", "DOTLESS J": "j",
        "SCHWA": "e", "FFI": "ffi", "FFL": "ffl",
    ]

    private static func other(_ scalar: Unicode.Scalar) -> String? {
        let lower = scalar.properties.lowercaseMapping
        guard let spelling = letters[lower] else { return nil }
        return lower == String(scalar) ? spelling : capitalized(spelling)
    }

    private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// Lower-case letters, as passports spell them.
    private static let letters: [String: String] = [
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ie", "ж": "zh", "з": "z",
        "и": "i", "і": "i", "ї": "i", "й": "i", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj",
        "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "ђ": "dj", "у": "u", "ў": "u", "ф": "f", "х": "kh",
        "ц": "ts", "ч": "ch", "џ": "dz", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu",
        "я": "ia",
        "α": "a", "ά": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "έ": "e", "ζ": "z", "η": "i", "ή": "i", "θ": "th",
        "ι": "i", "ί": "i", "ϊ": "i", "ΐ": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "ό": "o",
        "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "ύ": "y", "ϋ": "y", "ΰ": "y", "φ": "f", "χ": "ch",
        "ψ": "ps", "ω": "o", "ώ": "o",
    ]
}
