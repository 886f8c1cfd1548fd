import Foundation
import SystemKit
import TestSupport
import Testing

/// The line editor, key by key.
@Suite struct LineEditorTests {
    private let home: TestHome

    init() throws { home = try TestHome(now: "2026-11-21T00:00:00Z") }

    private func line(_ words: String = "'name: ' ''", term: String = "xterm-256color") throws -> Probe {
        try Probe("line \(words)", home: home, term: term)
    }

    private func type(_ keys: String, _ words: String = "'name: ' ''", gives line: String) async throws {
        let probe = try self.line(words)
        _ = try await probe.pty.expect("name: ")
        probe.pty.send(keys)
        try await probe.expectEnd("line(\(line.debugDescription))", status: 0)
    }

    @Test(arguments: [
        ("corp\r", "corp"), ("\r", ""), ("corx\u{7f}p\r", "corp"), ("orp\u{1}c\r", "corp"),
        ("corp junk\u{17}\u{7f}\r", "corp"),
        ("corp junk\u{1b}[D\u{1b}[D\u{1b}[D\u{1b}[D\u{1b}[D\u{b}\r", "corp"), ("junk\u{15}corp\r", "corp"),
        ("größe 日本 e\u{301}\r", "größe 日本 e\u{301}"), ("日本\u{7f}語\r", "日語"), ("a\u{1b}[Db\u{5}c\r", "bac"),
        ("ab\u{1b}[D\u{1b}[3~\r", "a"),
    ])
    func `emacs keys`(keys: String, line: String) async throws { try await type(keys, gives: line) }

    @Test func `what is offered at first can be edited`() async throws {
        try await type("\u{7f}2\r", "'name: ' 'eu-west-1'", gives: "eu-west-2")
        try await type("\r", "'name: ' 'größe'", gives: "größe")
    }

    @Test func `the user's own file brings vi keys`() async throws {
        try home.folder.put("bind -v\n", at: ".editrc")
        try await type("corpx\u{1b}x\r", gives: "corp")
        try await type("one two\u{1b}0dwiA\u{1b}\r", gives: "Atwo")
        // Tab, Ctrl-C and what is offered work there, too.
        try await type("us\t\r", "'name: ' '' eu-west-1 us-east-1", gives: "us-east-1")
        let probe = try line()
        _ = try await probe.pty.expect("name: ")
        probe.pty.send("abc\u{1b}\u{3}")
        try await probe.expectEnd("interrupted", status: 0)
    }

    @Test func `tab completes, and lists what it can't decide`() async throws {
        let words = "'name: ' '' eu-west-1 eu-west-2 us-east-1"
        try await type("us\t\r", words, gives: "us-east-1")
        try await type("eu\t2\r", words, gives: "eu-west-2")
        let probe = try line(words)
        _ = try await probe.pty.expect("name: ")
        probe.pty.send("eu\t\t")
        _ = try await probe.pty.expect("eu-west-1  eu-west-2")
        probe.pty.send("1\r")
        try await probe.expectEnd("line(\"eu-west-1\")", status: 0)
    }

    @Test func `history comes back in the next process, for its owner only`() async throws {
        try await type("first\r", gives: "first")
        try await type("second\r", gives: "second")
        try await type("\u{1b}[A\u{1b}[A\r", gives: "first")
        try await type("\u{10}\u{10}\u{e}\r", gives: "first")
        try await type("\u{12}seco\r\r", gives: "second")
        #expect(try home.folder.mode(".local/state/awsx/history/probe") == 0o600)
        #expect(try home.folder.text(".local/state/awsx/history/probe") == "first\nsecond\n")
    }

    @Test func `Ctrl-C, Ctrl-D and the end of the process are told apart, and the terminal is as before`() async throws
    {
        for (keys, outcome) in [("ab\u{3}", "interrupted"), ("\u{4}", "ended"), ("ab\u{1}\u{4}\u{4}\u{4}", "ended")] {
            let probe = try line()
            _ = try await probe.pty.expect("name: ")
            probe.pty.send(keys)
            try await probe.expectEnd(outcome, status: 0)
        }
    }

    @Test(arguments: [
        ("TERM", 143 as Int32), ("HUP", 129), ("INT", 130), ("SEGV", 139), ("ABRT", 134), ("QUIT", 131), ("USR1", 138),
        ("ALRM", 142), ("XCPU", 152),
    ])
    func `a signal leaves the terminal as before`(signal: String, status: Int32) async throws {
        let probe = try line()
        _ = try await probe.pty.expect("name: ")
        probe.pty.send("abc")
        _ = try await probe.pty.expect("abc")
        try await Signals.send(signal, to: "line", of: home)
        try await probe.expectEnd(nil, status: status)
    }

    @Test func `another size while typing loses nothing`() async throws {
        let probe = try line()
        _ = try await probe.pty.expect("name: ")
        probe.pty.send("abc")
        _ = try await probe.pty.expect("abc")
        probe.pty.setWindow(rows: 10, columns: 30)
        probe.pty.send("def\r")
        try await probe.expectEnd("line(\"abcdef\")", status: 0)
    }

    @Test func `a terminal that can't move its cursor edits lines itself`() async throws {
        let probe = try line("'name: ' 'eu'", term: "dumb")
        _ = try await probe.pty.expect("name: [eu] ")
        probe.pty.send("us\n")
        try await probe.expectEnd("line(\"us\")", status: 0)
        let kept = try line("'name: ' 'eu'", term: "dumb")
        _ = try await kept.pty.expect("name: [eu] ")
        kept.pty.send("\n")
        try await kept.expectEnd("line(\"eu\")", status: 0)
        let ended = try line("'name: ' 'eu'", term: "dumb")
        _ = try await ended.pty.expect("name: [eu] ")
        ended.pty.send("\u{4}")
        try await ended.expectEnd("ended", status: 0)
    }

    @Test func `without a terminal nobody is asked`() async throws {
        let outcome = try await Program.run(
            "/usr/bin/setsid", ["-w", Probe.program, "line", "name: ", ""], environment: Probe.environment(home))
        #expect(outcome.status == 64)
        #expect(
            outcome.error.contains("there is no terminal to ask a question on")
                && outcome.error.contains("--answer TEXT"))
    }

    @Test func `in an encoding without umlauts nothing breaks`() async throws {
        let pty = try Pty(
            Probe.program, ["line", "größe: ", "x"],
            environment: Probe.environment(home).setting(["LANG": "C", "LC_ALL": "C"]))
        _ = try await pty.expect("e: x")
        pty.send("y\r")
        _ = try await pty.expect("outcome: line(\"xy\")")
    }
}

/// Signals to a probe, by the words that it was started with.
enum Signals {
    static func send(_ signal: String, to kind: String, of home: TestHome) async throws {
        _ = try await Program.run(
            "/bin/sh",
            [
                "-c",
                """
                for process in /proc/[0-9]*; do
                    tr '\\0' ' ' <$process/cmdline 2>/dev/null | grep -q '^[^ ]*/terminal-probe \(kind)' || continue
                    tr '\\0' '\\n' <$process/environ | grep -qx 'HOME=\(home.path)' || continue
                    kill -\(signal) ${process#/proc/}
                done
                """,
            ])
    }
}
