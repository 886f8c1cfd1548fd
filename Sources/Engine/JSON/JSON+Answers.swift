package import SystemKit

// The words that every answer in JSON shares. A member that an answer can have is always there; null says that there is
// nothing to tell.
extension JSON {
    /// A time in UTC; null for none.
    package static func time(_ instant: Instant?) -> JSON { .text(instant?.iso8601) }

    /// Whole seconds until then, 0 once it is past; null for none.
    package static func secondsLeft(until end: Instant?, at now: Instant) -> JSON {
        end.map { .integer(max(0, $0.seconds(since: now))) } ?? .null
    }

    /// When something ends; null where it is not there.
    package static func end(_ end: Instant?, at now: Instant) -> JSON {
        guard let end else { return .null }
        return .object(["expiresAt": .time(end), "secondsLeft": .secondsLeft(until: end, at: now)])
    }
}

extension SourceLocation {
    /// A place in its parts.
    package var json: JSON {
        switch self {
        case .file(let path, let line):
            .object(["file": .string(path), "line": line.map { .integer(Int64($0)) } ?? .null])
        case .variable(let name): .object(["variable": .string(name)])
        case .argument(let word): .object(["argument": .string(word)])
        case .url(let address): .object(["url": .string(address)])
        }
    }

    /// Reads what `json` wrote; nil for anything else.
    package init?(_ json: JSON) {
        guard let member = json.members?.first, let text = member.value.string else { return nil }
        switch member.name {
        case "file": self = .file(text, line: json["line"]?.integer.map { Int(clamping: $0) })
        case "variable": self = .variable(text)
        case "argument": self = .argument(text)
        case "url": self = .url(text)
        default: return nil
        }
    }
}

extension ConfigWarning {
    package var json: JSON {
        .object([
            "code": .string(code), "message": .string(text), "place": SourceLocation.file(file, line: line).json,
        ])
    }
}
