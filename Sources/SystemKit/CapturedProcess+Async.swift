#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension CapturedProcess {
    /// Milliseconds from a key of the terminal to the cancelled task, at most: signals are heard by a thread of Dispatch.
    private static let delay: Int64 = 200

    /// Runs a program on a thread that may wait; a cancelled task ends it.
    package static func collect(
        _ program: String, words: [String], environment: Environment, limits: Limits
    ) async throws -> CapturedProcess {
        let interruption = try CancellationPipe(delay: delay)
        return try await interruption.onWaitingThread("awsx.process", raising: SIGTERM) {
            try run(
                program, words: words, environment: environment, limits: limits, interruption: interruption)
        }
    }
}
