import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Keeps a terminal's mode while it is changed, and gives it back on every way out: at the end of this value, at
/// `Exit`, at a crash and at every signal that ends a process. Nothing but SIGKILL ends us without.
///
/// One at a time: a terminal has one mode.
package struct RawModeGuard: ~Copyable {
    private let descriptor: Int32
    private let before: TerminalMode

    /// - Parameter farewell: bytes that undo what is shown, such as an alternate screen; ASCII.
    /// - Returns: nil if the descriptor is no terminal.
    package init?(_ descriptor: Int32, farewell: StaticString = "") {
        guard let before = TerminalMode.current(of: descriptor) else { return nil }
        self.descriptor = descriptor
        self.before = before
        Keeping.begin(descriptor, before, farewell)
    }

    deinit { Keeping.giveBack() }

    package func enterRawMode() { before.raw.apply(to: descriptor) }

    /// The mode of before, for a pause.
    package func leaveRawMode() { before.apply(to: descriptor) }

    /// What `Exit` does first.
    static func giveBack() { Keeping.giveBack() }
}

/// What a signal handler can reach: memory that was allocated before, and a number that says whether it counts.
private enum Keeping {
    // Written before `kept` says so, read only while it does.
    nonisolated(unsafe) private static let mode = UnsafeMutablePointer<TerminalMode>.allocate(capacity: 1)
    nonisolated(unsafe) private static let farewell = UnsafeMutablePointer<StaticString>.allocate(capacity: 1)
    /// The terminal's descriptor plus one; 0 while nothing is kept.
    private static let kept = Atomic<Int32>(0)
    /// What ends a process by itself; Ctrl-C, TERM and HUP are `SignalWatch`'s.
    private static let ends = [
        SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS, SIGQUIT, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1,
        SIGUSR2,
        SIGXCPU, SIGXFSZ,
    ]

    static func begin(_ descriptor: Int32, _ before: TerminalMode, _ text: StaticString) {
        unsafe mode.initialize(to: before)
        unsafe farewell.initialize(to: text)
        kept.store(descriptor + 1, ordering: .sequentiallyConsistent)
        for number in ends where !SignalDisposition.isIgnored(number) {
            signal(number) { number in
                Keeping.giveBack()
                signal(number, SIG_DFL)
                raise(number)
            }
        }
    }

    /// Only calls that a signal handler may make.
    static func giveBack() {
        let number = kept.exchange(0, ordering: .sequentiallyConsistent)
        guard number > 0 else { return }
        let text = unsafe farewell.pointee
        if text.utf8CodeUnitCount > 0 { _ = unsafe write(number - 1, text.utf8Start, text.utf8CodeUnitCount) }
        unsafe mode.pointee.apply(to: number - 1)
    }
}
