import CPlatform
import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A program under way that was sent one line; stays on the thread that made it.
final class RunningExchange {
    /// How many descriptors it polls, in this order: standard output, standard error, standard input.
    static let descriptorCount = 3
    /// Milliseconds from the end of its input to TERM, and from there to KILL.
    private static let grace: (term: Int64, kill: Int64) = (200, 1500)

    private(set) var outcome: ProcessExchange.Outcome?
    private let request: ProcessExchange.Request
    private let start = SuspendingClock.now
    private let kept = SIGCHLDGuard()
    private var processID: Int32 = 0
    private var streams: ExchangeStreams?
    private var terminal: TerminalLoan?
    private var stop: (reason: ProcessExchange.Ending, at: Int64, signals: Int)?
    private var idle: Int64 = 1

    init(_ request: ProcessExchange.Request) {
        self.request = request
        do throws(SystemFailure) { try begin() } catch { finish(.failed(error)) }
    }

    private func begin() throws(SystemFailure) {
        let input = try Pipe.open()
        let output = try Pipe.open()
        let errors = try Pipe.open()
        let redirections = [
            (input.readEnd.descriptor, Int32(0)), (output.writeEnd.descriptor, 1), (errors.writeEnd.descriptor, 2),
        ]
        do throws(SystemFailure) {
            processID = try spawn(request.program, request.words, redirections)
        } catch {
            // As shells do with a script that names no interpreter.
            guard error.errno == Errno(rawValue: ENOEXEC) else { throw error }
            processID = try spawn("/bin/sh", ["sh", request.program] + request.words.dropFirst(), redirections)
        }
        if request.hasTerminal { terminal = TerminalLoan(to: processID) }
        streams = ExchangeStreams(
            request, input: input.writeEnd, output: output.readEnd, errors: errors.readEnd)
    }

    private func spawn(
        _ program: String, _ words: [String], _ redirections: [(FileDescriptor, Int32)]
    ) throws(SystemFailure) -> Int32 {
        try ChildProcess.spawn(
            program, words.map { Array($0.utf8) }, request.environment, redirecting: redirections,
            flags: request.hasTerminal ? 0 : ChildProcess.sessionFlag, leadsGroup: request.hasTerminal)
    }

    private var elapsed: Int64 { (SuspendingClock.now - start).milliseconds }

    /// What is waited for.
    var wanted: [pollfd] {
        guard outcome == nil, let streams else { return ExchangeStreams.nothing }
        return streams.wanted
    }

    /// Milliseconds after which `advance` is to be called though nothing happened.
    var patience: Int64 {
        guard outcome == nil, let streams else { return 60_000 }
        let end = stop.map { $0.at + ($0.signals == 0 ? Self.grace.term : Self.grace.kill) } ?? request.deadline
        // What it left behind may hold its streams open: from time to time its own end is looked for.
        return max(0, min(end - elapsed, streams.isOpen ? 50 : idle))
    }

    /// Asks it to stop, and makes it when it doesn't; the first reason counts.
    func stop(_ reason: ProcessExchange.Ending) {
        guard outcome == nil, stop == nil else { return }
        stop = (reason, elapsed, 0)
        streams?.endInput()
    }

    /// - Parameter ready: which of `wanted` have something.
    func advance(_ ready: [Bool]) {
        guard outcome == nil, let streams else { return }
        streams.move(ready)
        if streams.hasTooMuch { stop(.tooMuchOutput) }
        if !streams.isOpen { idle = min(idle * 2, 50) }
        let presence = ChildPresence.of(processID)
        if presence != .running {
            streams.drain()
            if streams.hasTooMuch { stop(.tooMuchOutput) }
            end(presence)
        } else if elapsed >= request.deadline {
            stop(.tookTooLong)
        }
        signalIfDue()
    }

    private func signalIfDue() {
        guard outcome == nil, let due = stop else { return }
        let patience = due.signals == 0 ? Self.grace.term : Self.grace.kill
        guard elapsed - due.at >= patience else { return }
        if ChildPresence.of(processID) != .lost { kill(-processID, due.signals == 0 ? SIGTERM : SIGKILL) }
        stop = (due.reason, elapsed, due.signals + 1)
    }

    private func end(_ presence: ChildPresence) {
        // Its number is its own until it is reaped, and its group's.
        if presence == .ended { kill(-processID, SIGKILL) }
        do throws(SystemFailure) {
            let status = try ChildProcess.reap(processID, request.program)
            finish(stop?.reason ?? .exited(status))
        } catch {
            finish(stop?.reason ?? .failed(error))
        }
    }

    private func finish(_ ending: ProcessExchange.Ending) {
        var output: [UInt8] = []
        if case .exited = ending { output = streams?.output ?? [] }
        streams?.tellRest()
        outcome = ProcessExchange.Outcome(ending: ending, output: output, duration: elapsed)
        terminal = nil
        streams = nil
    }
}
