import Engine
import Synchronization
import Testing

/// Prepared answers for one operation of a double; a call beyond them fails the test and says which.
final class ScriptedReplies<Answer: Sendable>: Sendable {
    typealias Step = @Sendable () async throws -> Answer

    private let operation: String
    private let steps: Mutex<[Step]>

    init(_ operation: String, _ steps: [Step]) {
        self.operation = operation
        self.steps = Mutex(steps)
    }

    var stepsLeft: Int { steps.withLock { $0.count } }

    func append(_ step: @escaping Step) { steps.withLock { $0.append(step) } }

    func next(_ request: String) async throws -> Answer {
        guard let step = steps.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else {
            let words = "\(operation)(\(request)) was called, and the test's script has no answer for it"
            Issue.record("\(words)")
            throw Failure(.failed, words)
        }
        return try await step()
    }
}
