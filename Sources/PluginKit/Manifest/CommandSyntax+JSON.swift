import Engine

// The words of a command, as a manifest has them.
extension CommandSyntax {
    /// What can't be typed as a plain word is passed over, since shells are told of the rest.
    init(_ json: JSON) {
        self.init(
            options: (json["options"]?.array ?? []).compactMap { option in
                let names = (option["names"]?.array ?? []).compactMap(\.string).filter(Self.isOption)
                guard !names.isEmpty else { return nil }
                return Option(
                    names, option["value"].map(ValueKind.init), isRepeating: option["repeats"]?.bool ?? false,
                    option["summary"]?.string ?? "")
            },
            arguments: (json["arguments"]?.array ?? []).map { argument in
                Argument(
                    argument["name"]?.string ?? "", argument["value"].map(ValueKind.init) ?? .text,
                    isRepeating: argument["repeats"]?.bool ?? false,
                    isAfterDashes: argument["after"]?.string == "--")
            },
            subcommands: (json["subcommands"]?.array ?? []).compactMap { subcommand in
                guard let name = subcommand["name"]?.string, Manifest.isName(name) else { return nil }
                return Subcommand(name, subcommand["summary"]?.string ?? "", CommandSyntax(subcommand))
            })
    }

    var optionsJSON: JSON? {
        options.isEmpty
            ? nil
            : .array(
                options.map { option in
                    .object([
                        "names": .array(option.names.map(JSON.string)), "value": option.value?.json,
                        "repeats": option.isRepeating ? .bool(true) : nil, "summary": .string(option.summary),
                    ])
                })
    }

    var argumentsJSON: JSON? {
        arguments.isEmpty
            ? nil
            : .array(
                arguments.map { argument in
                    .object([
                        "name": .string(argument.name), "value": argument.value.json,
                        "repeats": argument.isRepeating ? .bool(true) : nil,
                        "after": argument.isAfterDashes ? .string("--") : nil,
                    ])
                })
    }

    var subcommandsJSON: JSON? {
        subcommands.isEmpty
            ? nil
            : .array(
                subcommands.map { subcommand in
                    .object([
                        "name": .string(subcommand.name), "summary": .string(subcommand.summary),
                        "options": subcommand.words.optionsJSON, "arguments": subcommand.words.argumentsJSON,
                        "subcommands": subcommand.words.subcommandsJSON,
                    ])
                })
    }

    /// `-x`, or `--` and letters, digits and inner dashes.
    private static func isOption(_ text: String) -> Bool {
        if text.hasPrefix("--") { return isPlain(text.dropFirst(2)) && !text.hasPrefix("---") }
        return text.utf8.count == 2 && text.hasPrefix("-") && isPlain(text.dropFirst(1))
    }

    private static func isPlain(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
            }
    }
}

extension ValueKind {
    /// A word of a list has no blank, comma or control character: a line of a table holds it.
    init(_ json: JSON) {
        if let words = json.array {
            self = .list(
                words.compactMap(\.string).filter { word in
                    !word.isEmpty && word.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: ",") }
                })
        } else {
            self.init(json.string ?? "")
        }
    }

    fileprivate var json: JSON {
        if case .list(let words) = self { return .array(words.map(JSON.string)) }
        return .string(name ?? "text")
    }
}
