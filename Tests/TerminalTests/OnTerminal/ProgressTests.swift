import TestSupport
import Testing

/// Progress on a real terminal, and elsewhere.
@Suite struct ProgressTests {
    @Test func `it comes after a second, counts, and leaves nothing behind`() async throws {
        let probe = try Probe("progress", home: try TestHome())
        _ = try await probe.pty.expect("counting ━")
        try await probe.expectEnd("counted", status: 0)
        let text = probe.pty.text
        #expect(text.contains("/30 · ") && text.contains(" left"))
        #expect(text.contains("\r\u{1b}[Koutcome: counted"))
    }

    @Test func `nothing is shown where no terminal is, or one that can't`() async throws {
        let home = try TestHome()
        let outcome = try await Program.run(Probe.program, ["progress"], environment: Probe.environment(home))
        #expect(outcome.output == "outcome: counted\n" && outcome.error.isEmpty)
        let dumb = try Probe("progress", home: home, term: "dumb")
        try await dumb.expectEnd("counted", status: 0)
        #expect(!dumb.pty.text.contains("counting"))
    }
}
