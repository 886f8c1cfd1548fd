/// Any JSON value, for merging what an administrator sends into the state before its types are looked at.
enum JSONValue: Sendable, Hashable, Codable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// This value with `patch` laid over it: objects member by member, null takes a member away (its default returns),
    /// everything else is replaced (RFC 7396).
    func merged(with patch: JSONValue) -> JSONValue {
        guard case .object(let changes) = patch else { return patch }
        var members: [String: JSONValue] = [:]
        if case .object(let own) = self { members = own }
        for (name, change) in changes {
            members[name] = change == .null ? nil : (members[name] ?? .null).merged(with: change)
        }
        return .object(members)
    }

    /// The paths of members here that `known` does not have: misspelt settings.
    func strangers(to known: JSONValue, at path: String = "") -> [String] {
        switch (self, known) {
        case (.object(let own), .object(let other)):
            return own.sorted { $0.key < $1.key }.flatMap { name, value in
                guard value != .null else { return [String]() }
                guard let counterpart = other[name] else { return ["\(path)\(name)"] }
                return value.strangers(to: counterpart, at: "\(path)\(name).")
            }
        case (.array(let own), .array(let other)):
            return zip(own, other).flatMap { $0.strangers(to: $1, at: path) }
        default:
            return []
        }
    }
}
