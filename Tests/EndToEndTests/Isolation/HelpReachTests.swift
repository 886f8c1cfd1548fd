import Engine
import Foundation
import TestSupport
import Testing

/// Help on every command and subcommand, as it is typed, on the screens that people have.
@Suite struct HelpReachTests {
    @Test(arguments: [
        (["configure", "sync", "--help"], ["USAGE: awsx configure sync [options]", "--prune", "--name-template"]),
        (["help", "configure", "sync"], ["USAGE: awsx configure sync [options]", "--prune"]),
        (["help", "configure", "sso"], ["USAGE: awsx configure sso [options]", "--copy"]),
        (["configure", "help", "sso"], ["USAGE: awsx configure sso [options]"]),
        (["config", "dump", "--help"], ["USAGE: awsx config dump [options]", "--reveal-secrets"]),
        (["plugin", "list", "--help"], ["USAGE: awsx plugin list [options]"]),
        (["help", "plugin", "list"], ["USAGE: awsx plugin list [options]"]),
        (["sandbox", "run", "--help"], ["USAGE: awsx sandbox run [options] -- COMMAND"]),
        (["help", "sandbox", "serve"], ["USAGE: awsx sandbox serve [options]", "--auto-approve"]),
        (["help", "ls"], ["USAGE: awsx profiles [options] [GLOB]"]),
    ])
    func `each has its own page`(words: [String], holds: [String]) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let page = try await Program.run(
            InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
        #expect(page.status == 0 && page.error.isEmpty, "\(page)")
        for text in holds { #expect(page.output.contains(text), "\(text): \(page.output)") }
    }

    @Test(arguments: [
        (["configure", "snyc"], "did you mean awsx configure sync? List all: awsx configure --help"),
        (["help", "config", "dmup"], "did you mean awsx config dump? List all: awsx config --help"),
        (["plugin", "lst"], "did you mean awsx plugin list? List all: awsx plugin --help"),
        (["--versoin"], "did you mean awsx --version?"), (["shell"], "→ awsx help"),
        (["configure", "sync", "--prnue"], "awsx configure sync --help"),
        (["env", "--format", "foo"], "one of the following: bash, zsh, fish"),
    ])
    func `what is misspelt gets near names`(words: [String], hint: String) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let outcome = try await Program.run(
            InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
        expectFailure(outcome, 64, saying: hint)
        #expect(!outcome.error.contains("\\u{a}") && !outcome.error.contains("shell-hook"), "\(outcome)")
    }

    @Test func `no usage is longer than a line, at any command`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let listed = try #require(try await home.awsx("plugin", "list", "--json").json?["plugins"]?.array)
        for name in listed.compactMap({ $0["name"]?.string }) {
            let page = try await home.awsx("help", name)
            let usage = page.output.split(separator: "\n").filter { $0.hasPrefix("USAGE: ") }
            #expect(usage.count == 1 && usage.allSatisfy { $0.count <= 80 && !$0.contains("<") }, "\(name): \(usage)")
            let common = page.output.components(separatedBy: "\n").filter { $0 == "COMMON OPTIONS:" }
            #expect(common.count == 1 || name == "sandbox", "\(name)")
        }
    }

    @Test(arguments: ["-V", "version", "--version"]) func `the version is asked for in three ways`(word: String)
        async throws
    {
        let home = try EndToEndHome()
        defer { home.remove() }
        let outcome = try await home.awsx(word)
        #expect(outcome.status == 0 && outcome.output.hasPrefix("awsx "), "\(outcome)")
    }

    @Test(arguments: ["ls", "list"]) func `profiles are listed by other tools' words, too`(word: String) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let outcome = try await home.awsx(word, "prod-*", "--session", "sandbox")
        let plain = try await home.awsx("profiles", "prod-*", "--session", "sandbox")
        #expect(outcome.status == 0 && outcome.output == plain.output, "\(outcome)")
        #expect(outcome.output.split(separator: "\n").count == 3, "\(outcome)")
    }
}
