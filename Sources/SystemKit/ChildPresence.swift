import SystemPackage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Whether a child is still there, asked without letting go of its number.
enum ChildPresence {
    case running
    /// Its number stays taken until it is reaped.
    case ended
    /// It is no child of ours any more.
    case lost

    static func of(_ processID: Int32) -> ChildPresence {
        var info = unsafe siginfo_t()
        guard unsafe waitid(P_PID, id_t(processID), &info, WEXITED | WNOHANG | WNOWAIT) == 0 else {
            return currentErrno == .noChildProcess ? .lost : .running
        }
        // Nothing is filled in while it runs.
        return unsafe info.si_signo == SIGCHLD ? .ended : .running
    }
}

extension Duration {
    package var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
