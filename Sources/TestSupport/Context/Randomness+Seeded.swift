import Synchronization
package import SystemKit

extension Randomness {
    /// Bytes that are the same in every run (SplitMix64).
    package static func seeded(_ seed: UInt64) -> Randomness {
        let source = SeededGenerator(seed)
        return Randomness { count in (0..<count).map { _ in UInt8(truncatingIfNeeded: source.next() >> 32) } }
    }
}

/// Numbers that follow from a seed, for generated test data.
package final class SeededGenerator: Sendable {
    private let state: Mutex<UInt64>

    package init(_ seed: UInt64) { state = Mutex(seed) }

    package func next() -> UInt64 {
        state.withLock { state in
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
            return mixed ^ mixed >> 31
        }
    }

    /// A number under a bound.
    package func number(under bound: Int) -> Int { Int(next() % UInt64(bound)) }

    package func pick<Element>(_ choices: [Element]) -> Element { choices[number(under: choices.count)] }
}
