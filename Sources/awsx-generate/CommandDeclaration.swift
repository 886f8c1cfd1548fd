import ArgumentParser
import Engine
import Foundation
import PluginKit

/// What a command's ArgumentParser type says of its words: the answer to `--experimental-dump-help`.
struct CommandDeclaration {
    /// An option, a flag or a word without a name.
    struct Argument {
        /// As they are typed: `-p`, `--profile`; none for a word without a name.
        let names: [String]
        /// The name that it is called by, without dashes.
        let key: String
        /// What stands for the value; nil for a flag.
        let value: String?
        let kind: ValueKind
        let isOptional: Bool
        let isRepeating: Bool
        /// Whether it stands behind `--` only.
        let isAfterDashes: Bool
        let isDisplayed: Bool
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
    /// The line of its help after `USAGE:`.
    let usage: String

    /// A command of awsx.
    init(_ command: any ParsableCommand.Type) throws { self = try Self.of(command) }

    private static func of<Command: ParsableCommand>(_ command: Command.Type) throws -> CommandDeclaration {
        let words = [command.configuration.commandName ?? "", "--experimental-dump-help"]
        let takesCommand = (command as? any DeclaredCommand.Type)?.listing.takesCommand ?? false
        return CommandDeclaration(
            try dump(CommandRoot<Command>.self, words), words: ["awsx", words[0]], usage: usage(command.awsxHelp),
            adding: takesCommand ? [.commandAfterDashes] : [])
    }

    /// A program of its own that is a plugin.
    init(plugin: any ParsableCommand.Type, name: String) throws {
        self.init(
            try Self.dump(plugin, ["--experimental-dump-help"]), words: ["awsx", name],
            usage: Self.usage(HelpPage.arranged(plugin.helpMessage())).replacing("awsx-\(name)", with: "awsx \(name)"))
    }

    private static func dump(_ root: any ParsableCommand.Type, _ words: [String]) throws -> JSON {
        do {
            _ = try root.parseAsRoot(words)
            return .null
        } catch {
            let json = try JSON(parsing: Array(root.fullMessage(for: error).utf8))
            return json["command"] ?? .null
        }
    }

    private static func usage(_ help: String) -> String {
        let lines = help.components(separatedBy: "USAGE: ").dropFirst().first?.components(separatedBy: "\n\n")[0]
        return (lines ?? "").split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }.joined(separator: " ")
    }

    private init(_ json: JSON, words: [String], usage: String = "", adding more: [Argument] = []) {
        self.words = words
        self.usage = usage
        abstract = json["abstract"]?.string ?? ""
        discussion = json["discussion"]?.string ?? ""
        arguments = (json["arguments"]?.array ?? []).map { Argument($0) } + more
        subcommands = (json["subcommands"]?.array ?? []).filter { $0["commandName"]?.string != "help" }
            .map { CommandDeclaration($0, words: words + [$0["commandName"]?.string ?? ""]) }
    }
}

extension CommandDeclaration.Argument {
    /// Whether it means the same in every command that has it.
    var isCommon: Bool { HelpPage.commonOptions.contains(key) }

    /// What ArgumentParser takes behind no list of words.
    static let commandAfterDashes = CommandDeclaration.Argument(
        names: [], key: "command", value: "command", kind: .command, isOptional: false, isRepeating: true,
        isAfterDashes: true, isDisplayed: false, help: "", defaultValue: nil, section: nil)

    init(_ json: JSON) {
        let form = json["kind"]?.string
        names = (json["names"]?.array ?? []).compactMap { name in
            name["name"]?.string.map { (name["kind"]?.string == "short" ? "-" : "--") + $0 }
        }
        key = json["preferredName"]?["name"]?.string ?? json["valueName"]?.string ?? ""
        value = form == "flag" ? nil : (json["valueName"]?.string ?? "value")
        isOptional = json["isOptional"]?.bool ?? false
        isRepeating = json["isRepeating"]?.bool ?? false
        isDisplayed = json["shouldDisplay"]?.bool ?? true
        help = json["abstract"]?.string ?? ""
        defaultValue = json["defaultValue"]?.string
        section = json["sectionTitle"]?.string
        let isBehindDashes = json["parsingStrategy"]?.string == "postTerminator"
        let told = json["completionKind"].map(Self.kind)
        kind = told ?? (isBehindDashes ? .command : .text)
        // What says that it is a command is split off before: its first word ends the options.
        isAfterDashes = isBehindDashes && told != .command
    }

    private static func kind(_ completion: JSON) -> ValueKind {
        if let values = completion["list"]?["values"]?.array { return .list(values.compactMap(\.string)) }
        if completion["file"] != nil { return .files }
        if completion["directory"] != nil { return .folders }
        guard let command = completion["shellCommand"]?["command"]?.string else { return .text }
        return ValueKind(String(command.split(separator: " ").last ?? ""))
    }
}

extension CommandDeclaration {
    /// What manifests and completions say of them.
    var commandWords: CommandSyntax {
        CommandSyntax(
            options: arguments.filter { !$0.names.isEmpty }.map {
                CommandSyntax.Option(
                    $0.names, $0.value == nil ? nil : $0.kind, isRepeating: $0.isRepeating, $0.help)
            },
            arguments: arguments.filter(\.names.isEmpty).map {
                CommandSyntax.Argument(
                    $0.value ?? "", $0.kind, isRepeating: $0.isRepeating, isAfterDashes: $0.isAfterDashes)
            },
            subcommands: subcommands.map {
                CommandSyntax.Subcommand($0.words.last ?? "", $0.abstract, $0.commandWords)
            })
    }

    /// Its words after its name, in short.
    var synopsis: String {
        let plain = arguments.filter(\.names.isEmpty).map { argument in
            let name =
                (argument.value ?? "").uppercased()
                + (argument.isRepeating ? "…" : "")
            if argument.kind == .command { return (argument.isAfterDashes ? "-- " : "[--] ") + name }
            return argument.isOptional ? "[\(name)]" : name
        }
        return plain.map { " \($0)" }.joined()
    }
}
