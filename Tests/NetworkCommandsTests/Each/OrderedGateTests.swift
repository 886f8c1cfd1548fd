import Synchronization
import Testing

@testable import NetworkCommands

struct OrderedGateTests {
    private final class Seen: Sendable {
        private let state = Mutex((now: 0, most: 0, order: [Int]()))

        func came(_ number: Int) {
            state.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
                $0.order.append(number)
            }
        }

        func went() { state.withLock { $0.now -= 1 } }

        var most: Int { state.withLock { $0.most } }
        var order: [Int] { state.withLock { $0.order } }
    }

    private func pass(_ gate: OrderedGate, _ numbers: [Int]) async -> Seen {
        let seen = Seen()
        await withTaskGroup(of: Void.self) { group in
            for number in numbers {
                group.addTask {
                    guard (try? await gate.enter(number)) != nil else { return }
                    seen.came(number)
                    await Task.yield()
                    seen.went()
                    gate.leave()
                }
            }
        }
        return seen
    }

    @Test(arguments: [false, true])
    func `So many pass at a time, and all of them in the end`(isStrict: Bool) async {
        let seen = await pass(OrderedGate(3, isStrict: isStrict), Array(0..<50))
        #expect(seen.most <= 3 && seen.order.sorted() == Array(0..<50))
    }

    @Test func `Where each waits for all before it, they pass in order however they come`() async {
        let numbers = Array(0..<50).shuffled()
        #expect(await pass(OrderedGate(1, isStrict: true), numbers).order == Array(0..<50))
    }

    @Test func `Of those that wait, the smallest passes first`() async throws {
        let gate = OrderedGate(1)
        try await gate.enter(0)
        let seen = Seen()
        var tasks: [Task<Void, any Error>] = []
        for number in [3, 1, 2] {
            tasks.append(
                Task {
                    try await gate.enter(number)
                    seen.came(number)
                    gate.leave()
                })
            try await Task.sleep(for: .milliseconds(50))
        }
        gate.leave()
        for task in tasks { try await task.value }
        #expect(seen.order == [1, 2, 3])
    }

    @Test func `Who is cancelled while waiting has no place, and takes none`() async throws {
        let gate = OrderedGate(1)
        try await gate.enter(0)
        let waiting = Task { try await gate.enter(1) }
        await Task.yield()
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        gate.leave()
        try await gate.enter(2)
        let late = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await gate.enter(3)
        }
        await #expect(throws: CancellationError.self) { try await late.value }
        gate.leave()
    }
}
