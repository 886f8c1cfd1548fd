import Engine
import SystemKit
import TestSupport
import Testing

@testable import NetworkCommands

@Suite struct `The pace of requests` {
    /// A service that lets so many requests through in a second, saves up one second's worth, and answers 429 with
    /// `Retry-After: 1` to more; some answers fail by chance.
    private struct Service {
        let perSecond: Double
        var throttlesByChance = 0.0
        var failsByChance = 0.0
        var latency: Int64 = 20
        var workers = 24
    }

    private struct Run {
        /// Milliseconds until all was answered.
        var length: Int64 = 0
        var requests = 0
        var refused = 0
        var mostInFlight = 0
    }

    private struct Flight {
        let sent: Int64
        let attempt: Int
        let outcome: AdaptiveRateLimiter.Outcome
    }

    /// Lets workers ask for so many answers, millisecond by millisecond.
    private func run(_ service: Service, answers wanted: Int, seed: UInt64 = 1) -> Run {
        let random = Randomness.seeded(seed)
        var run = Run()
        var pace = AdaptiveRateLimiter(at: Instant(milliseconds: 0))
        var credit = service.perSecond
        var flights: [Flight] = []
        var repeats: [(at: Int64, attempt: Int)] = []
        var fresh = wanted
        var answered = 0
        var now: Int64 = 0
        while answered < wanted, now < 3_600_000 {
            let instant = Instant(milliseconds: now)
            credit = min(service.perSecond, credit + service.perSecond / 1000)
            for flight in flights where flight.sent + service.latency <= now {
                pace.finish(flight.outcome, sentAt: Instant(milliseconds: flight.sent), at: instant)
                switch flight.outcome {
                case .answered: answered += 1
                case .throttled:
                    repeats.append((now + 1000 + Int64(random.fraction() * 1000), flight.attempt + 1))
                case .failed: repeats.append((now + Int64(random.fraction() * 1000), flight.attempt + 1))
                }
            }
            flights.removeAll { $0.sent + service.latency <= now }
            while flights.count + repeats.count < service.workers || repeats.contains(where: { $0.at <= now }) {
                let position = repeats.firstIndex { $0.at <= now }
                guard position != nil || fresh > 0, pace.take(at: instant) == nil else { break }
                let attempt = position.map { repeats.remove(at: $0).attempt } ?? 1
                if position == nil { fresh -= 1 }
                run.requests += 1
                var outcome = AdaptiveRateLimiter.Outcome.answered
                if credit < 1 {
                    outcome = .throttled(retryAfter: 1)
                } else {
                    credit -= 1
                    if random.fraction() < service.throttlesByChance { outcome = .throttled(retryAfter: 1) }
                    if random.fraction() < service.failsByChance { outcome = .failed }
                }
                if case .throttled = outcome { run.refused += 1 }
                flights.append(Flight(sent: now, attempt: attempt, outcome: outcome))
                run.mostInFlight = max(run.mostInFlight, flights.count)
            }
            now += 1
        }
        run.length = now
        return run
    }

    /// What the limit alone allows: the first second's worth is there at once.
    private func least(_ answers: Int, _ perSecond: Double) -> Double {
        (Double(answers) - perSecond) / perSecond * 1000
    }

    @Test(arguments: [(20.0, 20), (20, 5), (20, 100), (5, 50), (40, 20)] as [(Double, Int64)])
    func `a service's own limit is used to a tenth, with few refusals`(perSecond: Double, latency: Int64) {
        let run = run(Service(perSecond: perSecond, latency: latency), answers: 2000)
        #expect(Double(run.length) <= least(2000, perSecond) * 1.1, "\(run)")
        #expect(run.refused <= 400, "\(run)")
        #expect(run.mostInFlight <= AdaptiveRateLimiter.mostInFlight)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `refusals and failures by chance cost less than a half more`(seed: UInt64) {
        for (throttles, fails) in [(0.025, 0.025), (0.05, 0.05), (0.05, 0), (0, 0.05)] {
            let service = Service(perSecond: 20, throttlesByChance: throttles, failsByChance: fails)
            let run = run(service, answers: 1010, seed: seed)
            #expect(Double(run.length) <= least(1010, 20) * 1.5, "\(throttles) \(fails): \(run)")
        }
    }

    @Test func `a service without limit is asked faster and faster`() {
        let run = run(Service(perSecond: 100_000), answers: 1010)
        #expect(run.length < 15_000, "\(run)")
        #expect(run.refused == 0)
    }

    @Test func `nothing is sent while the service asks to wait, once it is sure`() {
        func at(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }
        var pace = AdaptiveRateLimiter(at: at(0))
        #expect(pace.take(at: at(0)) == nil)
        pace.finish(.throttled(retryAfter: 7), sentAt: at(0), at: at(30))
        #expect(pace.take(at: at(300)) == nil, "one alone stops its own call only")
        pace.finish(.throttled(retryAfter: 7), sentAt: at(300), at: at(330))
        #expect(pace.take(at: at(331)) == 6999)
        #expect(pace.take(at: at(7329)) == 1)
        #expect(pace.take(at: at(7330)) == nil)
    }

    private func at(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

    @Test func `a refusal of what was sent before a pause is no news, then or after it`() {
        var pace = AdaptiveRateLimiter(at: at(0))
        for _ in 0..<2 { pace.finish(.throttled(retryAfter: 2), sentAt: at(0), at: at(10)) }
        #expect(pace.take(at: at(10)) == 2000)
        for _ in 0..<4 { pace.finish(.throttled(retryAfter: 60), sentAt: at(5), at: at(1500)) }
        #expect(pace.take(at: at(1500)) == 510, "the pause is as long as before")
        #expect(pace.take(at: at(2010)) == nil)
        for _ in 0..<4 { pace.finish(.throttled(retryAfter: 60), sentAt: at(9), at: at(2011)) }
        pace.finish(.throttled(retryAfter: 60), sentAt: at(2010), at: at(2040))
        #expect(pace.take(at: at(2400)) == nil, "one refusal since the pause is one alone")
        pace.finish(.throttled(retryAfter: 60), sentAt: at(2400), at: at(2430))
        #expect(pace.take(at: at(2430)) == 60_000)
    }

    @Test func `the pace grows after a clock was set back as it does otherwise`() {
        func sent(from start: Int64, setBackTo: Int64?) -> Int {
            var pace = AdaptiveRateLimiter(at: at(start))
            #expect(pace.take(at: at(start)) == nil)
            pace.finish(.answered, sentAt: at(start), at: at(start))
            var count = 0
            let begin = setBackTo ?? start
            for now in begin..<(begin + 5000) {
                while pace.take(at: at(now)) == nil {
                    count += 1
                    pace.finish(.answered, sentAt: at(now), at: at(now))
                }
            }
            return count
        }
        let usual = sent(from: 10_000_000, setBackTo: nil)
        #expect(usual > 200)
        #expect(sent(from: 10_000_000, setBackTo: 1_000_000) >= usual - 1)
    }

    @Test func `a clock that is set back stops nothing for long`() {
        var pace = AdaptiveRateLimiter(at: Instant(milliseconds: 1_000_000))
        #expect(pace.take(at: Instant(milliseconds: 1_000_000)) == nil)
        for _ in 0..<2 {
            pace.finish(
                .throttled(retryAfter: 60), sentAt: Instant(milliseconds: 1_000_000),
                at: Instant(milliseconds: 1_000_000))
        }
        let wait = pace.take(at: Instant(milliseconds: 0)) ?? 0
        #expect(wait <= 1000, "\(wait)")
    }
}
