/// An element of the XML that AWS's query services answer: name without prefix, text, children.
///
/// Read strictly and safely: a DOCTYPE is refused, so there are no entities but the five of XML and character numbers;
/// depth and size are bounded.
struct XMLElement: Sendable, Hashable {
    let name: String
    private(set) var text: String
    private(set) var children: [XMLElement]

    /// Why a text is not the XML that is read here.
    struct Malformed: Error, Hashable {
        let offset: Int
    }

    /// Throws `Malformed` for anything that is not one well-formed element of UTF-8, nested at most 32 deep.
    init(parsing bytes: [UInt8]) throws(Malformed) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Malformed(offset: 0) }
        var reader = XMLReader(text)
        self = try reader.document()
    }

    fileprivate init(name: String, text: String = "", children: [XMLElement] = []) {
        self.name = name
        self.text = text
        self.children = children
    }

    /// The text of the first child with this name, without the blanks around it.
    subscript(name: String) -> String? {
        children.first { $0.name == name }.map { element in
            let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
            return String(String(element.text.drop(while: isBlank)).reversed().drop(while: isBlank).reversed())
        }
    }

    /// This element or the first one below it with this name.
    func descendant(_ name: String) -> XMLElement? {
        if self.name == name { return self }
        return children.lazy.compactMap { $0.descendant(name) }.first
    }
}

private struct XMLReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func document() throws(XMLElement.Malformed) -> XMLElement {
        _ = take("\u{feff}")
        try skipMisc()
        let root = try element(depth: 0)
        try skipMisc()
        guard position == bytes.count else { throw malformed }
        return root
    }

    private var malformed: XMLElement.Malformed { XMLElement.Malformed(offset: position) }

    /// Blanks, comments and processing instructions between elements.
    private mutating func skipMisc() throws(XMLElement.Malformed) {
        while true {
            skipBlanks()
            if take("<?") {
                _ = try upTo("?>")
            } else if take("<!--") {
                _ = try upTo("-->")
            } else {
                return
            }
        }
    }

    private mutating func element(depth: Int) throws(XMLElement.Malformed) -> XMLElement {
        guard depth < 32, take("<") else { throw malformed }
        let fullName = try name()
        while true {
            skipBlanks()
            if take("/>") { return XMLElement(name: localName(fullName)) }
            if take(">") { break }
            try attribute()
        }
        var text = ""
        var children: [XMLElement] = []
        while true {
            text += try characters()
            if take("</") {
                guard try name() == fullName else { throw malformed }
                skipBlanks()
                guard take(">") else { throw malformed }
                return XMLElement(name: localName(fullName), text: text, children: children)
            } else if take("<![CDATA[") {
                text += try upTo("]]>")
            } else if take("<!--") {
                _ = try upTo("-->")
            } else if take("<?") {
                _ = try upTo("?>")
            } else {
                children.append(try element(depth: depth + 1))
            }
        }
    }

    private mutating func attribute() throws(XMLElement.Malformed) {
        _ = try name()
        skipBlanks()
        guard take("=") else { throw malformed }
        skipBlanks()
        let quote = take("\"") ? "\"" : take("'") ? "'" : nil
        guard let quote, try !upTo(quote).utf8.contains(UInt8(ascii: "<")) else { throw malformed }
    }

    /// Text up to the next `<`, its references replaced.
    private mutating func characters() throws(XMLElement.Malformed) -> String {
        var text: [UInt8] = []
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
            if take("&") {
                text += Array(try reference(try upTo(";")).utf8)
            } else {
                text.append(bytes[position])
                position += 1
            }
        }
        guard position < bytes.count else { throw malformed }
        return String(decoding: text, as: UTF8.self)
    }

    private func reference(_ name: String) throws(XMLElement.Malformed) -> String {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#"), name.utf8.count <= 8 else { throw malformed }
            let digits = name.dropFirst()
            let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            guard let scalar = value.flatMap(Unicode.Scalar.init), scalar.value != 0 else { throw malformed }
            return String(scalar)
        }
    }

    private mutating func name() throws(XMLElement.Malformed) -> String {
        let start = position
        while position < bytes.count, !" \t\r\n/>=<\"'&!?".utf8.contains(bytes[position]) { position += 1 }
        guard position > start else { throw malformed }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private func localName(_ name: String) -> String {
        name.split(separator: ":").last.map(String.init) ?? name
    }

    private mutating func skipBlanks() {
        while position < bytes.count, " \t\r\n".utf8.contains(bytes[position]) { position += 1 }
    }

    private mutating func take(_ mark: String) -> Bool {
        guard bytes[position...].starts(with: mark.utf8) else { return false }
        position += mark.utf8.count
        return true
    }

    /// What stands before a mark, which is passed.
    private mutating func upTo(_ mark: String) throws(XMLElement.Malformed) -> String {
        let start = position
        while position < bytes.count {
            let end = position
            if take(mark) { return String(decoding: bytes[start..<end], as: UTF8.self) }
            position += 1
        }
        throw malformed
    }
}
