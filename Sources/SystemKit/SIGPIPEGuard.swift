import CPlatform

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// While it lives, a write of this thread to a reader that is gone is an error and no signal. The disposition of
/// `SIGPIPE` stays as it is, since a command that awsx becomes would inherit it.
struct SIGPIPEGuard: ~Copyable {
    private let maskBefore: sigset_t
    private let wasPending: Bool

    init() {
        wasPending = Self.isPending
        var mask = sigset_t()
        var blocked = Self.brokenPipe
        unsafe pthread_sigmask(SIG_BLOCK, &blocked, &mask)
        maskBefore = mask
    }

    deinit {
        if !wasPending, Self.isPending {
            var signals = Self.brokenPipe
            var number: Int32 = 0
            unsafe sigwait(&signals, &number)
        }
        var mask = maskBefore
        unsafe pthread_sigmask(SIG_SETMASK, &mask, nil)
    }

    private static var brokenPipe: sigset_t {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGPIPE)
        return signals
    }

    private static var isPending: Bool {
        var signals = sigset_t()
        unsafe sigpending(&signals)
        return unsafe sigismember(&signals, SIGPIPE) == 1
    }
}
