import Engine
import SystemKit
import TestSupport
import Testing

/// What is learnt of how long sign-ins last.
struct SignInSpanTests {
    private static let hour: Int64 = 3600
    private static let start = Instant(seconds: 1_000_000)

    private func span(_ events: [(Character, Int64)]) -> SignInSpan {
        var span = SignInSpan(signedInAt: Self.start)
        for (event, seconds) in events {
            let at = Self.start.advanced(bySeconds: seconds)
            switch event {
            case "r": span.renewed(at: at)
            case "x": span.refused(at: at)
            default: span.signIn(at: at)
            }
        }
        return span
    }

    /// Events (r renewed, x refused) at seconds after the sign-in, and when the end is expected.
    static let histories: [(events: [(Character, Int64)], expected: Int64?)] = [
        ([], nil), ([("r", 3500), ("r", 7100)], nil), ([("x", 8 * hour + 30)], nil),
        ([("r", 7 * hour), ("x", 8 * hour + 30)], 8 * hour), ([("r", 7 * hour), ("x", 11 * hour)], 8 * hour),
        ([("r", 11 * hour), ("x", 13 * hour)], 12 * hour), ([("r", 9 * hour), ("x", 9 * hour + 600)], 9 * hour),
        ([("r", 7 * hour), ("x", 9 * hour), ("r", 10 * hour)], nil),
        ([("r", 7 * hour), ("x", 9 * hour), ("x", 8 * hour + 60)], 8 * hour),
        ([("r", 11 * hour), ("x", 2 * hour + 1)], nil), ([("x", 0)], nil), ([("x", -5)], nil),
    ]

    @Test(arguments: histories)
    func `The end is expected as early as what was seen allows`(
        history: (events: [(Character, Int64)], expected: Int64?)
    ) {
        #expect(span(history.events).expectedEnd == history.expected.map { Self.start.advanced(bySeconds: $0) })
    }

    /// Seconds before the expected end, the mark, and the seconds before the end at which it changes.
    @Test(
        arguments: [
            (4 * hour, "", 2 * hour), (2 * hour, "login by 21:46", 0), (1, "login by 21:46", 0),
            (0, "login due", nil), (-hour, "login due", nil),
        ] as [(Int64, String, Int64?)])
    func `A prompt's mark begins two hours before the end`(left: Int64, mark: String, changes: Int64?) {
        let span = span([("r", 7 * Self.hour), ("x", 8 * Self.hour + 30)])
        let end = Self.start.advanced(bySeconds: 8 * Self.hour)
        let shown = span.mark(at: LocalTime(ManualClock(end.advanced(bySeconds: -left).iso8601).clock))
        #expect(shown.text == mark && shown.changes == changes.map { end.advanced(bySeconds: -$0) })
    }

    @Test func `Without an expected end there is no mark`() {
        let shown = span([]).mark(at: LocalTime(ManualClock().clock))
        #expect(shown.text.isEmpty && shown.changes == nil)
    }

    @Test func `What was learnt is of the next sign-in, too`() {
        var span = span([("r", 7 * Self.hour), ("x", 8 * Self.hour + 1)])
        let again = Self.start.advanced(bySeconds: 100_000)
        span.signIn(at: again)
        #expect(span.expectedEnd == again.advanced(bySeconds: 8 * Self.hour))
    }
}
