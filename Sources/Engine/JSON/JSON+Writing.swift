/// How JSON is laid out.
package enum JSONStyle: Sendable {
    /// One line with `", "` and `": "`, ASCII only: Python's default, which the AWS CLI's files and most keys use.
    case python
    /// One line without spaces, ASCII only: the keys of the SSO role cache (facts 3.5).
    case minified
    /// Two spaces an indent, members sorted, for people and programs that read awsx's answers.
    case sortedPretty
    /// One line, members sorted, for JSON Lines.
    case sortedLine
}

extension JSON {
    package func serialized(_ style: JSONStyle) -> String {
        var writer = JSONWriter(style: style)
        writer.write(self, depth: 0)
        return writer.text
    }
}

private struct JSONWriter {
    let style: JSONStyle
    private(set) var text = ""

    init(style: JSONStyle) { self.style = style }

    private var comma: String {
        switch style {
        case .python: ", "
        case .minified, .sortedLine, .sortedPretty: ","
        }
    }

    private var colon: String {
        switch style {
        case .python, .sortedPretty: ": "
        case .minified, .sortedLine: ":"
        }
    }

    private var isSorted: Bool {
        switch style {
        case .sortedPretty, .sortedLine: true
        case .python, .minified: false
        }
    }

    private var isASCII: Bool { !isSorted }

    mutating func write(_ value: JSON, depth: Int) {
        switch value {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .number(let digits): text += digits
        case .string(let string): write(string)
        case .array(let values):
            writeList("[", "]", values, depth: depth) { writer, value in writer.write(value, depth: depth + 1) }
        case .object(let members):
            let ordered = isSorted ? members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) } : members
            writeList("{", "}", ordered, depth: depth) { writer, member in
                writer.write(member.name)
                writer.text += writer.colon
                writer.write(member.value, depth: depth + 1)
            }
        }
    }

    private mutating func writeList<Item>(
        _ opening: String, _ closing: String, _ items: [Item], depth: Int, item: (inout JSONWriter, Item) -> Void
    ) {
        text += opening
        for (index, element) in items.enumerated() {
            if index > 0 { text += comma }
            breakLine(depth: depth + 1)
            item(&self, element)
        }
        if !items.isEmpty { breakLine(depth: depth) }
        text += closing
    }

    private mutating func breakLine(depth: Int) {
        guard case .sortedPretty = style else { return }
        text += "\n" + String(repeating: "  ", count: depth)
    }

    private mutating func write(_ string: String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{8}": text += "\\b"
            case "\u{c}": text += "\\f"
            case "\u{20}"..."\u{7e}": text.unicodeScalars.append(scalar)
            case "\u{80}"... where !isASCII && !isControl(scalar): text.unicodeScalars.append(scalar)
            default: for unit in UTF16.encode(scalar) ?? .init() { writeEscape(unit) }
            }
        }
        text += "\""
    }

    /// C1 controls and line separators stay escaped in text that a terminal may show.
    private func isControl(_ scalar: Unicode.Scalar) -> Bool {
        (0x80...0x9f).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
    }

    private mutating func writeEscape(_ unit: UInt16) {
        let digits = String(unit, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
