import Engine
import SystemKit
import TestSupport
import Testing

struct TimeLeftTests {
    @Test(
        arguments: [
            (-5, "0s"), (0, "0s"), (1, "1s"), (59, "59s"), (60, "1m"), (119, "1m"), (3599, "59m"), (3600, "1h00m"),
            (3660, "1h01m"), (11_100, "3h05m"), (86_399, "23h59m"), (86_400, "1d0h"), (187_200, "2d4h"),
            (946_080_000, "10950d0h"), (.min, "0s"),
        ] as [(Int64, String)])
    func `Spans are written as people read them, rounded down`(seconds: Int64, text: String) {
        #expect(TimeLeft(seconds: seconds).text == text)
    }

    @Test(
        arguments: [
            ("90", 90), ("0", 0), ("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86_400), ("1h30m", 5400),
            ("1d2h3m4s", 93_784), ("0s", 0), ("1m1m", 120), ("1000000000s", 1_000_000_000), ("007m", 420),
            ("1000000000", 1_000_000_000),
        ] as [(String, Int64)])
    func `Spans are read`(text: String, seconds: Int64) {
        #expect(TimeLeft(parsing: text)?.seconds == seconds)
    }

    @Test(arguments: [
        "", "m", "1x", "-5", "+5", "1.5h", "5 m", " 5", "1h30", "h1", "1hh", "９s", "1e3", "1000000001", "1000000001s",
        "s", "1m2", "m1", "15M", "15m ", "١m",
        "99999999999999999999", "99999999999999999999d",
    ])
    func `Anything else is no span`(text: String) {
        #expect(TimeLeft(parsing: text) == nil)
    }

    @Test func `From one instant to another`() {
        let now = Instant(seconds: 100)
        #expect(TimeLeft(until: Instant(milliseconds: 159_999), from: now).text == "59s")
        #expect(TimeLeft(until: Instant(seconds: 50), from: now).seconds == -50)
    }
}
