/// Text from outside made harmless for a terminal.
package enum TerminalSafe {
    /// The text with every control character spelt out (`\u{1b}`), so that no escape sequence, no carriage return and no
    /// direction mark can move the cursor, colour the screen or reorder what is read.
    package static func text(_ text: some StringProtocol) -> String { Self.text(String(text)) }

    /// The same of a whole text.
    package static func text(_ text: String) -> String {
        guard !text.isPlainASCII, text.unicodeScalars.contains(where: isHarmful) else { return text }
        // Views of a string are copied where text is appended to them; the string itself isn't.
        var shown = ""
        for scalar in text.unicodeScalars {
            if isHarmful(scalar) {
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    /// Whether a terminal could do something else with it than show it.
    package static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1f, 0x7f...0x9f: true
        case 0x061c, 0x200e, 0x200f, 0x202a...0x202e, 0x2028, 0x2029, 0x2066...0x2069, 0xfeff: true
        default: false
        }
    }
}

extension String {
    /// Letters, digits and marks of ASCII without spaces: what every key and token of AWS is made of.
    package var isVisibleASCII: Bool {
        // A loop, since what is generic costs four times that, for each byte of each token.
        for byte in utf8 where byte < 0x21 || byte > 0x7e { return false }
        return !isEmpty
    }

    /// The same with blanks, or nothing at all: what nearly all texts are made of.
    package var isPlainASCII: Bool {
        for byte in utf8 where byte < 0x20 || byte > 0x7e { return false }
        return true
    }
}
