#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension ProcessExchange {
    /// Runs one on a thread that may wait; a cancelled task ends it.
    package static func collect(_ request: Request) async throws -> Outcome {
        let interruption = try CancellationPipe()
        let outcome = try await interruption.onWaitingThread("awsx.exchange", raising: SIGTERM) {
            run([request], interruption: interruption)[0]
        }
        try Task.checkCancellation()
        return outcome
    }
}
