import Foundation
import SystemKit
import TestSupport

/// The probe program on a real terminal.
struct Probe {
    let home: TestHome
    let pty: Pty

    static var program: String { "\(Workspace.products)/terminal-probe" }

    static func environment(_ home: TestHome, term: String = "xterm-256color") -> SystemKit.Environment {
        Program.environment(home: home.path, ["TERM": term])
    }

    /// Runs the probe in a shell that compares the terminal's settings before and after.
    init(
        _ words: String, home: TestHome, term: String = "xterm-256color", rows: UInt16 = 24, columns: UInt16 = 80
    ) throws {
        self.home = home
        let script = """
            settings() { stty -a | sed 's/rows [0-9]*; columns [0-9]*;//'; }
            settings >"$HOME/before"; '\(Self.program)' \(words); status=$?
            settings >"$HOME/after"
            cmp "$HOME/before" "$HOME/after" && echo "the terminal is as before, status $status"
            """
        pty = try Pty(
            "/bin/sh", ["-c", script], environment: Self.environment(home, term: term), rows: rows, columns: columns)
    }

    /// Waits for an end that leaves the terminal as it was.
    func expectEnd(_ outcome: String?, status: Int32) async throws {
        if let outcome { _ = try await pty.expect("outcome: \(outcome)") }
        _ = try await pty.expect("the terminal is as before, status \(status)")
        _ = await pty.wait()
    }
}
