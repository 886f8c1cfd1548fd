import Engine
import Foundation

/// What a command prints with `--json`, by its schema: a line for each member.
struct AnswerSchema {
    struct Field {
        /// As one would reach for it: `sessions[].expiresAt`.
        let name: String
        /// What it holds, and what that tells.
        let text: String
    }

    struct Missing: Error, CustomStringConvertible {
        let path: String
        var description: String { "a command takes --json, and there is no \(path) that can be read" }
    }

    private static let folder = "Sources/PluginKit/Schemas"
    let description: String
    let fields: [Field]

    /// Those of a command and its subcommands, by their words.
    static func all(of commands: [CommandDeclaration], in root: String) throws -> [[String]: AnswerSchema] {
        let common = try load("common", root)["$defs"] ?? .null
        var all: [[String]: AnswerSchema] = [:]
        for command in commands.flatMap({ [$0] + $0.subcommands }) where command.answersInJSON {
            let name = command.words.dropFirst().joined(separator: "-")
            all[command.words] = AnswerSchema(try load(name, root), common)
        }
        return all
    }

    private static func load(_ name: String, _ root: String) throws -> JSON {
        let path = "\(folder)/\(name).schema.json"
        guard let data = FileManager.default.contents(atPath: "\(root)/\(path)"), let json = JSON(Array(data)) else {
            throw Missing(path: path)
        }
        return json
    }

    private init(_ schema: JSON, _ common: JSON) {
        description = schema["description"]?.string ?? ""
        fields = Self.fields(of: schema, at: "", common)
    }

    private static func fields(of schema: JSON, at path: String, _ common: JSON) -> [Field] {
        (schema["properties"]?.members ?? []).flatMap { member in
            let name = path + member.name
            let (held, mayBeNull) = resolved(member.value, common)
            let text = member.value["description"]?.string ?? held["description"]?.string ?? ""
            let field = Field(name: name, text: "\(form(held, mayBeNull)). \(text)")
            return [field] + inner(held, name, common)
        }
    }

    private static func inner(_ schema: JSON, _ name: String, _ common: JSON) -> [Field] {
        if let items = schema["items"] { return fields(of: resolved(items, common).schema, at: "\(name)[].", common) }
        if let values = schema["additionalProperties"], values.members != nil {
            return fields(of: resolved(values, common).schema, at: "\(name).NAME.", common)
        }
        return fields(of: schema, at: "\(name).", common)
    }

    /// What a reference means, and whether there may be null in its place.
    private static func resolved(_ schema: JSON, _ common: JSON) -> (schema: JSON, mayBeNull: Bool) {
        if let choices = schema["anyOf"]?.array, let first = choices.first {
            return (resolved(first, common).schema, choices.contains { $0["type"]?.string == "null" })
        }
        if let name = schema["$ref"]?.string?.split(separator: "/").last {
            return resolved(common[String(name)] ?? .null, common)
        }
        let types = schema["type"]?.array?.compactMap(\.string) ?? []
        return (schema, types.contains("null") || schema["enum"]?.array?.contains(.null) == true)
    }

    private static func form(_ schema: JSON, _ mayBeNull: Bool) -> String {
        let types = [schema["type"]?.string].compactMap(\.self) + (schema["type"]?.array?.compactMap(\.string) ?? [])
        let words =
            if schema["oneOf"] != nil {
                "Place"
            } else if let values = schema["enum"]?.array?.compactMap(\.string) {
                "Text: " + values.joined(separator: ", ")
            } else {
                switch types.first {
                case "object": "Object"
                case "array": "List"
                case "boolean": "True or false"
                case "string": "Text"
                default: "Number"
                }
            }
        return words + (mayBeNull ? ", or null" : "")
    }
}

extension CommandDeclaration {
    /// Whether it prints JSON: where that is asked for, or always.
    var answersInJSON: Bool {
        words.last == "credential-process" || arguments.contains { $0.names.contains("--json") }
    }
}
