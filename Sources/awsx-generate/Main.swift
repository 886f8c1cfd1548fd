import CoreCommands
import Engine
import Foundation
import NetworkCommands
import PluginKit
import SystemKit

/// Writes what follows from the commands' own declarations: the manual pages in `shell/man`.
///
///     swift run awsx-generate            # writes
///     swift run awsx-generate --check    # ends with 1 and names what is not as it would be written
@main
enum Main {
    private static let folder = "shell/man"

    static func main() async throws {
        let root = FileManager.default.currentDirectoryPath
        let files = try await pages(readme: String(contentsOfFile: "\(root)/README.md", encoding: .utf8))
        let isCheck = CommandLine.arguments.dropFirst() == ["--check"]
        let present = Set((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? [])
        let stale = files.filter { name, text in
            (try? String(contentsOfFile: "\(root)/\(folder)/\(name)", encoding: .utf8)) != text
        }
        let left = present.subtracting(files.map(\.name))
        if isCheck {
            for name in stale.map(\.name) + left {
                StandardStreams.live().error.write("\(folder)/\(name) is stale\n  → swift run awsx-generate\n")
            }
            Exit.now(.status(stale.isEmpty && left.isEmpty ? 0 : 1))
        }
        try FileManager.default.createDirectory(atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
        for name in left { try FileManager.default.removeItem(atPath: "\(root)/\(folder)/\(name)") }
        for (name, text) in stale {
            try Data(text.utf8).write(to: URL(filePath: "\(root)/\(folder)/\(name)"))
            StandardStreams.live().output.write("\(folder)/\(name)\n")
        }
    }

    /// The page of awsx and that of each command which help lists.
    private static func pages(readme: String) async throws -> [(name: String, text: String)] {
        let context = RuntimeContext.live()
        let statuses = try ReadmeTable.under("## Exit statuses", in: readme)
        var pages: [ManPage] = []
        var listed: [Manifest] = []
        for plugin in CoreRegistry.live.members where !plugin.manifest.isHidden && !(plugin is NetworkCommand) {
            listed.append(plugin.manifest)
            pages.append(try await page(context, statuses) { try plugin.run($0) })
        }
        for plugin in NetworkRegistry.live.members where !plugin.manifest.isHidden {
            listed.append(plugin.manifest)
            pages.append(try await page(context, statuses) { try await plugin.run($0) })
        }
        return try [overview(listed, statuses, readme).file] + pages.map(\.file).sorted { $0.name < $1.name }
    }

    private static func page(
        _ context: RuntimeContext, _ statuses: [ReadmeTable.Row], _ run: (Invocation) async throws -> Int32
    ) async throws -> ManPage {
        let declaration = try await CommandDeclaration.of(context, run)
        let help = try await CommandDeclaration.requested("--help", context, run)
        let usage = help.components(separatedBy: "USAGE: ").dropFirst().first?.components(separatedBy: "\n\n")[0]
        let line = (usage ?? "").split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        return ManPage.of(declaration, usage: line.joined(separator: " "), statuses: statuses)
    }

    private static func overview(
        _ commands: [Manifest], _ statuses: [ReadmeTable.Row], _ readme: String
    ) throws -> ManPage {
        var page = ManPage("awsx", "Who you are in AWS, until when, and every command with exactly those credentials")
        page.section("Synopsis")
        page.paragraphs("awsx COMMAND [options]")
        page.section("Description")
        page.paragraphs(
            "awsx signs in to AWS IAM Identity Center, tells who you are and until when, and runs commands with exactly "
                + "those credentials. It shares every file with the AWS CLI and the SDKs.")
        for group in Help.grouped(commands) {
            page.section(group.title)
            for command in group.commands { page.item("\(ManPage.bold("awsx-\(command.name)"))(1)", command.summary) }
        }
        page.exitStatuses(statuses)
        page.section("Environment")
        for row in try ReadmeTable.under("## Environment variables", in: readme) {
            page.item(ManPage.bold(row.term), row.text)
        }
        page.section("Files")
        for row in try ReadmeTable.under("## Files", in: readme) { page.item(ManPage.italic(row.term), row.text) }
        page.section("See also")
        page.paragraphs("aws(1)")
        return page
    }
}
