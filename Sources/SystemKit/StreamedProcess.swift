import Synchronization
import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A program whose outputs are taken while it runs, as one of many: it leads a session of its own, has nothing to read and no
/// terminal to ask at, so that none of them waits for a person, and what it starts ends with it when it is made to end.
package enum StreamedProcess {
    package enum Stream: Int, Sendable {
        case output
        case errors
    }

    /// The groups under way in this process, for whoever must leave at once.
    private static let groups = Mutex<Set<Int32>>([])

    /// Ends all that run, with all that they started, without waiting.
    package static func killAll() {
        for group in groups.withLock({ $0 }) { kill(-group, SIGKILL) }
    }

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - grace: milliseconds from a signal that was raised to KILL; an interrupt has any time.
    ///   - interruption: passes signals on to the program and all that it started; its output is taken until it ends.
    ///   - receive: is given what it writes, piece by piece.
    /// - Returns: its exit status, or 128 and the number of the signal that ended it.
    static func run(
        _ program: String, words: [[UInt8]], environment: Environment, grace: Int64,
        interruption: CancellationPipe, receive: (Stream, [UInt8]) -> Void
    ) throws(SystemFailure) -> Int32 {
        let kept = SIGCHLDGuard()
        defer { extendLifetime(kept) }
        let running = try start(program, words, environment)
        let child = running.child
        groups.withLock { _ = $0.insert(child) }
        take(running, grace, interruption, receive)
        // Its number is another's once it is reaped.
        groups.withLock { _ = $0.remove(child) }
        return try ChildProcess.reap(child, program)
    }

    /// A program under way.
    private struct Running: ~Copyable {
        let child: Int32
        let output: OwnedDescriptor
        let errors: OwnedDescriptor
    }

    /// This process keeps no end that the program writes to, so that its last is the last.
    private static func start(
        _ program: String, _ words: [[UInt8]], _ environment: Environment
    ) throws(SystemFailure) -> Running {
        let output = try Pipe.open()
        let errors = try Pipe.open()
        let null = try OwnedDescriptor.open("/dev/null", .readOnly, options: [.closeOnExec])
        let child = try ChildProcess.spawn(
            program, words, environment,
            redirecting: [
                (null.descriptor, 0), (output.writeEnd.descriptor, 1), (errors.writeEnd.descriptor, 2),
            ], flags: ChildProcess.sessionFlag)
        return Running(child: child, output: output.readEnd, errors: errors.readEnd)
    }

    /// Returns when the program has ended, and what it wrote is taken; what it left behind may write on, to nobody.
    private static func take(
        _ running: borrowing Running, _ grace: Int64, _ interruption: CancellationPipe,
        _ receive: (Stream, [UInt8]) -> Void
    ) {
        let child = running.child
        let streams = [running.output.descriptor, running.errors.descriptor]
        var isOpen = [true, true]
        var idle: Int64 = 1
        var killsAt: SuspendingClock.Instant?
        var isEnding = false
        func wait(_ patience: Int64) -> [Bool] {
            FileDescriptor.ready(streams + [interruption.descriptor], isOpen + [true], within: patience)
        }
        func move(_ ready: [Bool]) {
            for (index, stream) in [Stream.output, .errors].enumerated() where ready[index] {
                if let chunk = streams[index].nextChunk() { receive(stream, chunk) } else { isOpen[index] = false }
            }
        }
        while true {
            // What it left behind may hold its streams open: from time to time its own end is looked for.
            let ready = wait(isOpen.contains(true) ? 50 : idle)
            idle = ready.contains(true) ? 1 : min(idle * 2, 50)
            move(ready)
            if ready[2] {
                let signal = interruption.take()
                isEnding = true
                if ChildPresence.of(child) != .lost { kill(-child, signal) }
                if signal != SIGINT, killsAt == nil { killsAt = .now + .milliseconds(grace) }
            }
            if let due = killsAt, .now >= due, ChildPresence.of(child) != .lost { kill(-child, SIGKILL) }
            // What it left behind may write for ever.
            guard ChildPresence.of(child) != .running else { continue }
            // Its last words, and no more than a pipe holds.
            for _ in 0..<64 where isOpen.contains(true) {
                let rest = wait(0)
                guard rest[0] || rest[1] else { break }
                move(rest)
            }
            // Its number is its group's until it is reaped.
            if isEnding, ChildPresence.of(child) == .ended { kill(-child, SIGKILL) }
            return
        }
    }
}
