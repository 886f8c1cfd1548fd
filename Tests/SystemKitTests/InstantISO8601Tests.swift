import SystemKit
import TestSupport
import Testing

struct InstantISO8601Tests {
    /// 2026-11-21T00:45:32Z.
    private static let moment = Instant(seconds: 1_795_221_932)

    @Test(arguments: [
        "2026-11-21T00:45:32Z", "2026-11-21T00:45:32z", "2026-11-21t00:45:32Z", "2026-11-21 00:45:32Z",
        "2026-11-21T00:45:32UTC", "2026-11-21T00:45:32 UTC", "2026-11-21T00:45:32", "2026-11-21 00:45:32",
        "2026-11-21T00:45:32+00:00", "2026-11-21T00:45:32-00:00", "2026-11-21T00:45:32+0000",
        "2026-11-21T00:45:32+00", "2026-11-21T02:45:32+02:00", "2026-11-20T19:15:32-05:30",
        "2026-11-21T06:15:32+0530", "2026-11-21T00:45:32.0Z", "2026-11-21T00:45:32,000Z",
    ])
    func `Every spelling that AWS tools have written is the same instant`(text: String) {
        #expect(Instant(iso8601: text) == Self.moment)
    }

    @Test(
        arguments: [
            ("2026-11-21T00:45:32.5Z", 500), ("2026-11-21T00:45:32.05Z", 50), ("2026-11-21T00:45:32.123Z", 123),
            ("2026-11-21T00:45:32.123456+00:00", 123), ("2026-11-21T00:45:32.123999999UTC", 123),
            ("2026-11-21T00:45:32.12", 120),
        ] as [(String, Int64)])
    func `Fractions of any length count to the millisecond`(text: String, milliseconds: Int64) {
        #expect(Instant(iso8601: text)?.milliseconds == Self.moment.milliseconds + milliseconds)
    }

    @Test(arguments: [
        "", "2026", "2026-11-21", "2026-11-21T", "2026-11-21T00:45", "2026-11-21T00:45:32X", "2026-11-21T00:45:32U",
        "2026-11-21T00:45:32UT", "2026-11-21T00:45:32UTCZ", "2026-11-21T00:45:32.Z", "2026-11-21T00:45:32+",
        "2026-11-21T00:45:32+1", "2026-11-21T00:45:32+24:00", "2026-11-21T00:45:32+01:60", "2026-13-01T00:00:00Z",
        "2026-00-10T00:00:00Z", "2026-01-00T00:00:00Z", "2026-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
        "1900-02-29T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T00:60:00Z", "2026-11-21T00:00:61Z",
        "20261121T004532Z", " 2026-11-21T00:45:32Z", "2026-11-21T00:45:32Z ", "2026-11-21T00:45:32Z\n",
        "+026-11-21T00:45:32Z", "２０２６-11-21T00:45:32Z", "1795221932",
    ])
    func `What is no time is refused`(text: String) {
        #expect(Instant(iso8601: text) == nil)
    }

    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1), ("2000-02-29T00:00:00Z", 951_782_400),
            ("2000-03-01T00:00:00Z", 951_868_800), ("2024-02-29T12:34:56Z", 1_709_210_096),
            ("2100-02-28T23:59:59Z", 4_107_542_399), ("2100-03-01T00:00:00Z", 4_107_542_400),
            ("0001-01-01T00:00:00Z", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
            ("1900-03-01T00:00:00Z", -2_203_891_200),
        ] as [(String, Int64)])
    func `Leap years and the ends of the calendar`(text: String, seconds: Int64) {
        #expect(Instant(iso8601: text)?.seconds == seconds)
        #expect(Instant(seconds: seconds).iso8601 == text)
    }

    @Test func `A leap second is the first second of the next minute`() {
        #expect(Instant(iso8601: "2016-12-31T23:59:60Z") == Instant(iso8601: "2017-01-01T00:00:00Z"))
    }

    @Test func `The three written forms`() {
        let late = Instant(milliseconds: Self.moment.milliseconds + 999)
        #expect(late.iso8601 == "2026-11-21T00:45:32Z")
        #expect(late.iso8601WithOffset == "2026-11-21T00:45:32+00:00")
        #expect(late.iso8601Basic == "20261121T004532Z")
    }

    @Test func `Twenty thousand instants come back from their text`() {
        let source = SeededGenerator(20_261_121)
        for _ in 0..<20_000 {
            let seconds = Int64(source.number(under: 315_537_897_599)) - 62_135_596_800
            let instant = Instant(seconds: seconds)
            #expect(Instant(iso8601: instant.iso8601) == instant)
            #expect(Instant(iso8601: instant.iso8601WithOffset) == instant)
        }
    }

    @Test func `A calendar that nobody here wrote agrees`() async throws {
        let source = SeededGenerator(7)
        let instants = (0..<2000).map { _ in Int64(source.number(under: 253_402_300_800)) }
        let script = """
            import sys, datetime
            for line in sys.stdin:
                moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=int(line))
                print(moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year >= 1000 else "")
            """
        let output = try await PythonScript.run(script, input: instants.map { "\($0)\n" }.joined())
        #expect(output.split(separator: "\n").map(String.init) == instants.map { Instant(seconds: $0).iso8601 })
    }
}
