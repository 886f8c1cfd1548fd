import Dispatch

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
        return try await withTaskCancellationHandler {
            let outcome = await withCheckedContinuation { continuation in
                DispatchQueue(label: "awsx.exchange").async {
                    continuation.resume(returning: run([request], interruption: interruption)[0])
                }
            }
            try Task.checkCancellation()
            return outcome
        } onCancel: {
            interruption.raise(SIGTERM)
        }
    }
}
