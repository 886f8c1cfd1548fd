/// A JSON value that keeps the order of its members: AWS tools compare cache files by eye and by byte
/// (<doc:CacheFiles>, Token files and How names are encoded).
package enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    /// A number in its own spelling.
    case number(String)
    case string(String)
    case array([JSON])
    case object([Member])

    package struct Member: Sendable, Hashable {
        package let name: String
        package let value: JSON

        package init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    package static func integer(_ value: Int64) -> JSON { .number(String(value)) }

    /// An object of the members that have a value.
    package static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
        .object(members.compactMap { name, value in value.map { Member(name, $0) } })
    }

    /// An object's member; of two with one name the later, as Python reads it.
    package subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// A whole number, also one that is spelt with an exponent or a zero fraction.
    package var integer: Int64? {
        guard case .number(let text) = self else { return nil }
        return Int64(text) ?? Double(text).flatMap { Int64(exactly: $0) }
    }

    package var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    package var array: [JSON]? {
        guard case .array(let values) = self else { return nil }
        return values
    }

    package var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}

extension JSON {
    /// The text, or null.
    package static func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
}
