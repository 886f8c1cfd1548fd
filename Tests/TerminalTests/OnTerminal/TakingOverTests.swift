import SystemKit
import TestSupport
import Testing

/// Keys and signals that come before the terminal is ours.
@Suite struct TakingOverTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    /// A probe that starts once Enter was pressed.
    private func waiting(_ words: String) throws -> Pty {
        try Pty(
            "/bin/sh", ["-c", "echo ready; read go; exec '\(Probe.program)' \(words)"],
            environment: Probe.environment(home), rows: 24, columns: 80)
    }

    @Test func `the terminal is taken before the prompt is shown`() async throws {
        let pty = try waiting("line 'name: ' ''")
        _ = try await pty.expect("ready")
        // Ctrl-S: nothing more is shown until Ctrl-Q.
        pty.send("\u{13}\r")
        for _ in 0..<6000 where !pty.isRaw { try await Task.sleep(for: .milliseconds(5)) }
        #expect(pty.isRaw && !pty.text.contains("name: "))
        pty.send("\u{11}")
        _ = try await pty.expect("name: ")
        pty.send("\u{3}")
        _ = try await pty.expect("outcome: interrupted")
    }

    @Test(arguments: [
        ("line 'name: ' ''", "ended"), ("line 'name: ' eu", "line(\"\")"),
        ("pick 30", "cancelled"),
    ])
    func `Ctrl-D that was typed ahead gets out`(words: String, outcome: String) async throws {
        let pty = try waiting(words)
        _ = try await pty.expect("ready")
        pty.send("\r\u{4}")
        if words.hasSuffix("eu") {
            // Behind a text it deletes, as always, and the next one lists.
            _ = try await pty.expect("name: eu")
            pty.send("\u{15}\r")
        }
        _ = try await pty.expect("outcome: \(outcome)")
        #expect(await pty.wait() == 0)
    }

    @Test func `a request to end is noticed from the first moment`() async throws {
        for _ in 0..<20 {
            let outcome = try await Program.run(
                Probe.program, ["signal"], environment: Probe.environment(home))
            #expect(outcome.output == "outcome: signal 15\n", "\(outcome)")
        }
    }
}
