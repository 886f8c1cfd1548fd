import Engine

/// Text as one value of YAML, on one line.
enum YAMLScalar {
    /// As it is where that can mean nothing else, else in double quotes, whose escapes are JSON's.
    static func text(_ text: String) -> String {
        isPlain(text) ? text : JSON.string(text).serialized(.minified)
    }

    /// The text of a value; nil for one that goes on in the next line, or that only a whole reader of YAML understands.
    static func value(_ source: Substring) -> String? {
        switch source.first {
        case "\"":
            guard let end = source.dropFirst().firstIndex(of: "\""), !source[..<end].contains("\\"),
                isEnd(source[source.index(after: end)...])
            else { return JSON(Array(source.utf8))?.string }
            return String(source[source.index(after: source.startIndex)..<end])
        case "'":
            guard let end = source.dropFirst().firstIndex(of: "'"), isEnd(source[source.index(after: end)...]) else {
                return nil
            }
            return String(source[source.index(after: source.startIndex)..<end])
        case "&", "*", "!", "|", ">", "{", "[", "%", "@", "`", "?": return nil
        default: return String(bare(source))
        }
    }

    /// A value without its comment and the blanks before that.
    static func bare(_ value: Substring) -> Substring {
        if value.hasPrefix("#") { return "" }
        var bare = value.firstRange(of: " #").map { value[..<$0.lowerBound] } ?? value
        while bare.last?.isWhitespace == true { bare.removeLast() }
        return bare
    }

    private static func isEnd(_ rest: Substring) -> Bool {
        let rest = rest.drop { $0 == " " }
        return rest.isEmpty || rest.hasPrefix("#")
    }

    /// A letter first, then only what can stand in names and addresses; words that mean something else are none.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first), text.utf8.last != UInt8(ascii: ":") else { return false }
        let reserved = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        return !reserved.contains(text.lowercased())
            && text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || "-_./@:+=".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
    }
}
