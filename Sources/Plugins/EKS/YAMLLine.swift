/// A line of YAML with what ends it.
struct YAMLLine {
    let text: String
    /// Empty for a last line without an end.
    let end: String

    static func lines(of text: String) -> [YAMLLine] {
        var lines: [YAMLLine] = []
        var rest = text[...]
        // A carriage return and a line feed are one character.
        while let index = rest.firstIndex(where: { $0 == "\n" || $0 == "\r\n" }) {
            lines.append(YAMLLine(text: String(rest[..<index]), end: String(rest[index])))
            rest = rest[rest.index(after: index)...]
        }
        if !rest.isEmpty { lines.append(YAMLLine(text: String(rest), end: "")) }
        return lines
    }

    var indent: Int { text.prefix { $0 == " " }.count }

    private var content: Substring { text.drop { $0 == " " } }

    /// It is not blank and no comment.
    var saysSomething: Bool { !content.isEmpty && !content.hasPrefix("#") && !content.allSatisfy(\.isWhitespace) }

    /// It begins an entry of a list.
    var isItem: Bool { content == "-" || content.hasPrefix("- ") }

    /// Where the content behind the dash begins; nil for a dash alone.
    var contentColumn: Int? { withoutDash.flatMap { $0.saysSomething ? $0.indent : nil } }

    /// The line with a blank in the dash's place; nil where there is none.
    var withoutDash: YAMLLine? {
        guard isItem else { return nil }
        return YAMLLine(text: String(repeating: " ", count: indent + 1) + content.dropFirst(), end: end)
    }

    /// The key that the line begins with; nil for anything else, such as a key in quotes.
    var key: Substring? {
        let key = content.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        let rest = content.dropFirst(key.count)
        guard !key.isEmpty, rest.hasPrefix(":"), rest.count == 1 || rest.dropFirst().first == " " else { return nil }
        return key
    }

    /// What stands behind the key, without blanks before it; nil where there is no key.
    var value: Substring? { key.map { content.dropFirst($0.count + 1).drop { $0 == " " } } }

    /// An anchor or alias stands in it, by which other lines hang together with this one.
    var holdsReference: Bool {
        let words = content.split(separator: " ")
        return words.contains { $0.hasPrefix("&") || $0.hasPrefix("*") || $0 == "<<:" }
    }
}
