import Foundation
import TestSupport
import Testing

/// Pauses, in a shell that leaves the terminal's settings as a paused program left them (bash would mend them).
@Suite struct JobControlTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private func shell() async throws -> Pty {
        let pty = try Pty(
            "/bin/dash", ["-i"], environment: Probe.environment(home).setting(["PS1": "shell> "]), rows: 24, columns: 80
        )
        _ = try await pty.expect("shell> ")
        pty.send("stty -a >$HOME/before; echo rea''dy\r")
        _ = try await pty.expect("ready")
        return pty
    }

    private func expectSettings(_ pty: Pty, _ moment: String) async throws {
        pty.send("stty -a | cmp - $HOME/before && echo as-before-''\(moment)\r")
        _ = try await pty.expect("as-before-\(moment)")
    }

    /// Until the shell says that something is stopped now, and asks for the next command.
    private func expectStopped(_ pty: Pty, _ body: () async throws -> Void) async throws {
        let before = pty.text.count
        try await body()
        for _ in 0..<6000 {
            let parts = pty.text.dropFirst(before).components(separatedBy: "Stopped")
            if parts.count > 1, parts[1].contains("shell> ") { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record("nothing stopped: \(pty.text)")
    }

    private func expectRaw(_ pty: Pty) async throws {
        for _ in 0..<6000 where !pty.isRaw { try await Task.sleep(for: .milliseconds(5)) }
        #expect(pty.isRaw, "\(pty.text)")
    }

    @Test(arguments: [
        ("line 'name: ' ''", "corp\r", "line(\"corp\")"),
        ("pick 30", "stag\r", "picked staging-2"),
    ])
    func `a pause gives the terminal back, and takes it again, as often as one likes`(
        words: String, keys: String, outcome: String
    ) async throws {
        let pty = try await shell()
        defer { pty.end() }
        pty.send("\(Probe.program) \(words)\r")
        for round in 0..<5 {
            try await expectRaw(pty)
            try await expectStopped(pty) { pty.send("\u{1a}") }
            try await expectSettings(pty, "paused-\(round)")
            // In the background it must leave the terminal alone.
            pty.send("bg\r")
            try await expectSettings(pty, "background-\(round)")
            pty.send("fg\r")
        }
        try await expectRaw(pty)
        pty.send(keys)
        _ = try await pty.expect("outcome: \(outcome)")
        try await expectSettings(pty, "at-the-end")
    }

    @Test(arguments: ["line 'name: ' ''", "pick 30"])
    func `started in the background it waits to be called`(words: String) async throws {
        let pty = try await shell()
        defer { pty.end() }
        pty.send("\(Probe.program) \(words) &\r")
        for _ in 0..<600 where !pty.text.contains("stopped-by") {
            pty.send("jobs >$HOME/jobs; grep -q Stopped $HOME/jobs && echo stopped-''by\r")
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(pty.text.contains("stopped-by"), "\(pty.text)")
        try await expectSettings(pty, "in-the-background")
        pty.send("fg\r")
        try await expectRaw(pty)
        pty.send("\u{3}")
        _ = try await pty.expect("outcome: interrupted")
        try await expectSettings(pty, "at-the-end")
    }

    @Test func `a pause that nobody announces loses nothing`() async throws {
        let pty = try await shell()
        defer { pty.end() }
        pty.send("\(Probe.program) line 'name: ' ''\r")
        try await expectRaw(pty)
        pty.send("co")
        _ = try await pty.expect("name: co")
        try await expectStopped(pty) { try await Signals.send("STOP", to: "line", of: home) }
        // Nothing can be done about that one: its user mends the terminal blindly.
        pty.send("stty sane\r")
        for _ in 0..<6000 where pty.isRaw { try await Task.sleep(for: .milliseconds(5)) }
        #expect(!pty.isRaw)
        pty.send("fg\r")
        try await expectRaw(pty)
        pty.send("rp\r")
        _ = try await pty.expect("outcome: line(\"corp\")")
    }
}
