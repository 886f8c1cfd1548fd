package import Engine

// The form of `manifest.schema.json`. What a later version adds to it is passed over.
extension Manifest {
    /// Reads a manifest file.
    ///
    /// - Throws: `.pluginBroken` with what is wrong in it.
    package init(parsing bytes: [UInt8], path: String) throws(Failure) {
        func broken(_ why: String) -> Failure {
            Failure(.pluginBroken, "the plugin manifest \(why)", at: .file(path, line: nil))
        }
        let json: JSON
        do { json = try JSON(parsing: bytes) } catch { throw broken("is no JSON: \(error.reason)") }
        guard json["schema"]?.integer == 1 else { throw broken("has another schema than 1") }
        guard let name = json["name"]?.string, Self.isName(name) else { throw broken("has no valid name") }
        guard let version = json["version"]?.string, let summary = json["summary"]?.string else {
            throw broken("lacks version or summary")
        }
        let kinds = (json["kinds"]?.array ?? []).compactMap(\.string).compactMap(Kind.init)
        guard !kinds.isEmpty else { throw broken("names no kind (command, provider, hook)") }
        let least = json["protocol"]?["min"]?.integer ?? 1
        let most = json["protocol"]?["max"]?.integer ?? 1
        guard (least...max(least, most)).contains(Self.protocolVersion) else {
            throw broken("wants protocol \(least) to \(most), and this awsx speaks \(Self.protocolVersion)")
        }
        self.init(
            name: name, version: version, kinds: kinds, summary: summary,
            group: json["group"]?.string.flatMap(HelpGroup.init),
            position: json["position"]?.integer.flatMap(Int.init(exactly:)) ?? Self.lastPosition,
            needs: CommandRequirements(json["needs"]),
            environment: (json["env"]?.array ?? []).compactMap(\.string),
            answersInJSON: json["json"]?.bool ?? true,
            words: { CommandSyntax(json) })
    }

    /// A manifest file's object, without what has its usual meaning.
    package var json: JSON {
        .object([
            "schema": .integer(1), "name": .string(name), "version": .string(version),
            "kinds": .array(kinds.map { .string($0.rawValue) }), "summary": .string(summary),
            "group": group.map { .string($0.rawValue) },
            "position": position == Self.lastPosition ? nil : .integer(Int64(position)), "needs": needs.json,
            "env": environment.isEmpty ? nil : .array(environment.map(JSON.string)),
            "json": answersInJSON ? nil : .bool(false),
            "options": words.optionsJSON, "arguments": words.argumentsJSON, "subcommands": words.subcommandsJSON,
        ])
    }
}

extension CommandRequirements {
    init(_ json: JSON?) {
        self.init(
            credentials: json?["credentials"]?.string.flatMap(Credentials.init) ?? .none,
            network: json?["network"]?.bool ?? false)
    }

    var json: JSON {
        .object(["credentials": .string(credentials.rawValue), "network": .bool(network)])
    }
}

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

    fileprivate var optionsJSON: JSON? {
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

    fileprivate var argumentsJSON: JSON? {
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

    fileprivate var subcommandsJSON: JSON? {
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
