import Foundation
import SystemKit
import TestSupport
import Testing

/// The picker on real terminals.
@Suite struct PickerScreenTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private func picker(_ words: String = "30", term: String = "xterm-256color") async throws -> Probe {
        let probe = try Probe("pick \(words)", home: home, term: term)
        _ = try await probe.pty.expect("30/30")
        return probe
    }

    @Test func `three letters and enter`() async throws {
        let probe = try await picker()
        probe.pty.send("pr4\r")
        try await probe.expectEnd("picked prod-4", status: 0)
        #expect(probe.pty.text.contains("\u{1b}[?1049h") && probe.pty.text.contains("\u{1b}[?1049l"))
    }

    @Test func `arrows and pages`() async throws {
        let probe = try await picker("30")
        probe.pty.send("\u{1b}[B\t\u{1b}[6~\t\u{e}\u{10}\r")
        try await probe.expectEnd("picked prod-16", status: 0)
    }

    @Test(arguments: [("\u{1b}", "cancelled"), ("\u{3}", "interrupted"), ("\u{4}", "cancelled")])
    func `keys that give up leave the terminal as before`(key: String, outcome: String) async throws {
        let probe = try await picker()
        probe.pty.send("x" + (key == "\u{4}" ? "\u{7f}" : "") + key)
        try await probe.expectEnd(outcome, status: 0)
    }

    @Test(arguments: [("TERM", 143 as Int32), ("HUP", 129), ("INT", 130), ("SEGV", 139), ("ABRT", 134), ("ILL", 132)])
    func `a signal or a crash leaves the terminal as before`(signal: String, status: Int32) async throws {
        let probe = try await picker()
        try await Signals.send(signal, to: "pick", of: home)
        try await probe.expectEnd(nil, status: status)
        #expect(probe.pty.text.contains("\u{1b}[?1049l"))
    }

    @Test func `another size is drawn anew`() async throws {
        let probe = try await picker()
        probe.pty.setWindow(rows: 50, columns: 120)
        _ = try await probe.pty.expect("\u{1b}[45;1H")
        probe.pty.send("\r")
        try await probe.expectEnd("picked dev-0", status: 0)
    }

    @Test func `a pause gives the terminal back, and takes it again`() async throws {
        let pty = try Pty(
            "/bin/bash", ["--norc", "-i"],
            environment: Probe.environment(home).setting(["PS1": "shell> ", "HISTFILE": "/dev/null"]), rows: 24,
            columns: 80)
        _ = try await pty.expect("shell> ")
        pty.send("stty -a >$HOME/before; \(Probe.program) pick 30\r")
        _ = try await pty.expect("30/30")
        pty.send("\u{1a}")
        _ = try await pty.expect("Stopped")
        pty.send("stty -a | cmp - $HOME/before && echo same-while-pau''sed\r")
        _ = try await pty.expect("same-while-paused")
        pty.send("fg\r")
        let before = pty.text.components(separatedBy: "\u{1b}[?1049h").count
        for _ in 0..<2000 where pty.text.components(separatedBy: "\u{1b}[?1049h").count < 3 && before < 3 {
            try await Task.sleep(for: .milliseconds(10))
        }
        pty.send("stag\r")
        _ = try await pty.expect("outcome: picked staging-2")
        pty.send("stty -a | cmp - $HOME/before && echo same-at-the-e''nd\r")
        _ = try await pty.expect("same-at-the-end")
        pty.end()
    }

    @Test func `a terminal that can't move its cursor gets a numbered list`() async throws {
        let probe = try Probe("pick 30", home: home, term: "dumb")
        _ = try await probe.pty.expect("number, name or part of it: ")
        probe.pty.send("stag\n")
        _ = try await probe.pty.expect("1) staging-2")
        probe.pty.send("2\n")
        try await probe.expectEnd("picked staging-5", status: 0)
    }

    @Test func `without a terminal nobody is asked`() async throws {
        let outcome = try await Program.run(
            "/usr/bin/setsid", ["-w", Probe.program, "pick", "3"], environment: Probe.environment(home))
        #expect(outcome.status == 64 && outcome.error.contains("awsx use PROFILE"), "\(outcome)")
    }

    @Test func `fzf takes its place where that is wanted`() async throws {
        try home.folder.put(
            """
            #!/bin/sh
            echo "$*" >"$HOME/words"; cat >"$HOME/entries"; sed -n 2p "$HOME/entries"; exit ${FZF_STATUS:-0}
            """, at: "bin/fzf", mode: 0o755)
        let path = "\(home.path)/bin:\(Program.systemPath)"
        for (status, outcome) in [("0", "picked prod-1"), ("130", "cancelled")] {
            let pty = try Pty(
                Probe.program, ["pick", "30"],
                environment: Probe.environment(home).setting(["PATH": path, "AWSX_PICKER": "fzf", "FZF_STATUS": status])
            )
            _ = try await pty.expect("outcome: \(outcome)")
        }
        #expect(
            try home.folder.text("entries")?.hasPrefix("0\tdev-0\taccount 0 · Admin\t3h05m\tcorp\n1\tprod-1\t") == true)
        #expect(try home.folder.text("words")?.contains("--prompt=profile> ") == true)
        // Without fzf there is the picker.
        let pty = try Pty(
            Probe.program, ["pick", "30"],
            environment: Probe.environment(home).setting(["AWSX_PICKER": "fzf", "PATH": "/nowhere"]))
        _ = try await pty.expect("30/30")
        pty.send("\r")
        _ = try await pty.expect("outcome: picked dev-0")
    }

    @Test(arguments: [
        ("30", "stag '11", "m1/30", "\r", "picked staging-11"), ("30", "nothing-like-it", "m0/30", "\r", "cancelled"),
        ("30", "stag", "10/30", "\u{1b}", "cancelled"), ("30", "stag", "10/30", "\u{3}", "cancelled"),
        // fzf's list begins below, and it marks nothing.
        ("30", "\t\u{1b}[A\t", "prod-1", "\r", "picked prod-1"),
    ])
    func `the real fzf`(words: String, keys: String, shown: String, end: String, outcome: String) async throws {
        let script = "stty -a >before; '\(Probe.program)' pick \(words); stty -a | cmp - before && echo as before"
        let pty = try Pty(
            "/bin/sh", ["-c", script], environment: Probe.environment(home).setting(["AWSX_PICKER": "fzf"]),
            folder: home.path, rows: 24, columns: 80)
        defer { pty.end() }
        _ = try await pty.expect("30/30")
        pty.send(keys)
        // Its own words, which the picker has not.
        let screen = try await pty.expect(shown)
        #expect(!screen.contains("\u{1b}[?25l\u{1b}[0m\u{1b}[2J"), "\(screen)")
        pty.send(end)
        _ = try await pty.expect("outcome: \(outcome)")
        _ = try await pty.expect("as before")
    }

    @Test(arguments: [(80, 24), (40, 10), (200, 60)])
    func `under tmux the screen is the frame`(columns: Int, rows: Int) async throws {
        let socket = "\(home.path)/tmux"
        func tmux(_ words: String...) async throws -> String {
            let outcome = try await Program.run(
                "/usr/bin/tmux", ["-S", socket, "-f", "/dev/null"] + words, environment: Probe.environment(home))
            return outcome.output
        }
        _ = try await tmux(
            "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "'\(Probe.program)' pick 5000; sleep 600")
        func screen(with text: String) async throws -> [String] {
            for _ in 0..<3000 {
                let screen = try await tmux("capture-pane", "-p")
                if screen.contains(text) {
                    return screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                }
                try await Task.sleep(for: .milliseconds(10))
            }
            throw Workspace.Broken("\(text) was not shown: \(try await tmux("capture-pane", "-p"))")
        }
        let first = try await screen(with: "5000/5000")
        // tmux may give its status line one of the rows.
        #expect(first[0] == "profile>" && first[2].hasPrefix("> dev-0"))
        #expect(first[2].hasSuffix("3h05m"))
        _ = try await tmux("send-keys", "stag 4")
        _ = try await screen(with: "profile> stag 4")
        // The lines below come a moment later.
        let second = try await screen(with: rows >= 24 ? "AWS_PROFILE=staging-4" : "> staging-4")
        #expect(second[2].hasPrefix("> staging-4"), "\(second)")
        _ = try await tmux("send-keys", "Enter")
        _ = try await screen(with: "outcome: picked staging-4")
        _ = try await tmux("kill-server")
    }
}
