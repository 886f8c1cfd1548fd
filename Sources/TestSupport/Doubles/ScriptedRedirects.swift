package import Engine
import Synchronization
import SystemKit

/// A redirect listener of prepared answers; it opens no port.
package final class ScriptedRedirects: RedirectListenerFactory {
    private let answers = ScriptedReplies<RedirectAnswer>("redirect", [])
    private let standing = Mutex<(states: [String], ports: [Int?], closed: Int)>(([], [], 0))

    package init() {}

    /// The `state` of each listener so far.
    package var states: [String] { standing.withLock { $0.states } }
    /// The port that each listener was asked to take.
    package var ports: [Int?] { standing.withLock { $0.ports } }
    /// How many listeners were closed.
    package var closed: Int { standing.withLock { $0.closed } }

    package func onAnswer(_ step: @escaping @Sendable () async throws -> RedirectAnswer) { answers.append(step) }

    package func listen(port: Int?, state: String) async throws -> any RedirectListening {
        standing.withLock {
            $0.states.append(state)
            $0.ports.append(port)
        }
        return Listener(redirectURI: "http://127.0.0.1:\(port ?? 43_210)/oauth/callback", service: self)
    }

    private struct Listener: RedirectListening {
        let redirectURI: String
        let service: ScriptedRedirects

        func answer(withinMilliseconds deadline: Int64, clock: WallClock) async throws -> RedirectAnswer {
            try await service.answers.next("")
        }

        func close() async { service.standing.withLock { $0.closed += 1 } }
    }
}
