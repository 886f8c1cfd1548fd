import Engine
import PluginKit
import SystemKit

/// What a command's ArgumentParser type says of its words: the answer to `--experimental-dump-help`.
struct CommandDeclaration {
    /// An option, a flag or a word without a name.
    struct Argument {
        /// As they are typed: `-p`, `--profile`; none for a word without a name.
        let names: [String]
        /// What stands for the value; nil for a flag.
        let value: String?
        let isOptional: Bool
        let isRepeating: Bool
        let help: String
        let defaultValue: String?
        let section: String?
    }

    /// The words that call it: `awsx configure sync`.
    let words: [String]
    let abstract: String
    let discussion: String
    let arguments: [Argument]
    let subcommands: [CommandDeclaration]

    /// - Parameter parents: the words before its name.
    init(_ json: JSON, parents: [String]) {
        words = parents + [json["commandName"]?.string ?? ""]
        abstract = json["abstract"]?.string ?? ""
        discussion = json["discussion"]?.string ?? ""
        arguments = (json["arguments"]?.array ?? []).filter { $0["shouldDisplay"]?.bool != false }.map(Argument.init)
        let own = words
        subcommands = (json["subcommands"]?.array ?? []).filter { $0["commandName"]?.string != "help" }
            .map { CommandDeclaration($0, parents: own) }
    }

    /// Asks a command for its declaration.
    ///
    /// - Parameter run: the command, which throws what it is asked for.
    static func of(
        _ context: RuntimeContext, _ run: (Invocation) async throws -> Int32
    ) async throws -> CommandDeclaration {
        let text = try await requested("--experimental-dump-help", context, run)
        let json = try JSON(parsing: Array(text.utf8))
        return CommandDeclaration(json["command"] ?? .object([]), parents: ["awsx"])
    }

    /// The text that a command gives for an option such as `--help`.
    static func requested(
        _ option: String, _ context: RuntimeContext, _ run: (Invocation) async throws -> Int32
    ) async throws -> String {
        do {
            _ = try await run(Invocation(rawWords: [Array(option.utf8)], context: context))
            return ""
        } catch let text as RequestedText {
            return text.text
        }
    }
}

extension CommandDeclaration.Argument {
    init(_ json: JSON) {
        let kind = json["kind"]?.string
        names = (json["names"]?.array ?? []).compactMap { name in
            name["name"]?.string.map { (name["kind"]?.string == "short" ? "-" : "--") + $0 }
        }
        value = kind == "flag" ? nil : (json["valueName"]?.string ?? "value")
        isOptional = json["isOptional"]?.bool ?? false
        isRepeating = json["isRepeating"]?.bool ?? false
        help = json["abstract"]?.string ?? ""
        defaultValue = json["defaultValue"]?.string
        section = json["sectionTitle"]?.string
    }
}
