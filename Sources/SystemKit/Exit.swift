import CPlatform

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The end of this process; only the executables use it.
package enum Exit {
    package static func now(_ end: ProcessEnd) -> Never {
        switch end {
        case .status(let status):
            RawModeGuard.giveBack()
            exit(status)
        case .signal(let signal): bySignal(signal)
        }
    }

    /// Ends by a signal's default action, so that whoever started us sees how we ended.
    private static func bySignal(_ signal: Int32) -> Never {
        RawModeGuard.giveBack()
        restoreDefault(signal)
        unblock(signal)
        raise(signal)
        exit(128 + signal)
    }

    private static func restoreDefault(_ number: Int32) { signal(number, SIG_DFL) }

    /// A thread of Dispatch's pool blocks most signals, and whoever started us may have blocked them all.
    private static func unblock(_ number: Int32) {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, number)
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
}
