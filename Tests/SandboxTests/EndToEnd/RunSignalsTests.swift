import SystemKit
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What the command of `run` has from whoever started the sandbox, and what it has not from the sandbox.
@Suite(.serialized) struct RunSignalsTests {
    /// What a parent ignores, and what the command ignores then: what made us immune to an end, and nothing else.
    @Test(
        arguments: [
            ([], 0), ([SIGCHLD, SIGPIPE], 0), ([SIGHUP], 1), ([SIGINT, SIGQUIT], 6),
        ] as [([Int32], UInt64)])
    func `a parent that ignores signals is no obstacle, and nohup holds for the command, too`(
        ignoring: [Int32], mask: UInt64
    ) async throws {
        let script = "\(ignoring.contains(SIGHUP) ? "kill -HUP $PPID; " : "")grep SigIgn /proc/self/status; exit 7"
        let outcome = try await TestSupport.Program.run(
            "/usr/bin/env",
            SignalAlteringParent(ignoring: ignoring).words([Program.path, "run", "--", "sh", "-c", script]),
            environment: Environment.current())
        #expect(outcome.status == 7, "\(outcome)")
        let ignored = outcome.output.split(whereSeparator: \.isWhitespace).last.flatMap { UInt64($0, radix: 16) }
        // Those of the C library's own threads are nobody's.
        #expect(ignored.map { $0 & 0x7fff_ffff } == mask, "\(outcome)")
    }

    @Test func `nothing that is open in the server is open in the command`() async throws {
        let outcome = try await Program.script([], "ls /proc/$$/fd")
        #expect(outcome.output == "0\n1\n2\n", "\(outcome)")
    }
}
