import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// The line that each run leaves, and that nothing waits for it.
@Suite(.serialized) struct RunLogEndToEndTests {
    private static let file = ".local/state/awsx/log/runs.jsonl"

    private func home() throws -> EndToEndHome {
        let home = try EndToEndHome()
        try home.writeRole()
        return home
    }

    @Test func `each command that gives keys leaves a line, without arguments and keys`() async throws {
        let home = try home()
        defer { home.remove() }
        #expect(try await home.awsx("exec", "--", "sh", "-c", "exit 0", "password=hunter2").status == 0)
        #expect(try await home.awsx("env").status == 0)
        #expect(try await home.awsx("credential-process").status == 0)
        #expect(try await home.awsx("agent", "run", "--", "true", "hunter2").status == 0)
        let lines = try home.read(Self.file).split(separator: "\n")
        let entries = lines.compactMap { JSON(Array($0.utf8)) }
        #expect(entries.map { $0["kind"]?.string } == ["exec", "env", "credential-process", "agent"], "\(lines)")
        #expect(entries[0]["command"]?.string == "sh" && entries[0]["accountId"]?.string == "111111111111")
        #expect(entries[0]["roleName"]?.string == "AdministratorAccess" && entries[0]["folder"]?.string != nil)
        #expect(Set(entries.compactMap { $0["runId"]?.string }).count == 4)
        #expect(try home.modes()[Self.file] == 0o600)
        let text = try home.read(Self.file)
        for secret in ["hunter2", "secret-of", "token-of", "ASIAEXAMPLE", "exit 0"] { #expect(!text.contains(secret)) }
    }

    @Test func `a run that is refused leaves no line, nor does what gives no keys`() async throws {
        let home = try home()
        defer { home.remove() }
        #expect(try await home.awsx("exec", "-p", "prod-ReadOnlyAccess", "--", "true").status == 79)
        for words in [["status"], ["profiles"], ["explain"], ["prompt"], ["complete", "profiles"]] {
            _ = try await Program.run(
                InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
        }
        #expect(home.list(".local/state/awsx/log").isEmpty)
    }

    @Test func `200 processes write 2,000 lines, and none is broken`() async throws {
        let home = try home()
        defer { home.remove() }
        let script = "for i in 1 2 3 4 5 6 7 8 9 10; do awsx env --reason \"$0 $i\" >/dev/null || exit; done"
        let environment = home.environment
        let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
            for number in 0..<200 {
                group.addTask {
                    try await Program.run(
                        "/bin/sh", ["-c", script, "process \(number)"], environment: environment, folder: home.path,
                        limit: .seconds(300)
                    ).status
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 0, count: 200))
        let files = home.list(".local/state/awsx/log").filter { $0.hasPrefix("runs") }
        let lines = try files.flatMap { try home.read(".local/state/awsx/log/\($0)").split(separator: "\n") }
        let reasons = lines.map { JSON(Array($0.utf8))?["reason"]?.string }
        let wanted = (0..<200).flatMap { number in (1...10).map { "process \(number) \($0)" } }
        #expect(lines.count == 2000 && Set(reasons) == Set(wanted.map(Optional.some)))
    }

    @Test func `many processes that change the file at once lose no line`() async throws {
        let home = try home()
        defer { home.remove() }
        let filler = #"{"at":"2026-01-01T00:00:00Z","runId":"aaaaaaaaaaaa","kind":"exec"}"# + "\n"
        try home.write(String(repeating: filler, count: (1 << 20) / filler.utf8.count), to: Self.file)
        let outcomes = await (try Crowd(40, in: home) { ["env", "--reason", "member \($0)"] }).outcomes()
        #expect(outcomes.allSatisfy { $0.status == 0 && $0.error.isEmpty })
        let files = home.list(".local/state/awsx/log").filter { $0.hasPrefix("runs") }
        #expect(files == ["runs.jsonl", "runs.jsonl.1"], "\(files)")
        let text = try files.map { try home.read(".local/state/awsx/log/\($0)") }.joined()
        for number in 0..<40 { #expect(text.contains("\"member \(number)\"")) }
    }

    @Test(arguments: ["fifo", "link", "folder", "linked folder", "read-only", "file in the folder's place"])
    func `a log that can't be written is told once, and the run goes on`(fault: String) async throws {
        let home = try home()
        defer { home.remove() }
        let folder = "\(home.path)/.local/state/awsx/log"
        try home.write("theirs\n", to: "elsewhere/runs.jsonl")
        let script =
            switch fault {
            case "fifo": "mkdir -p \(folder); mkfifo \(folder)/runs.jsonl"
            case "link": "mkdir -p \(folder); ln -s \(home.path)/elsewhere/runs.jsonl \(folder)/runs.jsonl"
            case "folder": "mkdir -p \(folder)/runs.jsonl"
            case "linked folder": "mkdir -p \(folder); rmdir \(folder); ln -s \(home.path)/elsewhere \(folder)"
            case "read-only": "mkdir -p \(folder); mount -t tmpfs -o ro tmpfs \(folder)"
            default: "mkdir -p \(folder); rmdir \(folder); echo x > \(folder)"
            }
        let outcome = try await home.mounting("\(script)\nawsx exec -- echo ran")
        #expect(outcome.status == 0 && outcome.output == "ran\n", "\(outcome)")
        #expect(outcome.errorLines.filter { $0.contains("is not in the log") }.count == 1, "\(outcome)")
        #expect(try home.read("elsewhere/runs.jsonl") == "theirs\n")
    }

    @Test func `a full disk is told, and leaves no half of a line`() async throws {
        let home = try home()
        defer { home.remove() }
        let folder = "\(home.path)/.local/state/awsx/log"
        let outcome = try await home.mounting(
            """
            mkdir -p \(folder); mount -t tmpfs -o size=4k tmpfs \(folder)
            awsx env >/dev/null; head -c 3700 /dev/zero | tr '\\0' '\\n' >> \(folder)/runs.jsonl
            awsx exec -- echo ran; tail -c 1 \(folder)/runs.jsonl | od -An -c
            """)
        #expect(outcome.status == 0 && outcome.output.contains("ran\n"), "\(outcome)")
        #expect(outcome.errorLines.filter { $0.contains("is not in the log") }.count == 1, "\(outcome)")
        #expect(outcome.output.contains("\\n"), "\(outcome)")
    }

    @Test func `log shows what is asked for, as a table and as lines of JSON`() async throws {
        let home = try home()
        defer { home.remove() }
        try home.write("[agent]\nscope = none\n", to: ".config/awsx/config")
        try home.writeRole(role: "ReadOnlyAccess")
        #expect(try await home.awsx("exec", "-p", "dev-AdministratorAccess", "--", "true").status == 0)
        let agent = try await home.awsx("exec", "-p", "dev-ReadOnlyAccess", "--", "true", setting: ["CODEX_CI": "1"])
        #expect(agent.status == 0, "\(agent)")
        func kinds(_ words: String...) async throws -> [String?] {
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx, ["log", "--json"] + words, environment: home.environment,
                folder: home.path)
            #expect(outcome.status == 0, "\(outcome)")
            return outcome.output.split(separator: "\n").map { JSON(Array($0.utf8))?["profile"]?.string }
        }
        #expect(try await kinds() == ["dev-AdministratorAccess", "dev-ReadOnlyAccess"])
        #expect(try await kinds("--agent") == ["dev-ReadOnlyAccess"])
        #expect(try await kinds("--profile", "dev-A*") == ["dev-AdministratorAccess"])
        #expect(try await kinds("--since", "1h").count == 2)
        #expect(try await kinds("--profile", "none").isEmpty)
        let table = try await home.awsx("log")
        #expect(table.output.contains("profile") && table.output.contains("codex"), "\(table)")
        let empty = try await home.awsx("log", "--profile", "none")
        #expect(
            empty.status == 0 && empty.output.isEmpty && empty.error.contains("no run in the log matches"), "\(empty)")
    }

    @Test func `log --follow shows each run as it begins, also while the file changes`() async throws {
        let home = try home()
        defer { home.remove() }
        let pty = try home.terminal("log", "--follow", "--json")
        defer { pty.end() }
        #expect(try await home.awsx("env", "--reason", "first").status == 0)
        _ = try await pty.expect("\"first\"")
        let filler = #"{"at":"2026-01-01T00:00:00Z","runId":"aaaaaaaaaaaa","kind":"env"}"# + "\n"
        let present = try home.read(Self.file)
        try home.write(present + String(repeating: filler, count: (1 << 20) / filler.utf8.count), to: Self.file)
        #expect(try await home.awsx("env", "--reason", "second").status == 0)
        #expect(try await home.awsx("env", "--reason", "third").status == 0)
        let shown = try await pty.expect("\"third\"")
        for reason in ["first", "second", "third"] {
            #expect(shown.components(separatedBy: "\"\(reason)\"").count == 2)
        }
    }
}
