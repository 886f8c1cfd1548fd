#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How a process is to end, as whoever started it sees it.
package enum ProcessEnd: Sendable, Hashable {
    case status(Int32)
    /// By a signal's default action.
    case signal(Int32)

    /// As every program ends whose reader went away (`| head`).
    package static let brokenPipe = ProcessEnd.signal(SIGPIPE)
}
