/// How many columns of a terminal a text takes: wide characters two, marks that combine none.
package enum ColumnWidth {
    package static func of(_ text: some StringProtocol) -> Int { of(String(text)) }

    /// The same of a whole text, for the thousands of cells of a table.
    package static func of(_ text: String) -> Int {
        // Plain ASCII needs no characters.
        if text.isPlainASCII { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    package static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        // A picture selector, or a pair that makes a flag, is shown as a picture.
        if scalars.count > 1 {
            if scalars.contains(where: { $0.value == 0xfe0f }) { return 2 }
            if scalars.allSatisfy({ (0x1f1e6...0x1f1ff).contains($0.value) }) { return 2 }
        }
        // Joined pictures are one, as wide as the widest; a colour of skin is part of the picture before it.
        if scalars.contains(where: { $0.value == 0x200d || (0x1f3fb...0x1f3ff).contains($0.value) }) {
            return scalars.map(of).max() ?? 0
        }
        return scalars.reduce(0) { $0 + of($1) }
    }

    static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return value < 0x20 || (0x7f..<0xa0).contains(value) || value == 0xad ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        // Korean vowels and finals join the syllable before them.
        if (0x1160...0x11ff).contains(value) { return 0 }
        if scalar.properties.isEmojiPresentation { return 2 }
        return isWide(value) ? 2 : 1
    }

    /// East Asian Wide and Fullwidth (Unicode Standard Annex 11), by block; pictures are wide by their presentation.
    private static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        return wide.contains { $0.contains(value) }
    }

    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff,
        0xa000...0xa4cf, 0xa960...0xa97c, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f,
        0xff00...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18d7f, 0x1aff0...0x1b2ff, 0x1f200...0x1f265, 0x20000...0x3fffd,
    ]

    /// The text cut to so many columns, with a mark where something is missing; never half of a character.
    package static func cut(_ text: String, to columns: Int) -> String {
        guard of(text) > columns else { return text }
        guard columns > 0 else { return "" }
        var shown = ""
        var used = 0
        for character in text {
            let width = of(character)
            guard used + width < columns else { break }
            shown.append(character)
            used += width
        }
        return shown + "…"
    }

    /// The text cut or filled with blanks to exactly so many columns.
    package static func fit(_ text: String, to columns: Int) -> String {
        let shown = cut(text, to: columns)
        return shown + String(repeating: " ", count: max(0, columns - of(shown)))
    }
}
