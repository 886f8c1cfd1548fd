/// How JSON is laid out.
package enum JSONStyle: Sendable {
    /// One line with `", "` and `": "`, ASCII only: Python's default, which the AWS CLI's files and most keys use.
    case python
    /// One line without spaces, ASCII only: the keys of the SSO role cache (<doc:CacheFiles>, SSO role credentials).
    case minified
    /// Two spaces an indent, members sorted, for people and programs that read awsx's answers.
    case sortedPretty
    /// One line, members sorted, for JSON Lines.
    case sortedLine
    /// A tab an indent, members in their order: Docker's `config.json`.
    case tabbed
}

extension JSON {
    package func serialized(_ style: JSONStyle) -> String {
        var writer = JSONWriter(style: style)
        writer.write(self, depth: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

private struct JSONWriter {
    let style: JSONStyle
    private(set) var bytes: [UInt8] = []

    init(style: JSONStyle) {
        self.style = style
        // Enough for most, which then never move.
        bytes.reserveCapacity(160)
    }

    private var hasBlankAfterComma: Bool {
        switch style {
        case .python: true
        case .minified, .sortedLine, .sortedPretty, .tabbed: false
        }
    }

    private var hasBlankAfterColon: Bool {
        switch style {
        case .python, .sortedPretty, .tabbed: true
        case .minified, .sortedLine: false
        }
    }

    private var isSorted: Bool {
        switch style {
        case .sortedPretty, .sortedLine: true
        case .python, .minified, .tabbed: false
        }
    }

    private var isASCII: Bool {
        switch style {
        case .python, .minified: true
        case .sortedPretty, .sortedLine, .tabbed: false
        }
    }

    mutating func write(_ value: JSON, depth: Int) {
        switch value {
        case .null: put("null")
        case .bool(let flag): put(flag ? "true" : "false")
        case .number(let digits): put(digits)
        case .string(let string): write(string)
        case .array(let values):
            writeList("[", "]", values, depth: depth) { writer, value in writer.write(value, depth: depth + 1) }
        case .object(let members):
            let ordered = isSorted ? members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) } : members
            writeList("{", "}", ordered, depth: depth) { writer, member in
                writer.write(member.name)
                writer.putMark(":", blank: writer.hasBlankAfterColon)
                writer.write(member.value, depth: depth + 1)
            }
        }
    }

    private mutating func writeList<Item>(
        _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, _ items: [Item], depth: Int,
        item: (inout JSONWriter, Item) -> Void
    ) {
        putMark(opening)
        for index in items.indices {
            if index > 0 { putMark(",", blank: hasBlankAfterComma) }
            breakLine(depth: depth + 1)
            item(&self, items[index])
        }
        if !items.isEmpty { breakLine(depth: depth) }
        putMark(closing)
    }

    private mutating func breakLine(depth: Int) {
        let indent =
            switch style {
            case .sortedPretty: "  "
            case .tabbed: "\t"
            case .python, .minified, .sortedLine: ""
            }
        guard !indent.isEmpty else { return }
        put("\n" + String(repeating: indent, count: depth))
    }

    private mutating func put(_ text: String) {
        // In one piece: the view of a text is a sequence, whose bytes come one by one through several calls each.
        var text = text
        text.withUTF8 { unsafe bytes.append(contentsOf: $0) }
    }

    private mutating func putMark(_ mark: Unicode.Scalar, blank: Bool = false) {
        bytes.append(UInt8(ascii: mark))
        if blank { bytes.append(UInt8(ascii: " ")) }
    }

    private mutating func write(_ string: String) {
        putMark("\"")
        let start = bytes.count
        put(string)
        // Nearly all texts stand as they are; any other is taken back and written by its characters.
        if !isPlain(from: start) {
            bytes.removeSubrange(start...)
            for scalar in string.unicodeScalars { write(scalar) }
        }
        putMark("\"")
    }

    /// Whether nothing that was written from there on needs an escape.
    private func isPlain(from start: Int) -> Bool {
        for position in start..<bytes.count {
            let byte = bytes[position]
            if byte < 0x20 || byte > 0x7e || byte == 0x22 || byte == 0x5c { return false }
        }
        return true
    }

    private mutating func write(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": put("\\\"")
        case "\\": put("\\\\")
        case "\n": put("\\n")
        case "\r": put("\\r")
        case "\t": put("\\t")
        case "\u{8}": put("\\b")
        case "\u{c}": put("\\f")
        case "\u{20}"..."\u{7e}": bytes.append(UInt8(scalar.value))
        // What a terminal could do something else with than show it stays escaped.
        case "\u{80}"... where !isASCII && !TerminalSafe.isHarmful(scalar): put(String(scalar))
        default: for unit in UTF16.encode(scalar) ?? .init() { writeEscape(unit) }
        }
    }

    private mutating func writeEscape(_ unit: UInt16) {
        let digits = String(unit, radix: 16)
        put("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    }
}
