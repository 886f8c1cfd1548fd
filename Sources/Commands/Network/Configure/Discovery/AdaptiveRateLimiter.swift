import SystemKit

/// How fast one service may be asked: one token bucket for all workers, whose rate is found out as it goes.
///
/// The rate doubles every second until 429 come close together: the service's own bucket is empty. Then nothing at all is
/// sent for as long as the service asks, what would have been sent meanwhile is made up for after, and the rate is a
/// tenth less. With every second that goes well it grows again, a little at first. One 429 alone is no news of the rate:
/// some services throw them at random, and its own call waits as it is asked to.
struct AdaptiveRateLimiter: Sendable, Hashable {
    /// Requests in flight at most.
    static let mostInFlight = 16
    /// Requests a second.
    private static let rates = 0.5...200.0
    /// Milliseconds of a span, and the answers it should have unless it gets three times as long.
    private static let span: (length: Int64, answers: Int) = (1000, 10)
    /// What the rate is multiplied by when the service's bucket is empty.
    private static let drop = 0.9
    /// Of how many answers two must be 429 for that.
    private static let memory = 6
    /// Milliseconds that 429 without `Retry-After` stop everything.
    private static let pauseUnasked: Int64 = 500

    private var rate = 10.0
    private var isSearching = true
    private var goodSpans = 0
    private var credit = 1.0
    private var creditAt: Instant
    /// In milliseconds of the clock.
    private var pause: Range<Int64>?
    /// When the present span began, and how many answers came in it.
    private var spanAt: Instant
    private var answers = 0
    /// Of the last answers, which were 429.
    private var recent: [Bool] = []
    private var inFlight = 0
    /// Of answers, in milliseconds, smoothed.
    private var latency = 50.0

    init(at now: Instant) {
        creditAt = now
        spanAt = now
    }

    /// Takes the right to send one request.
    ///
    /// - Returns: nil if it may be sent now, else the milliseconds after which to ask again.
    mutating func take(at now: Instant) -> Int64? {
        refill(at: now)
        if let pause, pause.contains(now.milliseconds) { return pause.upperBound - now.milliseconds }
        if inFlight >= limit { return 5 }
        if credit < 1 { return max(1, Int64(((1 - credit) / rate * 1000).rounded(.up))) }
        credit -= 1
        inFlight += 1
        return nil
    }

    /// As many in flight as the rate and the answers' time ask for (Little's law), and a half more.
    private var limit: Int {
        min(Self.mostInFlight, max(2, Int((rate * latency / 1000 * 1.5).rounded(.up)) + 1))
    }

    /// What came of a request.
    enum Outcome: Sendable, Hashable {
        case answered
        /// 429, with the seconds that the service asks to wait, if it does.
        case throttled(retryAfter: Int64?)
        /// No answer, or a failure of the service.
        case failed
    }

    mutating func finish(_ outcome: Outcome, sentAt sent: Instant, at now: Instant) {
        inFlight = max(0, inFlight - 1)
        refill(at: now)
        switch outcome {
        case .answered, .failed:
            note(isRefusal: false)
            if outcome == .answered {
                latency += 0.1 * (Double(max(0, now.milliseconds - sent.milliseconds)) - latency)
            }
        case .throttled(let retryAfter):
            // What was sent before the last pause is no news.
            guard pause.map({ sent.milliseconds >= $0.upperBound }) ?? true else { break }
            note(isRefusal: true)
            if recent.filter(\.self).count >= 2 { stop(for: retryAfter, at: now) }
        }
        answers += 1
        endSpan(at: now)
    }

    private mutating func note(isRefusal: Bool) { recent = recent.suffix(Self.memory - 1) + [isRefusal] }

    private mutating func stop(for retryAfter: Int64?, at now: Instant) {
        let asked = min(max(0, retryAfter ?? 0), 60) * 1000
        let length = asked > 0 ? asked : Self.pauseUnasked
        pause = now.milliseconds..<(now.milliseconds + length)
        recent = []
        setRate(rate * Self.drop)
        isSearching = false
        goodSpans = 0
        spanAt = Instant(milliseconds: now.milliseconds + length)
        answers = 0
    }

    /// The rate grows with a span in which nothing stopped it.
    private mutating func endSpan(at now: Instant) {
        let length = now.milliseconds - spanAt.milliseconds
        guard length >= Self.span.length, answers >= Self.span.answers || length >= 3 * Self.span.length else { return }
        goodSpans += 1
        setRate(rate * (isSearching ? 2 : 1 + 0.03 * Double(min(goodSpans, 10))))
        spanAt = now
        answers = 0
    }

    private mutating func setRate(_ rate: Double) {
        self.rate = min(Self.rates.upperBound, max(Self.rates.lowerBound, rate))
    }

    /// A second's worth can be saved up.
    private mutating func refill(at now: Instant) {
        // The clock was set back.
        if now < creditAt, spanAt > now { spanAt = now }
        let seconds = max(0, Double(now.milliseconds - creditAt.milliseconds) / 1000)
        credit = min(max(1, rate), credit + seconds * rate)
        creditAt = now
    }
}
