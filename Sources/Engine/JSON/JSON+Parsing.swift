extension JSON {
    /// Why bytes are no JSON, and at which offset.
    package struct Malformed: Error, Sendable, Hashable {
        package let reason: String
        package let offset: Int
    }

    /// Reads one JSON text (RFC 8259), a byte-order mark before it allowed; nesting is limited to 64 levels.
    package init(parsing bytes: [UInt8]) throws(Malformed) {
        var parser = JSONParser(bytes)
        self = try parser.document()
    }

    /// Reads one JSON text, or nothing.
    package init?(_ bytes: [UInt8]) {
        guard let value = try? JSON(parsing: bytes) else { return nil }
        self = value
    }
}

private struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0
    private static let deepest = 64

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    }

    mutating func document() throws(JSON.Malformed) -> JSON {
        let result = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw malformed("text after the end") }
        return result
    }

    private func malformed(_ reason: String) -> JSON.Malformed { JSON.Malformed(reason: reason, offset: position) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ mark: UInt8) -> Bool {
        guard next == mark else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSON.Malformed) -> JSON {
        guard depth < Self.deepest else { throw malformed("nested too deeply") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some: return try number()
        case nil: throw malformed("it ends too early")
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSON) throws(JSON.Malformed) -> JSON {
        let expected = Array("\(text)".utf8)
        guard bytes[position...].starts(with: expected) else { throw malformed("unknown word") }
        position += expected.count
        return value
    }

    private mutating func object(depth: Int) throws(JSON.Malformed) -> JSON {
        position += 1
        var members: [JSON.Member] = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw malformed("a member's name is missing") }
            let name = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw malformed("a colon is missing") }
            members.append(JSON.Member(name, try value(depth: depth + 1)))
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw malformed("a comma or brace is missing") }
        }
    }

    private mutating func array(depth: Int) throws(JSON.Malformed) -> JSON {
        position += 1
        var values: [JSON] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(values) }
        while true {
            values.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(values) }
            guard take(UInt8(ascii: ",")) else { throw malformed("a comma or bracket is missing") }
        }
    }

    private mutating func number() throws(JSON.Malformed) -> JSON {
        let start = position
        _ = take(UInt8(ascii: "-"))
        let leadingZero = next == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, !(leadingZero && whole > 1) else { throw malformed("unexpected character") }
        if take(UInt8(ascii: ".")), digits() == 0 { throw malformed("a fraction is missing") }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard digits() > 0 else { throw malformed("an exponent is missing") }
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
        return position - start
    }

    private mutating func string() throws(JSON.Malformed) -> String {
        position += 1
        let start = position
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        if next == UInt8(ascii: "\"") {
            defer { position += 1 }
            return try text(bytes[start..<position])
        }
        var unescaped = Array(bytes[start..<position])
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return try text(unescaped[...])
            case UInt8(ascii: "\\"):
                position += 1
                unescaped.append(contentsOf: String(try escape()).utf8)
            case ..<0x20:
                throw malformed("a control character inside a string")
            default:
                unescaped.append(byte)
                position += 1
            }
        }
        throw malformed("a string without an end")
    }

    private func text(_ bytes: ArraySlice<UInt8>) throws(JSON.Malformed) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw malformed("a string that is not UTF-8") }
        return text
    }

    private mutating func escape() throws(JSON.Malformed) -> Unicode.Scalar {
        defer { position += 1 }
        switch next {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw malformed("an unknown escape")
        }
    }

    /// Stands on `u` before and on the last digit after; a lone surrogate becomes U+FFFD.
    private mutating func unicodeEscape() throws(JSON.Malformed) -> Unicode.Scalar {
        let high = try codeUnit()
        guard (0xd800...0xdbff).contains(high) else { return Unicode.Scalar(high) ?? "\u{fffd}" }
        let afterHigh = position
        if position + 2 < bytes.count, bytes[position + 1] == UInt8(ascii: "\\"),
            bytes[position + 2] == UInt8(ascii: "u")
        {
            position += 2
            let low = try codeUnit()
            if (0xdc00...0xdfff).contains(low) {
                return Unicode.Scalar(0x10000 + (high - 0xd800) << 10 + (low - 0xdc00)) ?? "\u{fffd}"
            }
            position = afterHigh
        }
        return "\u{fffd}"
    }

    private mutating func codeUnit() throws(JSON.Malformed) -> UInt32 {
        guard position + 4 < bytes.count else { throw malformed("an escape is cut short") }
        var unit: UInt32 = 0
        for byte in bytes[position + 1...position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw malformed("an escape without digits")
            }
            unit = unit << 4 | UInt32(digit)
        }
        position += 4
        return unit
    }
}
