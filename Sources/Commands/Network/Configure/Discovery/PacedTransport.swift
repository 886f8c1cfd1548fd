import Engine
import Synchronization
import SystemKit
import Wire

/// A transport that keeps a service's pace: all requests of a discovery, repeated ones too, go through its one bucket.
struct PacedTransport: HTTPTransport {
    private let base: any HTTPTransport
    private let clock: WallClock
    private let pace: SharedPace

    init(base: any HTTPTransport, clock: WallClock) {
        self.base = base
        self.clock = clock
        pace = SharedPace(AdaptiveRateLimiter(at: clock.now()))
    }

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        do {
            while let wait = pace.take(at: clock.now()) { try await clock.sleep(wait) }
        } catch {
            throw TransportFailure(.cancelled, Failure(.interrupted, "cancelled"))
        }
        let sent = clock.now()
        do throws(TransportFailure) {
            let response = try await base.send(request)
            pace.finish(Self.outcome(response), sentAt: sent, at: clock.now())
            return response
        } catch {
            pace.finish(.failed, sentAt: sent, at: clock.now())
            throw error
        }
    }

    private static func outcome(_ response: HTTPResponse) -> AdaptiveRateLimiter.Outcome {
        switch response.status {
        case 429: .throttled(retryAfter: response.headers["retry-after"].flatMap(Int64.init))
        case 500...: .failed
        default: .answered
        }
    }
}

private final class SharedPace: Sendable {
    private let pace: Mutex<AdaptiveRateLimiter>

    init(_ pace: AdaptiveRateLimiter) { self.pace = Mutex(pace) }

    func take(at now: Instant) -> Int64? { pace.withLock { $0.take(at: now) } }

    func finish(_ outcome: AdaptiveRateLimiter.Outcome, sentAt sent: Instant, at now: Instant) {
        pace.withLock { $0.finish(outcome, sentAt: sent, at: now) }
    }
}
