/// Text as one word of a shell's language, whatever is in it.
package enum Quoting: Sendable {
    /// bash, zsh, dash: single quotes, inside which only a single quote means anything.
    case posix
    /// fish: single quotes, inside which a backslash escapes itself and the quote.
    case fish
    /// PowerShell: single quotes, doubled inside.
    case powershell
    /// Nushell: double quotes, inside which a backslash escapes; a dollar sign means nothing there.
    case nu

    package func word(_ text: String) -> String {
        switch self {
        case .nu: nuWord(text)
        case .powershell: powershellWord(text)
        case .posix, .fish: Self.mayHaveMeaning(text) ? escaped(text) : "'" + text + "'"
        }
    }

    /// Byte by byte, since a shell's whole completion is such a word at its start.
    private func escaped(_ text: String) -> String {
        let (quote, backslash) = (UInt8(ascii: "'"), UInt8(ascii: "\\"))
        var quoted = [quote]
        quoted.reserveCapacity(text.utf8.count + text.utf8.count / 8 + 2)
        for byte in text.utf8 {
            if byte == quote {
                if self == .posix { quoted.append(quote) }
                quoted.append(backslash)
                quoted.append(quote)
                if self == .posix { quoted.append(quote) }
            } else {
                if byte == backslash, self == .fish { quoted.append(backslash) }
                quoted.append(byte)
            }
        }
        quoted.append(quote)
        return String(decoding: quoted, as: UTF8.self)
    }

    /// PowerShell takes typographic quotes for straight ones.
    private func powershellWord(_ text: String) -> String {
        var quoted = "'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "'", "\u{2018}"..."\u{201b}": quoted += "\(scalar)\(scalar)"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "'"
    }

    /// False for nearly all texts, which then are one piece: scalar by scalar, the keys of `awsx env` would cost a third of it.
    private static func mayHaveMeaning(_ text: String) -> Bool {
        for byte in text.utf8 where byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\") {
            return true
        }
        return false
    }

    private func nuWord(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\u{0}"..."\u{1f}", "\u{7f}": quoted += "\\u{\(String(scalar.value, radix: 16))}"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
