import PluginKit

/// The table of all commands, for a page of the guide.
enum CommandsTable {
    static func text(_ commands: [BuiltInCommand], plugins: [BuiltInCommand]) -> String {
        let named = Dictionary(uniqueKeysWithValues: commands.map { ($0.manifest.name, $0) })
        var common: Set<String>?
        for leaf in commands.flatMap({ leaves($0.declaration) }) {
            let keys = Set(leaf.arguments.map(\.key))
            common = common?.intersection(keys) ?? keys
        }
        var rows = "| command | what it does |\n|---|---|\n"
        for group in Help.grouped(builtIn: commands.map(\.manifest), external: []) {
            for manifest in group.commands {
                for leaf in named[manifest.name].map({ leaves($0.declaration) }) ?? [] {
                    rows += row(leaf, common ?? [])
                }
            }
        }
        for plugin in plugins { rows += "| `awsx \(plugin.manifest.name) …` | \(plugin.manifest.summary) |\n" }
        return rows
    }

    private static func row(_ command: CommandDeclaration, _ common: Set<String>) -> String {
        let hasWord = command.arguments.contains { $0.names.isEmpty && $0.kind == .known(.profiles) }
        let options = command.arguments.filter {
            !$0.names.isEmpty && $0.isDisplayed && !common.contains($0.key) && !(hasWord && $0.key == "profile")
        }
        let names = options.map { "`--\($0.key)`" }.joined(separator: ", ")
        return "| `\(command.words.joined(separator: " "))\(command.synopsis)` | \(command.abstract.withoutFullStop)"
            + (names.isEmpty ? "" : "; \(names)") + " |\n"
    }

    /// The commands that can be called: of one with subcommands these.
    private static func leaves(_ command: CommandDeclaration) -> [CommandDeclaration] {
        command.subcommands.isEmpty ? [command] : command.subcommands.flatMap(leaves)
    }
}
