#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension StreamedProcess {
    /// Runs a program on a thread that may wait.
    ///
    /// A task that is cancelled passes on the signal by which this process was asked to end, else TERM.
    ///
    /// - Parameters:
    ///   - grace: milliseconds from TERM to KILL; an interrupt is given all the time that it takes.
    ///   - receive: is called on that thread, one piece after the other.
    package static func collect(
        _ program: String, words: [[UInt8]], environment: Environment, grace: Int64,
        receive: @escaping @Sendable (Stream, [UInt8]) -> Void
    ) async throws -> Int32 {
        let interruption = try CancellationPipe()
        return try await interruption.onWaitingThread("awsx.run", raising: SignalWatch.received ?? SIGTERM) {
            try run(
                program, words: words, environment: environment, grace: grace, interruption: interruption,
                receive: receive)
        }
    }
}
