import Engine
import Synchronization
import SystemKit
import Wire

/// A clock that stands still but for what is slept on it, and remembers each sleep.
final class HeldClock: Sendable {
    private let state: Mutex<(now: Instant, sleeps: [Int64])>

    init(_ now: String = "2026-11-21T00:00:00Z") {
        state = Mutex((Instant(iso8601: now) ?? Instant(milliseconds: 0), []))
    }

    var sleeps: [Int64] { state.withLock { $0.sleeps } }

    var clock: WallClock {
        WallClock(
            now: { self.state.withLock { $0.now } },
            sleep: { milliseconds in
                try Task.checkCancellation()
                self.state.withLock { state in
                    state.sleeps.append(milliseconds)
                    state.now = Instant(milliseconds: state.now.milliseconds + milliseconds)
                }
            })
    }
}

extension Randomness {
    /// Always the largest number, so that a backoff is its ceiling.
    static let largest = Randomness { [UInt8](repeating: 255, count: $0) }
    /// Always zero.
    static let smallest = Randomness { [UInt8](repeating: 0, count: $0) }
}

extension ServiceClient {
    /// A client on a scripted network, with a clock that is not waited for.
    static func scripted(
        _ transport: any HTTPTransport, clock: HeldClock = HeldClock(), maxAttempts: Int = 3,
        random: Randomness = .largest
    ) -> ServiceClient {
        ServiceClient(
            transport: transport, retry: RetryPolicy(maxAttempts: maxAttempts), clock: clock.clock, random: random,
            version: "9.9")
    }
}

extension HTTPRequest {
    var bodyText: String { String(decoding: body, as: UTF8.self) }
}
