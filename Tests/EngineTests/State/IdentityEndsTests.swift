import Engine
import SystemKit
import Testing

@Suite struct IdentityEndsTests {
    private static let now = Instant(seconds: 1000)

    @Test(
        arguments: [
            (2000, 0, IdentityState.valid(until: Instant(seconds: 2000))), (1000, 2000, .renewable),
            (500, 500, .loginNeeded),
            (0, 1000, .loginNeeded), (1001, 5000, .valid(until: Instant(seconds: 1001))),
        ] as [(Int64, Int64, IdentityState)])
    func `the clock alone tells the state`(valid: Int64, renewable: Int64, state: IdentityState) {
        let ends = IdentityEnds.timed(valid: Instant(seconds: valid), renewable: Instant(seconds: renewable))
        #expect(ends.state(at: Self.now) == state)
    }

    @Test func `keys without an end stay`() { #expect(IdentityEnds.permanent.state(at: Self.now) == .permanent) }
}
