import Foundation
import SystemKit
import TestSupport
import Testing

/// What `awsx-generate` writes is checked in, and is as the commands' declarations make it.
@Suite struct GeneratedFilesTests {
    private static let paths = [
        "\(GuidePage.folder)/Commands.md", "\(GuidePage.folder)/JSONOutput.md", "completions/_awsx",
        "completions/awsx-completion.bash", "completions/awsx.fish",
        "Sources/Commands/Core/HotPathOptionTable.swift", "Sources/Commands/Core/BuiltInManifests.swift",
        "Sources/Sandbox/awsx-sandbox.json", "shell/man/awsx-exec.1",
    ]

    private func check(_ folder: String) async throws -> ProgramOutcome {
        try await Program.run(
            "\(Workspace.products)/awsx-generate", ["--check"], environment: .current(), folder: folder)
    }

    @Test func `all of it is fresh`() async throws {
        let outcome = try await check(Workspace.root)
        #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome)")
    }

    @Test func `every text for people can be listed, with its place`() async throws {
        let outcome = try await Program.run(
            "\(Workspace.products)/awsx-generate", ["--texts"], environment: .current(), folder: Workspace.root)
        let lines = outcome.output.split(separator: "\n")
        #expect(outcome.status == 0 && lines.count > 1000)
        func texts(_ path: String) -> [Substring] {
            lines.filter { $0.hasPrefix("Sources/\(path):") }.map { $0.split(separator: ": ", maxSplits: 1)[1] }
        }
        #expect(texts("SystemKit/Exit.swift").isEmpty)
        let dispatcher = texts("PluginKit/CommandDispatcher.swift")
        // A text with something filled in, one that a fallback gives, and no comment.
        #expect(dispatcher.contains("there is no command …"))
        #expect(dispatcher.contains("options come after the command: awsx COMMAND [options]; see awsx help"))
        #expect(!dispatcher.contains { $0.contains("Habits") })
    }

    @Test func `what is stale is named, with the command to run`() async throws {
        let files = FileManager.default
        let copy = try Workspace.shared.folder("generated")
        defer { Workspace.shared.remove(copy) }
        for folder in [
            "completions", "Sources/Commands/Core", "Sources/awsx", "Sources/PluginKit", "Sources/Plugins",
            "Sources/Sandbox", "shell",
        ] {
            try files.createDirectory(atPath: "\(copy)/\(folder)", withIntermediateDirectories: true)
        }
        for folder in ["shell/man", "Sources/PluginKit/Schemas", "Sources/Plugins/Manifests", GuidePage.folder] {
            try files.copyItem(atPath: "\(Workspace.root)/\(folder)", toPath: "\(copy)/\(folder)")
        }
        for path in Self.paths.dropLast() where !path.hasPrefix(GuidePage.folder) {
            try files.copyItem(atPath: "\(Workspace.root)/\(path)", toPath: "\(copy)/\(path)")
        }
        #expect(try await check(copy).status == 0)
        for path in Self.paths {
            let text = try String(contentsOfFile: "\(copy)/\(path)", encoding: .utf8)
            let changed = text.replacing("--region", with: "--regoin").replacing("\\-\\-region", with: "\\-\\-regoin")
                .replacing("--port", with: "--prot").replacing("`accountId`", with: "`accuontId`")
            #expect(changed != text, "\(path)")
            try changed.write(toFile: "\(copy)/\(path)", atomically: true, encoding: .utf8)
        }
        let gone = "shell/man/awsx-gone.1"
        try "".write(toFile: "\(copy)/\(gone)", atomically: true, encoding: .utf8)
        let outcome = try await check(copy)
        let stale = Self.paths.sorted() + [gone]
        #expect(outcome.status == 1)
        #expect(outcome.error == stale.map { "\($0) is stale\n  → swift run awsx-generate\n" }.joined())
    }
}
