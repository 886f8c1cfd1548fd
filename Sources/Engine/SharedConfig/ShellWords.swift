/// Splits a line into words as a POSIX shell would, without expansions: section headers (<doc:ConfigurationFiles>,
/// Headers) and `credential_process` lines (<doc:CredentialProviders>, Programs) are read so.
///
/// Blanks, tabs and line ends part words; single quotes keep everything; double quotes keep everything but a backslash
/// before `"` or `\`; elsewhere a backslash takes the next character as it is. An empty pair of quotes is an empty word.
/// No character starts a comment.
package enum ShellWords {
    package enum Fault: Error, Sendable, Hashable {
        case unclosedQuote
        /// The text ends with a backslash that escapes nothing.
        case danglingEscape
    }

    package static func split(_ text: String) throws(Fault) -> [String] {
        try split(bytes: text.utf8).map { String(decoding: $0, as: UTF8.self) }
    }

    private enum State {
        case between
        case word
        case single
        case double
        case escape
        case escapeInDouble
    }

    /// The same on UTF-8: every character with a meaning is ASCII.
    static func split(bytes: some Sequence<UInt8>) throws(Fault) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        var state = State.between
        for byte in bytes {
            switch state {
            case .between, .word:
                switch byte {
                case 0x20, 0x09, 0x0a, 0x0d:
                    if state == .word {
                        words.append(word)
                        word = []
                    }
                    state = .between
                case UInt8(ascii: "'"): state = .single
                case UInt8(ascii: "\""): state = .double
                case UInt8(ascii: "\\"): state = .escape
                default:
                    word.append(byte)
                    state = .word
                }
            case .single:
                if byte == UInt8(ascii: "'") { state = .word } else { word.append(byte) }
            case .double:
                switch byte {
                case UInt8(ascii: "\""): state = .word
                case UInt8(ascii: "\\"): state = .escapeInDouble
                default: word.append(byte)
                }
            case .escape:
                word.append(byte)
                state = .word
            case .escapeInDouble:
                if byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "\"") { word.append(UInt8(ascii: "\\")) }
                word.append(byte)
                state = .double
            }
        }
        switch state {
        case .between: break
        case .word: words.append(word)
        case .single, .double: throw .unclosedQuote
        case .escape, .escapeInDouble: throw .danglingEscape
        }
        return words
    }
}
