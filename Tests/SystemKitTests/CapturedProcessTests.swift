import Dispatch
import SystemKit
import SystemPackage
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Children here have no terminal, as tests have none; what they do on one is for the tests of whole programs.
@Suite(.timeLimit(.minutes(2)))
struct CapturedProcessTests {
    private func run(
        _ script: String, output: Int = 1 << 20, milliseconds: Int64 = 60_000, grace: Int64 = 60_000,
        sharesTerminal: Bool = true, interruption: CancellationPipe? = nil
    ) throws -> CapturedProcess {
        try CapturedProcess.run(
            "/bin/sh", words: ["sh", "-c", script], environment: Environment(["PATH": "/usr/bin:/bin", "WHO": "hé"]),
            limits: CapturedProcess.Limits(output: output, milliseconds: milliseconds, grace: grace),
            sharesTerminal: sharesTerminal, interruption: try interruption ?? CancellationPipe())
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func isAlive(_ process: String?) throws -> Bool {
        let number = try #require(process.flatMap { pid_t($0.filter(\.isNumber)) })
        // One that nobody has reaped yet is as good as gone.
        let state = try LocalFiles().read("/proc/\(number)/stat", limit: 4096).map(text)
        return state.map { !$0.contains(") Z ") } ?? false
    }

    /// Whether a process is gone, or goes in the moment that the kernel takes to end one that was killed.
    private func isGone(_ process: String?) throws -> Bool {
        for _ in 0..<1000 where try isAlive(process) { usleep(10_000) }
        return try !isAlive(process)
    }

    @Test func `Both outputs, the words and the variables are up to date`() throws {
        let result = try run(#"printf 'out %s' "$WHO"; printf 'err' >&2"#)
        #expect(result.ending == .exited(0))
        #expect(text(result.output) == "out hé")
        #expect(text(result.errors) == "err")
    }

    @Test(arguments: [("exit 3", 3), ("kill -KILL $$", 137), ("kill -USR1 $$", 128 + SIGUSR1)] as [(String, Int32)])
    func `How it ended is told`(script: String, status: Int32) throws {
        #expect(try run(script).ending == .exited(status))
    }

    @Test func `A program that isn't there is named`() throws {
        let failure = try #require(throws: SystemFailure.self) {
            try CapturedProcess.run(
                "/no/such", words: ["x"], environment: Environment(),
                limits: CapturedProcess.Limits(output: 1, milliseconds: 1), interruption: try CancellationPipe())
        }
        #expect(failure.path == "/no/such")
        #expect(failure.errno == .noSuchFileOrDirectory)
    }

    @Test func `It reads nothing of what is piped to us`() throws {
        #expect(text(try run("cat; readlink /proc/self/fd/0").output) == "/dev/null\n")
    }

    @Test func `One that has nothing to ask leads a session of its own`() throws {
        let result = try run(
            "ps -o sid= -p $$; echo $$; cat; (: </dev/tty) 2>/dev/null || echo none >&2", sharesTerminal: false)
        let numbers = text(result.output).split(whereSeparator: \.isWhitespace)
        #expect(numbers.count == 2 && numbers[0] == numbers[1], "\(text(result.output))")
        #expect(text(result.errors) == "none\n")
    }

    @Test func `More output than is kept in a pipe is read while it runs`() throws {
        let result = try run("head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2; echo end >&2")
        #expect(result.ending == .exited(0))
        #expect(result.output.count == 1_000_000)
        #expect(text(result.errors).hasSuffix("end\n"))
        #expect(result.errors.count <= 16 << 10)
    }

    @Test func `Output without an end ends the program, and nothing of it is kept`() throws {
        let result = try run("exec cat /dev/zero", output: 100_000)
        #expect(result == CapturedProcess(ending: .tooMuchOutput))
    }

    @Test func `Errors without an end are no reason to end it, and only the last are kept`() throws {
        let result = try run("head -c 50000000 /dev/zero >&2; echo last >&2; exit 4")
        #expect(result.ending == .exited(4))
        #expect(text(result.errors).hasSuffix("last\n"))
    }

    @Test func `Past its time it is ended with everything that it started`() throws {
        let folder = try TemporaryFolder()
        let result = try run(
            "sleep 1000 & echo $! > \(folder.path)/inner; echo $$ > \(folder.path)/outer; echo said >&2; wait",
            milliseconds: 5000)
        #expect(result.ending == .tookTooLong)
        #expect(result.output.isEmpty)
        #expect(text(result.errors) == "said\n")
        #expect(try isGone(folder.text("inner")))
        #expect(try isGone(folder.text("outer")))
    }

    @Test func `One that ignores the request to end is killed`() throws {
        let folder = try TemporaryFolder()
        let script = "trap '' TERM; (trap '' TERM; echo $$ > \(folder.path)/outer; exec sleep 1000) & wait; sleep 1000"
        #expect(try run(script, milliseconds: 5000, grace: 200).ending == .tookTooLong)
        #expect(try isGone(folder.text("outer")))
    }

    @Test func `One that closes its output and goes on is waited for, and held to the time`() throws {
        #expect(try run("exec >&- 2>&-; sleep 0.2; exit 7").ending == .exited(7))
        #expect(try run("exec >&- 2>&-; sleep 1000", milliseconds: 500).ending == .tookTooLong)
    }

    @Test func `What it leaves running with its output open is not waited for`() throws {
        let folder = try TemporaryFolder()
        let result = try run("echo key; sleep 1000 & echo $! > \(folder.path)/agent")
        #expect(result.ending == .exited(0))
        #expect(text(result.output) == "key\n")
        let agent = try folder.text("agent")
        #expect(try isAlive(agent))
        kill(try #require(agent.flatMap { pid_t($0.filter(\.isNumber)) }), SIGKILL)
    }

    @Test(arguments: [(SIGUSR1, "USR1"), (SIGUSR2, "USR2"), (SIGTERM, "TERM")] as [(Int32, String)])
    func `An interruption ends it by the same signal`(signal: Int32, name: String) async throws {
        let folder = try TemporaryFolder()
        let interruption = try CancellationPipe()
        let traps = ["USR1", "USR2", "TERM"].map { "trap 'echo \($0) > \(folder.path)/got; exit' \($0); " }.joined()
        let script = "\(traps)echo ready > \(folder.path)/ready; while :; do sleep 0.01; done"
        // On a thread that may wait.
        async let result = withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "test").async {
                continuation.resume(with: Result { try run(script, interruption: interruption) })
            }
        }
        while try folder.text("ready") != "ready\n" { try await Task.sleep(for: .milliseconds(5)) }
        interruption.raise(signal)
        #expect(try await result.ending == .interrupted(signal))
        #expect(try folder.text("got") == "\(name)\n")
    }

    @Test func `A cancelled task ends it`() async throws {
        let folder = try TemporaryFolder()
        let task = Task {
            try await CapturedProcess.collect(
                "/bin/sh", words: ["sh", "-c", "echo $$ > \(folder.path)/it; exec sleep 1000"],
                environment: Environment(["PATH": "/usr/bin:/bin"]),
                limits: CapturedProcess.Limits(output: 100, milliseconds: 60_000))
        }
        while try folder.text("it")?.hasSuffix("\n") != true { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        #expect(try await task.value.ending == .interrupted(SIGTERM))
        #expect(try isGone(folder.text("it")))
    }
}
