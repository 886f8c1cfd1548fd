import Dispatch
import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import SystemKit

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Programs that answer as they should, and every way in which they don't.
@Suite(.timeLimit(.minutes(2)))
struct ProcessExchangeTests {
    private final class Told: Sendable {
        let lines = Mutex<[String]>([])
    }

    private let told = Told()

    private func request(
        _ script: String, line: String = #"{"v":1}"#, limit: Int = 1 << 20, deadline: Int64 = 30_000
    ) -> ProcessExchange.Request {
        let told = told
        return ProcessExchange.Request(
            "/bin/sh", words: ["sh", "-c", script], environment: Environment(["PATH": "/usr/bin:/bin"]),
            line: Array(line.utf8), answerLimit: limit, deadline: deadline,
            tell: { line in told.lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) } })
    }

    private func run(
        _ script: String, line: String = #"{"v":1}"#, limit: Int = 1 << 20, deadline: Int64 = 30_000
    ) throws -> ProcessExchange.Outcome {
        ProcessExchange.run(
            [request(script, line: line, limit: limit, deadline: deadline)], interruption: try CancellationPipe())[0]
    }

    private func text(_ outcome: ProcessExchange.Outcome) -> String { String(decoding: outcome.output, as: UTF8.self) }

    private func isGone(_ process: String) throws -> Bool {
        let number = try #require(pid_t(process.filter(\.isNumber)))
        for _ in 0..<500 {
            let state = try LocalFiles().read("/proc/\(number)/stat", limit: 4096)
            guard let state, !String(decoding: state, as: UTF8.self).contains(") Z ") else { return true }
            usleep(10_000)
        }
        return false
    }

    @Test func `The line is read while the input stays open, and the answer and its end are told`() throws {
        let outcome = try run(#"read -r line; printf '{"ok":%s}\n' "$line"; exit 3"#)
        #expect(outcome.ending == .exited(3))
        #expect(text(outcome) == "{\"ok\":{\"v\":1}}\n")
    }

    @Test func `Standard error is told line by line while it runs, the last without an end too`() throws {
        #expect(try run("read -r x; echo one >&2; printf 'two\\n\\nthree' >&2").ending == .exited(0))
        #expect(told.lines.withLock { $0 } == ["one", "two", "", "three"])
    }

    @Test func `A flood of standard error is told in part, and does not stop the program`() throws {
        let outcome = try run("head -c 100000000 /dev/zero | tr '\\0' x | fold -w 100 >&2; echo done")
        #expect(outcome.ending == .exited(0) && text(outcome) == "done\n")
        let lines = told.lines.withLock { $0 }
        #expect(lines.count < 1000 && lines.last == "… and more, which is left out")
    }

    @Test func `An endless line of standard error is cut`() throws {
        #expect(try run("head -c 100000000 /dev/zero >&2").ending == .exited(0))
        #expect(told.lines.withLock { $0.map(\.utf8.count) } == [4096])
    }

    @Test func `A flood of answers ends the program`() throws {
        let outcome = try run("echo $$ >&2; yes")
        #expect(outcome.ending == .tooMuchOutput && outcome.output.isEmpty)
        #expect(try isGone(told.lines.withLock { $0[0] }))
    }

    @Test func `100 MB are refused after the first`() throws {
        #expect(try run("head -c 100000000 /dev/zero").ending == .tooMuchOutput)
        #expect(try run("head -c 1048576 /dev/zero").ending == .exited(0))
        #expect(try run("head -c 1048577 /dev/zero").ending == .tooMuchOutput)
    }

    @Test func `Past its time the input ends first, which may be enough`() throws {
        let outcome = try run("trap 'echo term >&2' TERM; read -r x; read -r y || echo ended >&2", deadline: 3000)
        #expect(outcome.ending == .tookTooLong)
        #expect(told.lines.withLock { $0 } == ["ended"])
    }

    @Test func `Then it gets TERM, then KILL, and so does everything in its group`() throws {
        let term = try run("trap 'echo term >&2; exit 0' TERM; while :; do sleep 0.02; done", deadline: 3000)
        #expect(term.ending == .tookTooLong && told.lines.withLock { $0.last } == "term")
        told.lines.withLock { $0 = [] }
        let kill = try run("trap '' TERM; sleep 1000 & echo $$ $! >&2; while :; do sleep 1; done", deadline: 3000)
        #expect(kill.ending == .tookTooLong)
        #expect(kill.duration < 20_000)
        for process in told.lines.withLock({ $0[0] }).split(separator: " ") { #expect(try isGone(String(process))) }
    }

    @Test func `What it leaves behind holds nobody up, and ends with it`() throws {
        let outcome = try run("read -r x; sleep 1000 & echo $! >&2; echo done")
        #expect(outcome.ending == .exited(0) && text(outcome) == "done\n")
        #expect(outcome.duration < 20_000)
        #expect(try isGone(told.lines.withLock { $0[0] }))
    }

    @Test func `What it leaves behind and goes on writing is not waited for`() throws {
        let outcome = try run("yes & echo $! >&2; exit 0")
        #expect(outcome.duration < 20_000)
        #expect(try isGone(told.lines.withLock { $0[0] }))
    }

    @Test func `It ends only its own group with kill 0`() throws {
        #expect(try run("kill -KILL 0; sleep 10").ending == .exited(137))
    }

    @Test func `One that never reads is not waited for with a line that no pipe holds`() throws {
        let line = String(repeating: "x", count: 4 << 20)
        #expect(try run("exec 0<&-; echo done", line: line).ending == .exited(0))
        #expect(try run("sleep 0.2; echo done", line: line).ending == .exited(0))
        #expect(text(try run("head -c 4194305 | wc -c", line: line)).contains("4194305"))
    }

    @Test func `It has no terminal, and a session of its own`() throws {
        let outcome = try run("(: < /dev/tty) 2>/dev/null && echo terminal; ps -o sid= -p $$ | tr -d ' '; echo $$")
        let lines = text(outcome).split(separator: "\n")
        #expect(lines.count == 2 && lines[0] == lines[1])
    }

    @Test func `A script without an interpreter is the shell's, and what is no program is told`() throws {
        let folder = try TemporaryFolder()
        let script = try folder.put("echo $1", at: "script", mode: 0o755)
        func run(_ program: String) throws -> ProcessExchange.Outcome {
            ProcessExchange.run(
                [
                    ProcessExchange.Request(
                        program, words: ["script", "word"], environment: Environment(["PATH": "/usr/bin:/bin"]),
                        line: [], deadline: 10_000, tell: { _ in })
                ], interruption: try CancellationPipe())[0]
        }
        #expect(text(try run(script)) == "word\n")
        #expect(
            try run("/no/such").ending == .failed(SystemFailure("run", "/no/such", .noSuchFileOrDirectory)))
    }

    @Test func `Many run at once, each with its own time`() throws {
        let start = SuspendingClock.now
        let scripts = ["sleep 0.4; echo a", "sleep 0.4; echo b", "sleep 100", "yes"]
        let outcomes = ProcessExchange.run(
            scripts.enumerated().map { index, script in request(script, deadline: index == 2 ? 300 : 30_000) },
            interruption: try CancellationPipe())
        #expect(outcomes.map(\.ending) == [.exited(0), .exited(0), .tookTooLong, .tooMuchOutput])
        #expect(outcomes.map(text) == ["a\n", "b\n", "", ""])
        #expect(SuspendingClock.now - start < .seconds(20))
    }

    @Test func `An interruption ends them all`() async throws {
        let pipe = try CancellationPipe()
        let requests = ["sleep 100", "trap '' TERM; while :; do sleep 1; done"].map { request($0) }
        pipe.raise(SIGINT)
        let outcomes = ProcessExchange.run(requests, interruption: pipe)
        #expect(outcomes.map(\.ending) == [.interrupted(SIGINT), .interrupted(SIGINT)])
        #expect(outcomes.allSatisfy { $0.duration < 20_000 })
    }

    @Test func `A cancelled task ends its program`() async throws {
        let request = request("echo $$ >&2; sleep 100")
        let task = Task { try await ProcessExchange.collect(request) }
        while told.lines.withLock(\.isEmpty) { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try isGone(told.lines.withLock { $0[0] }))
    }
}
