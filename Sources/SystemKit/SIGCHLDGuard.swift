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

/// While one lives, the kernel keeps how a child ended until somebody asks.
///
/// Whoever starts us may have `SIGCHLD` ignored, as some supervisors and shells do. Then nobody can wait for a child, and
/// its number may at once be another process's (POSIX, `waitpid`). What awsx becomes afterwards has it ignored again.
struct SIGCHLDGuard: ~Copyable {
    private struct Standing {
        var holders = 0
        /// To be ignored again after the last.
        var wasIgnored = false
        /// The end of another child is still to be told, where the signal is blocked.
        var wasPending = false
    }

    private static let standing = Mutex(Standing())

    init() {
        Self.standing.withLock { standing in
            standing.holders += 1
            guard standing.holders == 1 else { return }
            standing.wasPending = Self.isPending
            standing.wasIgnored = SignalDisposition.isIgnored(SIGCHLD)
            if standing.wasIgnored { signal(SIGCHLD, SIG_DFL) }
        }
    }

    deinit {
        Self.standing.withLock { standing in
            standing.holders -= 1
            guard standing.holders == 0 else { return }
            if !standing.wasPending, Self.isPending { Self.forgetPending() }
            if standing.wasIgnored { signal(SIGCHLD, SIG_IGN) }
        }
    }

    private static var isPending: Bool {
        var signals = sigset_t()
        unsafe sigpending(&signals)
        return unsafe sigismember(&signals, SIGCHLD) == 1
    }

    /// What awsx becomes would hear of our children once it no longer blocks the signal. To ignore it drops it (POSIX,
    /// `sigaction`).
    private static func forgetPending() {
        let before = signal(SIGCHLD, SIG_IGN)
        _ = signal(SIGCHLD, before)
    }
}

extension ChildProcess {
    /// Waits for a child and lets go of its number: its exit status, or 128 and the number of the signal that ended it.
    ///
    /// - Parameter name: what to call it in a failure: somebody else took its end away.
    static func reap(_ processID: Int32, _ name: String) throws(SystemFailure) -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(processID, &status, 0) < 0 {
            let reason = currentErrno
            if reason != .interrupted { throw SystemFailure("wait for", name, reason) }
        }
        let signal = status & 0x7f
        return signal == 0 ? status >> 8 & 0xff : 128 + signal
    }
}
