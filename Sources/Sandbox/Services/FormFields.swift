/// Names and values of a query or of a form body, decoded, in their order.
struct FormFields: Sendable, Hashable {
    struct Field: Sendable, Hashable {
        let name: String
        let value: String
    }

    let fields: [Field]

    init(_ text: String) {
        fields = text.split(separator: "&").map { pair in
            let name = pair.prefix { $0 != "=" }
            return Field(
                name: PercentEncoding.decode(name, plusIsSpace: true),
                value: PercentEncoding.decode(pair.dropFirst(name.count + 1), plusIsSpace: true))
        }
    }

    /// The value of a name that occurs exactly once; one that is repeated is nobody's (RFC 6749, 3.1).
    subscript(name: String) -> String? {
        let values = fields.filter { $0.name == name }
        return values.count == 1 ? values[0].value : nil
    }

    /// The values of a list of the query protocol: `NAME.member.1`, or `NAME.member.1.PART`, and on to the first gap.
    func members(_ name: String, _ part: String? = nil) -> [String] {
        var values: [String] = []
        while let value = self["\(name).member.\(values.count + 1)\(part.map { ".\($0)" } ?? "")"] {
            values.append(value)
        }
        return values
    }

    var hasRepeatedName: Bool { Set(fields.map(\.name)).count != fields.count }
}

/// Percent-encoding of RFC 3986: everything but letters, digits and `-._~`.
enum PercentEncoding {
    static func encode(_ text: String) -> String {
        text.utf8.reduce(into: "") { encoded, byte in
            if isUnreserved(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
    }

    /// `a=b&c=d`, both sides encoded.
    static func query(_ pairs: some Sequence<(key: String, value: String)>) -> String {
        pairs.map { "\(encode($0.key))=\(encode($0.value))" }.joined(separator: "&")
    }

    /// What a text stands for. In forms a plus is a space.
    static func decode(_ text: Substring, plusIsSpace: Bool = false) -> String {
        var bytes: [UInt8] = []
        let source = Array(text.utf8)
        var index = 0
        while index < source.count {
            if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
                let value = UInt8(String(decoding: source[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                index += 3
            } else {
                bytes.append(plusIsSpace && source[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : source[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: true
        default: false
        }
    }
}
