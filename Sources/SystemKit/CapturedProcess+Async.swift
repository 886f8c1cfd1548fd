import Dispatch

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension CapturedProcess {
    /// Runs a program on a thread that may wait; a cancelled task ends it.
    package static func collect(
        _ program: String, words: [String], environment: Environment, limits: Limits
    ) async throws -> CapturedProcess {
        let interruption = try Interruption()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue(label: "awsx.process").async {
                    continuation.resume(
                        with: Result {
                            try run(
                                program, words: words, environment: environment, limits: limits,
                                interruption: interruption)
                        })
                }
            }
        } onCancel: {
            interruption.raise(SIGTERM)
        }
    }
}
