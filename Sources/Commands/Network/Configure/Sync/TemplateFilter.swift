import Engine

/// What a template may do to a field's value: `{account|slug|lower}`.
enum TemplateFilter: Sendable, Hashable {
    case lower
    case upper
    /// ASCII letters, digits and `. _ @ + -`, which every SDK reads; letters of Latin, Greek and Cyrillic script are
    /// spelt in ASCII, all else, in runs, becomes one `-`. Empty for a text in another script.
    case slug
    /// White space at both ends goes.
    case trim
    /// A word goes from either end, whatever its case.
    case strip(String)
    /// At most so many characters stay.
    case cut(Int)

    static let help = "|lower |upper |slug |trim |strip:WORD |cut:NUMBER"

    init?(_ text: Substring) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count > 1 ? String(parts[1]) : nil
        switch (String(parts[0]), value) {
        case ("lower", nil): self = .lower
        case ("upper", nil): self = .upper
        case ("slug", nil): self = .slug
        case ("trim", nil): self = .trim
        case ("strip", let word?) where !word.isEmpty: self = .strip(word)
        case ("cut", let number?):
            guard let count = Int(number), count > 0 else { return nil }
            self = .cut(count)
        default: return nil
        }
    }

    func apply(to text: String) -> String {
        switch self {
        case .lower: text.lowercased()
        case .upper: text.uppercased()
        case .slug: Self.slug(text)
        case .trim: Self.trimmed(text) { $0.isWhitespace }
        case .strip(let word): Self.stripped(word, from: text)
        case .cut(let count): String(text.prefix(count))
        }
    }

    /// The text without what a header, or a terminal, could take for something else.
    static func harmless(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars
        where !TerminalSafe.isHarmful(scalar) && !"[]'\"\\`#;".unicodeScalars.contains(scalar) {
            kept.append(scalar)
        }
        return String(kept)
    }

    /// Empty if a letter has no spelling in ASCII: what is left would be another name.
    private static func slug(_ text: String) -> String {
        var slug = ""
        for scalar in text.unicodeScalars {
            if isLetterOrDigit(scalar) {
                guard let spelling = ASCIITransliteration.spelling(of: scalar) else { return "" }
                slug += spelling
            } else if "._@+-".unicodeScalars.contains(scalar) {
                slug.unicodeScalars.append(scalar)
            } else if !belongsToLetter(scalar), let last = slug.last, last != "-" {
                slug += "-"
            }
        }
        return trimmed(slug) { $0 == "-" }
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .decimalNumber: true
        default: false
        }
    }

    /// An accent, or a sign's variation.
    private static func belongsToLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .modifierLetter: true
        default: false
        }
    }

    private static func trimmed(_ text: String, _ isOuter: (Character) -> Bool) -> String {
        String(text.drop(while: isOuter).reversed().drop(while: isOuter).reversed())
    }

    private static func stripped(_ word: String, from text: String) -> String {
        var text = text
        if text.lowercased().hasPrefix(word.lowercased()) { text.removeFirst(min(word.count, text.count)) }
        if text.lowercased().hasSuffix(word.lowercased()) { text.removeLast(min(word.count, text.count)) }
        return text
    }
}
