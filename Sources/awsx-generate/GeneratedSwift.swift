import PluginKit

/// Swift sources that hold what declarations say, for where the declarations themselves are too slow or out of reach.
enum GeneratedSwift {
    private static let head = """
        // Written by `swift run awsx-generate`; what is changed here is lost.
        // swift-format-ignore-file

        import PluginKit


        """

    /// What each spelling of an option stands for, for commands that run many times a minute.
    static func hotPathOptions(_ commands: [BuiltInCommand]) -> String {
        let functions = commands.filter(\.isOnHotPath).map { command in
            let cases = command.declaration.arguments.filter { !$0.names.isEmpty && $0.key != "help" }.map { option in
                let names = option.names.map(literal).joined(separator: ", ")
                return "        case \(names): .\(option.value == nil ? "flag" : "valued")(\(literal(option.key)))\n"
            }
            return """
                    static func \(camel(command.manifest.name))(_ spelling: String) -> HotPathArgumentParser.Option? {
                        switch spelling {
                \(cases.joined())        default: nil
                        }
                    }

                """
        }
        return head + "/// The options of commands that are read without the parser.\nenum HotPathOptionTable {\n"
            + functions.joined(separator: "\n") + "}\n"
    }

    /// The manifest of every built-in command.
    static func manifests(_ core: [BuiltInCommand], network: [BuiltInCommand]) -> String {
        var text = head + "/// What the core knows of every command without its declaration.\nenum BuiltInManifests {\n"
        text += "    static func of(_ name: String) -> Manifest? {\n        switch name {\n"
        for command in core + network {
            text += "        case \(literal(command.manifest.name)): \(camel(command.manifest.name))\n"
        }
        text += "        default: nil\n        }\n    }\n\n    /// Those that awsx-connect carries out.\n"
        text +=
            "    static let ofNetwork = [\(network.map { literal($0.manifest.name) }.joined(separator: ", "))]\n"
        for command in core + network {
            text += "\n    private static var \(camel(command.manifest.name)): Manifest {\n"
            text += "        \(expression(command.manifest)) {\n"
            text += "            \(expression(command.manifest.words, "            "))\n        }\n    }\n"
        }
        return text + "}\n"
    }

    private static func expression(_ manifest: Manifest) -> String {
        let needs = manifest.needs
        return """
            Manifest(
                        name: \(literal(manifest.name)), summary: \(literal(manifest.summary)),
                        group: \(manifest.group.map { ".\($0)" } ?? "nil"), position: \(manifest.position), \
            needs: CommandRequirements(credentials: .\(needs.credentials), network: \(needs.network)),
                        answersInJSON: \(manifest.answersInJSON)
                    )
            """
    }

    private static func expression(_ words: CommandSyntax, _ indent: String) -> String {
        let inner = indent + "        "
        func list(_ label: String, _ items: [String]) -> String {
            items.isEmpty
                ? "" : "\n\(indent)    \(label): [\n" + items.map { "\(inner)\($0),\n" }.joined() + "\(indent)    ]"
        }
        let parts = [
            list(
                "options",
                words.options.map { option in
                    let names = "[\(option.names.map(literal).joined(separator: ", "))]"
                    let value = option.value.map(expression) ?? "nil"
                    return
                        "CommandSyntax.Option(\(names), \(value)\(option.isRepeating ? ", isRepeating: true" : ""), \(literal(option.summary)))"
                }),
            list(
                "arguments",
                words.arguments.map { argument in
                    "CommandSyntax.Argument(\(literal(argument.name)), \(expression(argument.value))"
                        + (argument.isRepeating ? ", isRepeating: true" : "")
                        + (argument.isAfterDashes ? ", isAfterDashes: true" : "") + ")"
                }),
            list(
                "subcommands",
                words.subcommands.map { subcommand in
                    "CommandSyntax.Subcommand(\(literal(subcommand.name)), \(literal(subcommand.summary)), "
                        + expression(subcommand.words, inner) + ")"
                }),
        ]
        return "CommandSyntax(" + parts.filter { !$0.isEmpty }.joined(separator: ",") + ")"
    }

    private static func expression(_ kind: ValueKind) -> String {
        switch kind {
        case .text: ".text"
        case .known(let kind): ".known(.\(kind.rawValue))"
        case .files: ".files"
        case .folders: ".folders"
        case .command: ".command"
        case .dynamic: ".dynamic"
        case .list(let words): ".list([\(words.map(literal).joined(separator: ", "))])"
        }
    }

    private static func literal(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// `credential-process` as a name of Swift's.
    private static func camel(_ name: String) -> String {
        let parts = name.split(separator: "-")
        let joined = parts[0] + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        return joined == "init" ? "`init`" : String(joined)
    }
}
