import CPlatform
import Synchronization
import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What happens at a terminal, one thing after the other: keys, another size, a pause, the end.
package final class TerminalEvents: Sendable {
    package enum Event: Sendable, Hashable {
        /// What was typed, at least one byte.
        case typed([UInt8])
        case resized
        /// Somebody asked this process to pause (`kill -TSTP`).
        case stopRequested
        /// This process goes on after a pause: the terminal may look and behave otherwise.
        case continued
        /// Nothing was typed for so long as was asked for.
        case quiet
        /// Work is to be given up.
        case cancelled
        /// The terminal is gone.
        case ended
    }

    private static let cancelMark: UInt8 = 0
    private static let controlD: UInt8 = 4

    private let input: FileDescriptor
    private let wakeRead: FileDescriptor
    private let wakeWrite: FileDescriptor
    /// So many of the next bytes were typed while the terminal still edited lines itself.
    private let typedAhead = Atomic<Int>(0)

    /// - Throws: if there are no descriptors left.
    package init(_ device: TerminalDevice) throws(SystemFailure) {
        input = device.input
        (wakeRead, wakeWrite) = try failing("open", "pipe") { try FileDescriptor.pipe() }
        for end in [wakeRead, wakeWrite] {
            _ = awsx_make_private_and_unblocked(end.rawValue)
        }
        SignalMarks.begin(writingTo: wakeWrite.rawValue)
    }

    deinit {
        SignalMarks.end()
        try? wakeRead.close()
        try? wakeWrite.close()
    }

    /// Makes whoever waits for the next event get `.cancelled`; from any thread.
    package func cancel() { _ = try? wakeWrite.writeAll([Self.cancelMark]) }

    /// Says that the terminal hands over every key from now on.
    ///
    /// A Ctrl-D that was typed before comes as a zero byte then (Linux), and nobody would get out by it.
    package func tookOver() {
        typedAhead.store(Int(awsx_bytes_waiting(input.rawValue)), ordering: .relaxed)
    }

    /// Waits for the next event.
    ///
    /// - Parameter milliseconds: how long; nil waits for ever.
    package func next(within milliseconds: Int32? = nil) -> Event {
        while true {
            var watched = [
                pollfd(fd: input.rawValue, events: Int16(POLLIN), revents: 0),
                pollfd(fd: wakeRead.rawValue, events: Int16(POLLIN), revents: 0),
            ]
            let count = unsafe poll(&watched, 2, milliseconds ?? -1)
            if count == 0 { return .quiet }
            if count < 0 {
                if currentErrno == .interrupted { continue }
                return .ended
            }
            if watched[1].revents != 0, let mark = read(wakeRead, 1)?.first {
                if let event = event(of: mark) { return event }
                continue
            }
            guard watched[0].revents != 0 else { continue }
            // One at a time: what is typed ahead is for whoever reads next.
            guard let bytes = read(input, 1) else { continue }
            return bytes.isEmpty ? .ended : .typed(bytes.map(meant))
        }
    }

    private func meant(_ byte: UInt8) -> UInt8 {
        let left = typedAhead.load(ordering: .relaxed)
        guard left > 0 else { return byte }
        typedAhead.store(left - 1, ordering: .relaxed)
        return byte == 0 ? Self.controlD : byte
    }

    /// Whether something happened already.
    package var isWaiting: Bool {
        var watched = [
            pollfd(fd: input.rawValue, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wakeRead.rawValue, events: Int16(POLLIN), revents: 0),
        ]
        return unsafe poll(&watched, 2, 0) > 0
    }

    private func event(of mark: UInt8) -> Event? {
        switch Int32(mark) {
        case Int32(Self.cancelMark): .cancelled
        case SIGWINCH: .resized
        case SIGTSTP: .stopRequested
        case SIGCONT: .continued
        default: nil
        }
    }

    /// What can be read now; empty at the end, nil if it has to be tried again.
    private func read(_ descriptor: FileDescriptor, _ room: Int) -> [UInt8]? {
        do {
            return try unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                count = try unsafe descriptor.read(into: UnsafeMutableRawBufferPointer(buffer), retryOnInterrupt: false)
            }
        } catch {
            let reason = error as? Errno
            return reason == .interrupted || reason == .wouldBlock ? nil : []
        }
    }

    /// Pauses this process and whatever waits for it, as Ctrl-Z does; returns when it goes on. Does nothing where the
    /// shell ignores that key.
    package func stop() {
        guard SignalMarks.mayStop else { return }
        SignalMarks.withDefaultStop { _ = SignalMarks.pause(by: SIGTSTP) }
        awaitForeground()
        // Whoever asked for the pause draws everything anew anyway.
        while let mark = read(wakeRead, 1)?.first {
            if mark == Self.cancelMark { return cancel() }
        }
    }

    /// Pauses while the terminal is another job's, as reading from it would: its mode isn't ours to change then.
    package func awaitForeground() {
        while case let owner = tcgetpgrp(input.rawValue), owner > 0, owner != getpgrp() {
            guard SignalMarks.pause(by: SIGTTIN) else { return }
        }
    }
}

/// Signals as bytes in a pipe, which is all that a handler may do.
private enum SignalMarks {
    private static let target = Atomic<Int32>(-1)
    private static let stopIsIgnored = Atomic<Bool>(false)
    private static let continued = Atomic<Int>(0)

    /// How often this process went on after a pause.
    private static var continuations: Int { continued.load(ordering: .sequentiallyConsistent) }

    static var mayStop: Bool { !stopIsIgnored.load(ordering: .relaxed) }

    static func begin(writingTo descriptor: Int32) {
        target.store(descriptor, ordering: .sequentiallyConsistent)
        for number in [SIGWINCH, SIGCONT] { signal(number, mark) }
        // Where the shell ignores it (a command substitution), so do we.
        let before = signal(SIGTSTP, SIG_IGN)
        let isIgnored = unsafe unsafeBitCast(before, to: Int.self) == 1
        stopIsIgnored.store(isIgnored, ordering: .relaxed)
        if !isIgnored { signal(SIGTSTP, mark) }
    }

    static func end() {
        for number in [SIGWINCH, SIGCONT] { signal(number, SIG_DFL) }
        if mayStop { signal(SIGTSTP, SIG_DFL) }
        target.store(-1, ordering: .sequentiallyConsistent)
    }

    /// Stops all processes of the job, and returns once they go on; false if nobody stopped.
    static func pause(by number: Int32) -> Bool {
        let before = continuations
        _ = kill(0, number)
        // Another thread may be the one that the signal stops us by, and until it does so this one must not take the
        // terminal again. A job that nobody could continue isn't stopped at all.
        for _ in 0..<100 where continuations == before { usleep(10_000) }
        return continuations != before
    }

    static func withDefaultStop(_ body: () -> Void) {
        signal(SIGTSTP, SIG_DFL)
        body()
        signal(SIGTSTP, mark)
    }

    private static let mark: @convention(c) (Int32) -> Void = { number in
        if number == SIGCONT { continued.add(1, ordering: .sequentiallyConsistent) }
        let descriptor = target.load(ordering: .relaxed)
        guard descriptor >= 0 else { return }
        let before = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = unsafe write(descriptor, &byte, 1)
        errno = before
    }
}
