import Dispatch

extension CancellationPipe {
    /// Does what waits for a child on a thread that may wait; a cancelled task raises a signal here.
    ///
    /// - Parameters:
    ///   - label: of the thread's queue.
    ///   - signal: asked for when the task is cancelled.
    func onWaitingThread<Result: Sendable>(
        _ label: String, raising signal: @autoclosure @escaping @Sendable () -> Int32,
        _ body: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue(label: label).async { continuation.resume(with: Swift.Result { try body() }) }
            }
        } onCancel: {
            raise(signal())
        }
    }
}
