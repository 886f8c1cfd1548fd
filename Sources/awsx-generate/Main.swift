import Engine
import Foundation
import PluginKit
import ShellKit
import SystemKit

/// Writes what follows from the commands' own declarations: manual pages, the tables of completions, two pages of the
/// guide, the sandbox's manifest, and what the core reads fast or can't link.
///
///     swift run awsx-generate              # writes
///     swift run awsx-generate --check      # ends with 1 and names what is not as it would be written
///     swift run awsx-generate --manifests  # prints the manifest of every command, in JSON
///     swift run awsx-generate --texts      # prints every text for people, with where it stands
@main
enum Main {
    static func main() throws {
        let core = try BuiltInCommand.core()
        let network = try BuiltInCommand.network()
        let boxed = try BuiltInCommand.boxed()
        let sandbox = try BuiltInCommand.sandbox()
        let plugins = boxed + [sandbox]
        let root = FileManager.default.currentDirectoryPath
        func read(_ path: String) throws -> String { try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8) }
        let words = CommandLine.arguments.dropFirst()
        if words == ["--manifests"] {
            let manifests = (core + network + plugins).map(\.manifest.json)
            return StandardStreams.live().output.write(JSON.array(manifests).serialized(.sortedPretty) + "\n")
        }
        if words == ["--texts"] {
            let lines = try PersonTexts.lines(in: root)
            return StandardStreams.live().output.write(lines.map { "\($0)\n" }.joined())
        }
        let answers = try AnswerSchema.all(of: (core + network + boxed).map(\.declaration), in: root)
        var files = try ManPages(
            built: core + network, plugins: plugins, answers: answers, tables: PageTables(in: root)
        ).files
        files[GuidePages.commands] = try marked(
            read(GuidePages.commands), "<!-- commands -->\n", "<!-- end of commands -->"
        ) { CommandsTable.text(core + network + boxed, plugins: [sandbox]) }
        files[GuidePages.answers] = try marked(
            read(GuidePages.answers), "<!-- answers -->\n", "<!-- end of answers -->"
        ) { AnswerTables.text(answers) }
        for (shell, path) in [(Shell.bash, "awsx-completion.bash"), (.zsh, "_awsx"), (.fish, "awsx.fish")] {
            files["completions/\(path)"] = try marked(
                read("completions/\(path)"), "# ---- Written by `swift run awsx-generate` from here on.\n",
                "# ---- Written by hand again."
            ) { CompletionTable.text(shell, core + network) }
        }
        files["Sources/Commands/Core/HotPathOptionTable.swift"] = GeneratedSwift.hotPathOptions(core)
        files["Sources/Commands/Core/BuiltInManifests.swift"] = GeneratedSwift.manifests(core, network: network)
        for plugin in plugins {
            let folder = plugin.manifest.name == "sandbox" ? "Sandbox" : "Plugins/Manifests"
            files["Sources/\(folder)/awsx-\(plugin.manifest.name).json"] =
                plugin.manifest.json.serialized(.sortedPretty) + "\n"
        }
        try settle(files, in: root, isCheck: words == ["--check"])
    }

    /// Writes what differs, or names it.
    private static func settle(_ files: [String: String], in root: String, isCheck: Bool) throws {
        let present = try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(ManPages.folder)")
            .map { "\(ManPages.folder)/\($0)" }
        let left = Set(present).subtracting(files.keys).sorted()
        let stale = files.sorted { $0.key < $1.key }
            .filter { path, text in (try? String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)) != text }
        if isCheck {
            for path in stale.map(\.key) + left {
                StandardStreams.live().error.write("\(path) is stale\n  → swift run awsx-generate\n")
            }
            Exit.now(.status(stale.isEmpty && left.isEmpty ? 0 : 1))
        }
        for path in left { try FileManager.default.removeItem(atPath: "\(root)/\(path)") }
        for (path, text) in stale {
            try Data(text.utf8).write(to: URL(filePath: "\(root)/\(path)"))
            StandardStreams.live().output.write("\(path)\n")
        }
    }

    private struct Unmarked: Error, CustomStringConvertible {
        let mark: String
        var description: String { "a file has no line \(mark)" }
    }

    /// A text with what stands between two marks made anew.
    private static func marked(
        _ text: String, _ begin: String, _ end: String, _ make: () -> String
    ) throws -> String {
        guard let start = text.range(of: begin),
            let stop = text.range(of: end, range: start.upperBound..<text.endIndex)
        else { throw Unmarked(mark: begin) }
        return text[..<start.upperBound] + make() + text[stop.lowerBound...]
    }
}
