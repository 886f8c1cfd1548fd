import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A program under way whose two outputs are collected.
struct RunningCapturedProcess: ~Copyable {
    private let processID: Int32
    private let program: String
    private let kept: SIGCHLDGuard
    private let leadsGroup: Bool
    private let streams: [FileDescriptor]
    private let output: OwnedDescriptor
    private let errors: OwnedDescriptor
    private var collected: [[UInt8]] = [[], []]
    private var isOpen = [true, true]
    /// Bytes that are kept of standard error.
    private static let errorLimit = 16 << 10

    static func start(
        _ program: String, words: [String], environment: Environment, sharesTerminal: Bool
    ) throws(SystemFailure) -> RunningCapturedProcess {
        let kept = SIGCHLDGuard()
        let output = try Pipe.open()
        let errors = try Pipe.open()
        let showsErrors = sharesTerminal && FileDescriptor.standardError.isTerminal
        var hasTerminal = false
        var input = try OwnedDescriptor.open("/dev/null", .readOnly, options: [.closeOnExec])
        if sharesTerminal,
            let terminal = try? OwnedDescriptor.open("/dev/tty", .readWrite, options: [.closeOnExec])
        {
            hasTerminal = true
            // Handed on, since it is closed where what holds it ends.
            if showsErrors { input = terminal }
        }
        var redirections: [(FileDescriptor, Int32)] = [(output.writeEnd.descriptor, 1)]
        if !showsErrors { redirections.append((errors.writeEnd.descriptor, 2)) }
        if !sharesTerminal || !FileDescriptor.standardInput.isTerminal { redirections.append((input.descriptor, 0)) }
        let child = try ChildProcess.spawn(
            program, words.map { Array($0.utf8) }, environment, redirecting: redirections,
            flags: sharesTerminal ? 0 : ChildProcess.sessionFlag, leadsGroup: sharesTerminal && !hasTerminal)
        return RunningCapturedProcess(
            child, program, kept, leadsGroup: !hasTerminal, output.readEnd, errors.readEnd)
    }

    private init(
        _ processID: Int32, _ program: String, _ kept: consuming SIGCHLDGuard, leadsGroup: Bool,
        _ output: consuming OwnedDescriptor, _ errors: consuming OwnedDescriptor
    ) {
        self.processID = processID
        self.program = program
        self.kept = kept
        self.leadsGroup = leadsGroup
        streams = [output.descriptor, errors.descriptor]
        self.output = output
        self.errors = errors
    }

    /// - Throws: if somebody else took its end away; nothing is signalled then, since its number may be another's.
    mutating func collect(
        _ limits: CapturedProcess.Limits, _ interruption: CancellationPipe
    ) throws(SystemFailure) -> CapturedProcess {
        let start = SuspendingClock.now
        var idle: Int64 = 1
        while true {
            let left = limits.milliseconds - (SuspendingClock.now - start).milliseconds
            if left <= 0 {
                try end(by: SIGTERM, limits.grace)
                return result(.tookTooLong)
            }
            // A process that it left behind may hold its streams open: from time to time its own end is looked for.
            let patience = isOpen.contains(true) ? 100 : idle
            idle = min(idle * 2, 50)
            let ready = FileDescriptor.ready(
                streams + [interruption.descriptor], isOpen + [true], within: min(left, patience))
            if ready[2] {
                let signal = interruption.take()
                try end(by: signal, limits.grace)
                return result(.interrupted(signal))
            }
            for stream in 0..<2 where ready[stream] { receive(stream) }
            if collected[0].count > limits.output {
                try end(by: SIGTERM, limits.grace)
                return result(.tooMuchOutput)
            }
            if !ready.contains(true) || !isOpen.contains(true), presence != .running {
                // What ended it may have reached us as well, since we last looked: a key of the terminal goes to both.
                if FileDescriptor.ready([interruption.descriptor], [true], within: 0)[0] { continue }
                let status = try ChildProcess.reap(processID, program)
                if status != 0, FileDescriptor.ready([interruption.descriptor], [true], within: interruption.delay)[0] {
                    return result(.interrupted(interruption.take()))
                }
                return result(.exited(status))
            }
        }
    }

    private mutating func receive(_ stream: Int) {
        guard let chunk = streams[stream].nextChunk() else {
            isOpen[stream] = false
            return
        }
        collected[stream] += chunk
        if stream == 1, collected[1].count > Self.errorLimit {
            collected[1].removeFirst(collected[1].count - Self.errorLimit)
        }
    }

    private func result(_ ending: CapturedProcess.Ending) -> CapturedProcess {
        guard case .exited = ending else { return CapturedProcess(ending: ending, errors: collected[1]) }
        return CapturedProcess(ending: ending, output: collected[0], errors: collected[1])
    }

    /// Asks the program to end, with its group if it leads one, and makes it end when it doesn't.
    ///
    /// A key of the terminal has reached a program that shares our group already.
    private func end(by signal: Int32, _ grace: Int64) throws(SystemFailure) {
        let isKey = signal == SIGINT || signal == SIGQUIT
        if leadsGroup || !isKey {
            send(signal)
            _ = awaitExit(grace)
        } else if !awaitExit(grace / 2) {
            send(SIGTERM)
            _ = awaitExit(grace)
        }
        send(SIGKILL)
        _ = try ChildProcess.reap(processID, program)
    }

    private func send(_ signal: Int32) {
        if presence != .lost { kill(leadsGroup ? -processID : processID, signal) }
    }

    private func awaitExit(_ milliseconds: Int64) -> Bool {
        let start = SuspendingClock.now
        while presence == .running {
            if (SuspendingClock.now - start).milliseconds >= milliseconds { return false }
            usleep(5000)
        }
        return true
    }

    private var presence: ChildPresence { .of(processID) }
}
