/// A value for a `.env` file, which programs of many languages read, and shells as well.
///
/// The readers agree on plain text, on single quotes around text without quotes and pairs of backslashes, and mostly on
/// double quotes: python-dotenv alone keeps the backslash before `$` and the backquote there, which shells run otherwise.
/// It expands `${NAME}` in any quotes; nothing that it reads prevents that.
enum DotenvValue {
    static func quoted(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        if isLiteral(text) { return "'\(text)'" }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if "\"\\$`".unicodeScalars.contains(scalar) { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    /// What no shell and no reader gives a meaning to; Docker takes such a line as it is, and quotes for text.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-_./@:+%,=".utf8.contains(byte)
        }
    }

    /// Whether every reader takes what stands in single quotes as it is.
    private static func isLiteral(_ text: String) -> Bool {
        var last: UInt8?
        for byte in text.utf8 {
            if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\") && last == byte { return false }
            last = byte
        }
        return last != UInt8(ascii: "\\")
    }
}
