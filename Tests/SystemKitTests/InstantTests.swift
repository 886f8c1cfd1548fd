import SystemKit
import TestSupport
import Testing

struct InstantTests {
    @Test(arguments: [
        (0, 0), (999, 0), (1000, 1), (1999, 1), (-1, -1), (-999, -1), (-1000, -1), (-1001, -2),
        (Int64.max, Int64.max / 1000), (Int64.min, Int64.min / 1000 - 1),
    ])
    func `Seconds are rounded down on both sides of 1970`(milliseconds: Int64, seconds: Int64) {
        #expect(Instant(milliseconds: milliseconds).seconds == seconds)
    }

    @Test(
        arguments: [
            (5000, 3000, 2), (5999, 3000, 2), (3000, 5000, -2), (3000, 5001, -3), (0, 0, 0), (0, 1, -1),
        ] as [(Int64, Int64, Int64)])
    func `The span between instants is rounded down`(later: Int64, earlier: Int64, seconds: Int64) {
        #expect(Instant(milliseconds: later).seconds(since: Instant(milliseconds: earlier)) == seconds)
    }

    @Test(arguments: [Int64.min, Int64.min + 1, -1, 0, 1, Int64.max - 1, Int64.max])
    func `No instant traps, however far away`(milliseconds: Int64) {
        let instant = Instant(milliseconds: milliseconds)
        for other in [Int64.min, -1, 0, 1, Int64.max].map(Instant.init(milliseconds:)) {
            let span = instant.seconds(since: other)
            #expect(-span == 0 - span)
            #expect((span < 0) == (instant < other))
        }
        #expect(instant.advanced(bySeconds: .max) >= instant)
        #expect(instant.advanced(bySeconds: .min) <= instant)
        #expect(!instant.iso8601.isEmpty)
        #expect(!instant.iso8601Basic.isEmpty)
    }

    @Test func `Seconds beyond all milliseconds are clamped`() {
        #expect(Instant(seconds: .max).milliseconds == .max)
        #expect(Instant(seconds: .min).milliseconds == .min)
        #expect(Instant(seconds: 7).milliseconds == 7000)
        #expect(Instant(milliseconds: 5).advanced(bySeconds: -1).milliseconds == -995)
    }
}
