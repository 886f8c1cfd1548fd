import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// The lines to copy: a shell understands them, and awsx has each command and option that they name.
@Suite(.timeLimit(.minutes(5))) struct GuideBlockTests {
    /// What can be written behind the words of a command.
    private struct Syntax: Sendable {
        let options: Set<String>
        let subcommands: [String: Syntax]

        init(_ json: JSON) {
            options = Set((json["options"]?.array ?? []).flatMap { ($0["names"]?.array ?? []).compactMap(\.string) })
            subcommands = Dictionary(
                (json["subcommands"]?.array ?? []).map { ($0["name"]?.string ?? "", Syntax($0)) }
            ) { first, _ in first }
        }
    }

    /// Every command, asked for once for all pages.
    private static let commands = Task {
        let outcome = try await Program.run(
            "\(Workspace.products)/awsx-generate", ["--manifests"], environment: .current(), folder: Workspace.root)
        let manifests = try #require(JSON(Array(outcome.output.utf8))?.array)
        return Dictionary(uniqueKeysWithValues: manifests.map { ($0["name"]?.string ?? "", Syntax($0)) })
    }

    /// What is wrong with a command line, whose first word is the one behind `awsx`; nil for nothing.
    private func fault(_ words: [String], _ commands: [String: Syntax]) -> String? {
        guard var name = words.first else { return nil }
        if ["--version", "--help", "help"].contains(name) { return nil }
        guard var syntax = commands[name] else { return "there is no command \(name)" }
        for word in words.dropFirst().prefix(while: { $0 != "--" }) {
            if let next = syntax.subcommands[word] {
                (syntax, name) = (next, "\(name) \(word)")
            } else if word.hasPrefix("-"), word.count > 1 {
                let option = word.split(separator: "=")[0]
                if !syntax.options.contains(String(option)) { return "\(name) has no option \(option)" }
            }
        }
        return nil
    }

    @Test(arguments: ["README.md"] + GuidePage.all)
    func `a shell runs every line, and awsx knows what it is asked for`(page: String) async throws {
        let commands = try await Self.commands.value
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.write(
            "#!/bin/sh\nfor word; do printf '%s\\0' \"$word\"; done >>\"$CALLS\"; printf '\\n' >>\"$CALLS\"\n",
            to: "stub/awsx", mode: 0o755)
        // Other programs need not be here, and are none of this test's business.
        for tool in ["aws", "docker", "kubectl", "make", "tofu"] {
            try home.write("#!/bin/sh\n", to: "stub/\(tool)", mode: 0o755)
        }
        for block in try GuidePage.blocks(of: page) where block.language == "sh" {
            let syntax = try await home.run("bash", "-n", "-c", block.text)
            #expect(syntax.status == 0 && syntax.error.isEmpty, "\(page): \(block.text)\(syntax)")
            _ = try await home.shell(
                block.text, setting: ["PATH": "\(home.path)/stub:/bin", "CALLS": "\(home.path)/calls"])
        }
        let calls = try (home.list(".").contains("calls") ? home.read("calls") : "").split(separator: "\n").map {
            $0.split(separator: "\0").map(String.init)
        }
        let named = try GuidePage.blocks(of: page).filter { $0.language == "sh" }.flatMap {
            $0.text.split(separator: "\n").filter { $0.hasPrefix("awsx ") }
        }
        #expect(calls.count >= named.count, "a line of \(named) was not run")
        for call in calls {
            if let fault = fault(call, commands) {
                Issue.record("\(page): awsx \(call.joined(separator: " ")): \(fault)")
            }
        }
    }

    @Test func `what awsx hasn't is found`() async throws {
        let commands = try await Self.commands.value
        #expect(fault(["exec", "-p", "x", "--refresh", "--", "make", "--nothing"], commands) == nil)
        #expect(fault(["exec", "--nothing", "--", "make"], commands) == "exec has no option --nothing")
        #expect(fault(["configure", "sync", "--nothing=1"], commands) == "configure sync has no option --nothing")
        #expect(fault(["nothing"], commands) == "there is no command nothing")
    }
}
