import SystemKit
import SystemPackage
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Children of a process whose parent had arranged something about signals. Each test is a process of its own, since that
/// is true of a whole process.
@Suite(.timeLimit(.minutes(2)))
struct InheritedSignalTests {
    @Test func `A child whose end the kernel would forget is waited for, and the arrangement comes back`() async {
        await #expect(processExitsWith: .success) {
            signal(SIGCHLD, SIG_IGN)
            let captured = try Scripts.capture("echo out; exit 3")
            #expect(captured == CapturedProcess(ending: .exited(3), output: Scripts.out))
            #expect(Scripts.isIgnored(SIGCHLD))
            var child = try Scripts.start("echo out; exit 4")
            #expect(!Scripts.isIgnored(SIGCHLD))
            #expect(try child.receiveLine(limit: 100) == Scripts.out.dropLast())
            #expect(try child.wait() == 4)
            #expect(Scripts.isIgnored(SIGCHLD))
            let foreground = try ForegroundChild(
                "/bin/sh", words: ["sh", "-c", "exit 5"].map { Array($0.utf8) }, environment: Scripts.variables)
            #expect(try await foreground.wait() == 5)
        }
    }

    @Test func `Of several children at once each is waited for`() async {
        await #expect(processExitsWith: .success) {
            signal(SIGCHLD, SIG_IGN)
            let first = try Scripts.start("read -r line; exit 6")
            let second = try Scripts.start("exit 7")
            #expect(try second.wait() == 7)
            #expect(try first.wait() == 6)
            #expect(Scripts.isIgnored(SIGCHLD))
        }
    }

    @Test func `One whose end somebody else took away is an error, and its group is left alone`() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            let script = "sleep 1000 & echo $! > \(folder.path)/inner; echo $$ > \(folder.path)/it; exec sleep 1000"
            let capture = Task.detached { try Scripts.capture(script) }
            let program = try await folder.process("it")
            let inner = try await folder.process("inner")
            signal(SIGCHLD, SIG_IGN)
            kill(program, SIGKILL)
            let failure = try #require(await #expect(throws: SystemFailure.self) { try await capture.value })
            #expect(failure.errno == .noChildProcess)
            #expect(kill(inner, 0) == 0)
            kill(inner, SIGKILL)
        }
    }

    @Test func `Nor is its group killed when that happens while it is asked to end`() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            let script = """
                sh -c "trap '' TERM; echo \\$\\$ > '\(folder.path)/inner'; exec sleep 1000" &
                trap 'echo $$ > \(folder.path)/heard' TERM
                echo $$ > \(folder.path)/it; while :; do sleep 0.01; done
                """
            let interruption = try CancellationPipe()
            let capture = Task.detached { try Scripts.capture(script, grace: 60_000, interruption) }
            let program = try await folder.process("it")
            let inner = try await folder.process("inner")
            interruption.raise(SIGTERM)
            _ = try await folder.process("heard")
            signal(SIGCHLD, SIG_IGN)
            kill(program, SIGKILL)
            let failure = try #require(await #expect(throws: SystemFailure.self) { try await capture.value })
            #expect(failure.errno == .noChildProcess)
            #expect(kill(inner, 0) == 0)
            kill(inner, SIGKILL)
        }
    }

    @Test func `A program that asks nobody sees broken pipes and the ends of its children as all programs do`() async {
        await #expect(processExitsWith: .success) {
            for number in [SIGCHLD, SIGPIPE] { signal(number, SIG_IGN) }
            let ignored = try Scripts.ignored()
            #expect(ignored.isEmpty)
        }
    }

    @Test func `What our parent made us immune to, a program is immune to as well, and to nothing else`() async {
        await #expect(processExitsWith: .success) {
            for number in [SIGHUP, SIGQUIT] { signal(number, SIG_IGN) }
            for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
            let keys = TerminalSignals.leaveToChild()
            let meanwhile = try Scripts.ignored()
            keys.restore()
            let afterwards = try Scripts.ignored()
            #expect(meanwhile == [SIGHUP, SIGQUIT] && afterwards == meanwhile)
            let immune = try Scripts.capture("kill -HUP $$; kill -QUIT $$; exit 3")
            #expect(immune.ending == .exited(3))
            let captured = try Scripts.capture("kill -INT $$; exit 3")
            #expect(captured.ending == .exited(130))
            let status = try Scripts.start("kill -INT $$; exit 3").wait()
            #expect(status == 130)
        }
    }

    @Test(arguments: [SIGHUP, SIGINT, SIGQUIT, SIGTERM])
    func `Each signal to end that our parent made us immune to is by itself`(number: Int32) async {
        await #expect(processExitsWith: .success) { [number = number as Int32] in
            for other in [SIGHUP, SIGINT, SIGQUIT, SIGTERM] { signal(other, other == number ? SIG_IGN : SIG_DFL) }
            let ignored = try Scripts.ignored()
            #expect(ignored == [number])
        }
    }

    @Test func `What is still to be told of somebody else's child stays so`() async {
        await #expect(processExitsWith: .success) {
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, SIGCHLD)
            pthread_sigmask(SIG_BLOCK, &signals, nil)
            raise(SIGCHLD)
            let captured = try Scripts.capture("exit 3")
            #expect(captured.ending == .exited(3))
            sigpending(&signals)
            #expect(sigismember(&signals, SIGCHLD) == 1)
        }
    }

    @Test func `A program hears signals that our parent had blocked`() async {
        await #expect(processExitsWith: .success) {
            var all = sigset_t()
            sigfillset(&all)
            pthread_sigmask(SIG_BLOCK, &all, nil)
            let captured = try Scripts.capture("kill -USR1 $$; exit 3")
            #expect(captured.ending == .exited(128 + SIGUSR1))
            let status = try Scripts.start("kill -USR1 $$; exit 3").wait()
            #expect(status == 128 + SIGUSR1)
        }
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
    func `Who ends by a signal ends by it, also where it is blocked`(number: Int32) async {
        let ending: ExitTest.Condition = .signal(number)
        await #expect(processExitsWith: ending) { [number = number as Int32] in
            // No file of memory is left where the system would write one.
            #if canImport(Glibc)
                var limit = rlimit()
                setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
            #endif
            var all = sigset_t()
            sigfillset(&all)
            pthread_sigmask(SIG_BLOCK, &all, nil)
            Exit.now(.signal(number))
        }
    }
}

/// Scripts of the POSIX shell as children.
private enum Scripts {
    static let variables = Environment(["PATH": "/usr/bin:/bin"])
    static let out = Array("out\n".utf8)

    static func capture(
        _ script: String, grace: Int64 = 2000, _ interruption: CancellationPipe? = nil
    ) throws -> CapturedProcess {
        try CapturedProcess.run(
            "/bin/sh", words: ["sh", "-c", script], environment: variables,
            limits: CapturedProcess.Limits(output: 1 << 16, milliseconds: 60_000, grace: grace),
            interruption: try interruption ?? CancellationPipe())
    }

    static func start(_ script: String) throws -> ChildProcess {
        try ChildProcess.start("/bin/sh", words: ["sh", "-c", script], environment: variables, streams: .piped)
    }

    /// The signals that a program finds ignored at its start.
    static func ignored() throws -> [Int32] {
        let text = String(
            decoding: try CapturedProcess.run(
                "/bin/sed", words: ["sed", "-n", "s/^SigIgn:[[:blank:]]*//p", "/proc/self/status"],
                environment: variables, limits: CapturedProcess.Limits(output: 1 << 16, milliseconds: 60_000),
                interruption: try CancellationPipe()
            ).output, as: UTF8.self)
        let mask = try #require(UInt64(text.filter { $0 != "\n" }, radix: 16))
        return (Int32(1)...31).filter { mask & 1 << UInt64($0 - 1) != 0 }
    }

    static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        #if canImport(Darwin)
            let handler = action.__sigaction_u.__sa_handler
        #else
            let handler = action.__sigaction_handler.sa_handler
        #endif
        return unsafeBitCast(handler, to: Int.self) == 1
    }
}

extension TemporaryFolder {
    /// The number of a process that wrote it into a file, once it has.
    fileprivate func process(_ name: String) async throws -> pid_t {
        while try text(name)?.hasSuffix("\n") != true { try await Task.sleep(for: .milliseconds(5)) }
        return try #require(pid_t(try text(name)?.filter(\.isNumber) ?? ""))
    }
}
