import Foundation
import SystemKit
import TestSupport
import Testing

/// `shell/release` as far as it looks before it changes anything.
@Suite struct ReleaseTests {
    /// A repository with only what the script reads.
    private func repository(_ home: EndToEndHome, unreleased: String = "- something\n") async throws {
        for file in ["shell/release", "shell/packaging/version", "Sources/CVersion/include/CVersion.h"] {
            let text = try String(contentsOfFile: "\(Workspace.root)/\(file)", encoding: .utf8)
                .replacing(#/AWSX_VERSION "[0-9.]+"/#, with: #"AWSX_VERSION "1.10.0""#)
            try home.write(text, to: "clone/\(file)", mode: 0o755)
        }
        try home.write(
            "# Changelog\n\n## Unreleased\n\n\(unreleased)\n## 1.9.0\n\n- before\n",
            to: "clone/Sources/awsx/awsx.docc/Changelog.md")
        for words in [
            ["init", "-q"], ["add", "-A"],
            ["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "x"], ["tag", "v1.11.0"],
        ] {
            let outcome = try await git(home, words)
            #expect(outcome.status == 0, "\(outcome)")
        }
    }

    private func git(_ home: EndToEndHome, _ words: [String]) async throws -> ProgramOutcome {
        try await Program.run(
            "/usr/bin/git", ["-C", "\(home.path)/clone"] + words, environment: home.environment, folder: home.path)
    }

    private func check(_ home: EndToEndHome, _ version: String) async throws -> ProgramOutcome {
        try await Program.run(
            "\(home.path)/clone/shell/release", [version, "--check"],
            environment: home.environment.setting(["PATH": ProcessInfo.processInfo.environment["PATH"]]),
            folder: home.path)
    }

    @Test func `a version is three numbers and comes after the one before, and no tag has it`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try await repository(home)
        for (version, status, words) in [
            ("1.10.1", 0, ""), ("1.100.0", 0, ""), ("2.0.0", 0, ""), ("1.10.0", 65, "does not come after"),
            ("1.9.9", 65, "does not come after"), ("1.11.0", 65, "tag"), ("v1.12.0", 64, "three numbers"),
            ("1.12", 64, "three numbers"), ("1.012.0", 64, "three numbers"), ("1.12.0-rc1", 64, "three numbers"),
        ] as [(String, Int32, String)] {
            let outcome = try await check(home, version)
            #expect(outcome.status == status, "\(version): \(outcome)")
            #expect(words.isEmpty ? outcome.error.isEmpty : outcome.error.contains(words), "\(version): \(outcome)")
        }
        try home.write("", to: "clone/new")
        let dirty = try await check(home, "1.10.1")
        #expect(dirty.status == 65 && dirty.error.contains("not committed"), "\(dirty)")
    }

    @Test func `a release has something to tell`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try await repository(home, unreleased: "\n")
        let outcome = try await check(home, "1.10.1")
        #expect(outcome.status == 65 && outcome.error.contains("nothing under"), "\(outcome)")
    }

    @Test func `the number stands in one place, and what is written from it agrees`() throws {
        let header = try String(
            contentsOfFile: "\(Workspace.root)/Sources/CVersion/include/CVersion.h", encoding: .utf8)
        let version = try #require(header.firstMatch(of: #/AWSX_VERSION "(\d+\.\d+\.\d+)"/#)?.output.1)
        let changelog = try String(
            contentsOfFile: "\(Workspace.root)/Sources/awsx/awsx.docc/Changelog.md", encoding: .utf8)
        #expect(changelog.contains("\n## \(version)\n"))
    }
}
