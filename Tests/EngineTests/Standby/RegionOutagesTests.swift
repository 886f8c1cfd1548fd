import Engine
import TestSupport
import Testing

struct RegionOutagesTests {
    private let clock = ManualClock()

    @Test func `An outage is known for a minute, of its session alone`() {
        let outages = RegionOutages()
        #expect(outages.recent(of: .corp, at: clock.now) == nil)
        outages.note(.offline, of: .corp, at: clock.now)
        #expect(outages.recent(of: .corp, at: clock.now) == .offline)
        #expect(outages.recent(of: .legacy, at: clock.now) == nil)
        clock.advance(seconds: RegionOutages.memory - 1)
        #expect(outages.recent(of: .corp, at: clock.now) == .offline)
        clock.advance(seconds: 1)
        #expect(outages.recent(of: .corp, at: clock.now) == nil)
    }

    @Test func `It is news once`() {
        let outages = RegionOutages()
        #expect(outages.isNews(of: .corp))
        #expect(!outages.isNews(of: .corp))
        #expect(outages.isNews(of: .legacy))
    }

    @Test func `Only no answer, or a fault on AWS's side, is an outage`() {
        for status in [500, 501, 502, 503, 504] {
            #expect(Failure(ServiceError.refusal("InternalServerException", status)).isOutage, "\(status)")
        }
        for status in [400, 401, 403, 404, 409, 429] {
            #expect(!Failure(ServiceError.refusal("X", status)).isOutage, "\(status)")
        }
        #expect(!Failure(ServiceError.refusal("SlowDown", 503)).isOutage)
        #expect(!Failure(ServiceError.refusal("HTTP 302", 302)).isOutage)
        #expect(Failure.offline.isOutage)
        #expect(!Failure.loginNeeded(.corp, profile: nil, "is over").isOutage)
    }
}
