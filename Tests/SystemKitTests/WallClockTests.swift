import SystemKit
import TestSupport
import Testing

struct WallClockTests {
    @Test func `The machine's clock is past the day this was written`() throws {
        #expect(WallClock.system.now() > (try #require(Instant(iso8601: "2024-01-01T00:00:00Z"))))
    }

    @Test func `Sleeping ends when its task is cancelled`() async {
        let task = Task { try await WallClock.system.sleep(600_000) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func `A manual clock moves by sleeping and lets others act meanwhile`() async throws {
        let clock = ManualClock("2026-11-21T00:00:00Z")
        let seen = RecordedItems<Instant>()
        clock.at(seconds: 5) { seen.add(clock.now) }
        try await clock.clock.sleep(4000)
        #expect(seen.items.isEmpty)
        try await clock.clock.sleep(4000)
        #expect(seen.items == [Instant(iso8601: "2026-11-21T00:00:08Z")])
        #expect(clock.sleeps == [4000, 4000])
    }
}
