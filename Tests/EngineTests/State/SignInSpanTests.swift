import Engine
import SystemKit
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

    @Test func `What was learnt is of the next sign-in, too`() {
        var span = span([("r", 7 * Self.hour), ("x", 8 * Self.hour + 1)])
        let again = Self.start.advanced(bySeconds: 100_000)
        span.signIn(at: again)
        #expect(span.expectedEnd == again.advanced(bySeconds: 8 * Self.hour))
    }
}
