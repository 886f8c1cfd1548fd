import Synchronization

/// Lets so many numbers pass at a time, small ones first.
final class OrderedGate: Sendable {
    private struct State {
        var free: Int
        /// The number that passes next, where each waits for all before it.
        var next = 0
        var waiting: [Int: CheckedContinuation<Bool, Never>] = [:]
    }

    private let state: Mutex<State>
    private let isStrict: Bool

    /// - Parameter isStrict: whether a number waits also for smaller ones that have not come yet; each from 0 must come.
    init(_ places: Int, isStrict: Bool = false) {
        state = Mutex(State(free: places))
        self.isStrict = isStrict
    }

    /// Waits for a place.
    ///
    /// - Throws: `CancellationError`; there is no place to leave then.
    func enter(_ number: Int) async throws {
        let isIn = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isLate = state.withLock { state in
                    if !Task.isCancelled { state.waiting[number] = continuation }
                    return Task.isCancelled
                }
                if isLate { continuation.resume(returning: false) } else { admit() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: number) }?.resume(returning: false)
        }
        if !isIn { throw CancellationError() }
    }

    func leave() {
        state.withLock { $0.free += 1 }
        admit()
    }

    private func admit() {
        while true {
            let admitted = state.withLock { state -> CheckedContinuation<Bool, Never>? in
                guard state.free > 0, let number = isStrict ? state.next : state.waiting.keys.min(),
                    let continuation = state.waiting.removeValue(forKey: number)
                else { return nil }
                state.free -= 1
                state.next = number + 1
                return continuation
            }
            guard let admitted else { return }
            admitted.resume(returning: true)
        }
    }
}
