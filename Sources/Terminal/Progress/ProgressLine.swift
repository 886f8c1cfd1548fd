import Synchronization
package import SystemKit

/// The one line of stderr that says what is waited for: drawn over and over, by whoever began last, and away whenever
/// something else is to be read there.
package final class ProgressLine: Sendable {
    package static let shared = ProgressLine()

    private struct State {
        /// Who draws, the last of them only.
        var owners: [Int] = []
        var nextOwner = 0
        /// How many questions are being asked meanwhile.
        var holds = 0
        /// Where something is on the screen.
        var shown: StandardStream?

        mutating func clear() {
            shown?.write("\r\u{1b}[K")
            shown = nil
        }
    }

    private let state = Mutex(State())

    private init() {}

    /// Whether somebody says what is waited for.
    package var isTaken: Bool { state.withLock { !$0.owners.isEmpty } }

    func begin() -> Int {
        state.withLock { state in
            state.nextOwner += 1
            state.owners.append(state.nextOwner)
            return state.nextOwner
        }
    }

    func end(_ owner: Int) {
        state.withLock { state in
            state.owners.removeAll { $0 == owner }
            state.clear()
        }
    }

    func draw(_ owner: Int, on stream: StandardStream, _ text: (_ columns: Int) -> String) {
        state.withLock { state in
            guard state.owners.last == owner, state.holds == 0 else { return }
            stream.write("\r\(text(stream.columns ?? 79))\u{1b}[K")
            state.shown = stream
        }
    }

    /// Says lines above it.
    package func say(_ lines: String, on stream: StandardStream) { say(Array("\(lines)\n".utf8), on: stream) }

    /// Writes whole lines above it, each with its end.
    package func say(_ lines: [UInt8], on stream: StandardStream) {
        state.withLock { state in
            state.clear()
            stream.write(lines)
        }
    }

    /// Takes it away, for something that writes by itself.
    package func clear() { state.withLock { $0.clear() } }

    /// Takes it away until `release`: a person is asked something.
    package func hold() {
        state.withLock { state in
            state.holds += 1
            state.clear()
        }
    }

    package func release() { state.withLock { $0.holds -= 1 } }
}
