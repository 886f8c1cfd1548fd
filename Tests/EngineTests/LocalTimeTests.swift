import Engine
import SystemKit
import TestSupport
import Testing

/// Times as people at one place read them.
struct LocalTimeTests {
    private func time(_ now: String, hoursEast: Int64 = 0) -> LocalTime {
        let instant = Instant(iso8601: now)
        return LocalTime(
            WallClock(
                now: { instant ?? Instant(seconds: 0) }, sleep: { _ in }, secondsEastOfUTC: { _ in hoursEast * 3600 }))
    }

    /// The present, how far the clocks are ahead, an end, and what is said of it.
    @Test(
        arguments: [
            ("2026-11-28T05:07:30Z", 0, "2026-11-28T06:07:00Z", "until 06:07 (59m left)"),
            ("2026-11-28T05:07:30Z", 9, "2026-11-28T06:07:00Z", "until 15:07 (59m left)"),
            ("2026-11-28T05:07:30Z", -8, "2026-11-28T06:07:00Z", "until 22:07 (59m left)"),
            ("2026-11-28T23:30:00Z", 0, "2026-11-29T00:30:00Z", "until 2026-11-29 00:30 (1h00m left)"),
            ("2026-11-28T23:30:00Z", 1, "2026-11-29T00:30:00Z", "until 01:30 (1h00m left)"),
            ("2026-11-28T14:30:00Z", 9, "2026-11-28T15:30:00Z", "until 2026-11-29 00:30 (1h00m left)"),
            ("2026-11-28T05:07:00Z", 0, "2099-01-01T00:00:00Z", "until 2099-01-01 00:00 (26331d18h left)"),
            ("2026-11-28T05:07:00Z", 0, "2026-11-28T05:07:00Z", "expired 05:07 (0s ago)"),
            ("2026-11-28T05:07:00Z", 0, "2026-11-27T04:07:00Z", "expired 2026-11-27 04:07 (1d1h ago)"),
        ] as [(String, Int64, String, String)])
    func `An end is told on the clock of the place, with its date on another day`(
        now: String, hoursEast: Int64, end: String, said: String
    ) throws {
        #expect(time(now, hoursEast: hoursEast).span(to: try #require(Instant(iso8601: end))) == said)
    }

    @Test func `The ends of time can be told`() {
        for instant in [Instant(milliseconds: .min), Instant(milliseconds: .max)] {
            #expect(!time("2026-11-28T05:07:30Z", hoursEast: 14).span(to: instant).isEmpty)
        }
    }
}
