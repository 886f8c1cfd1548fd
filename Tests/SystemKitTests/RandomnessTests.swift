import SystemKit
import TestSupport
import Testing

struct RandomnessTests {
    @Test func `A UUID is version 4 in canonical text`() {
        let random = Randomness.seeded(4)
        for _ in 0..<200 {
            let text = random.uuid()
            let groups = text.split(separator: "-", omittingEmptySubsequences: false)
            #expect(groups.map(\.count) == [8, 4, 4, 4, 12])
            #expect(text.allSatisfy { "0123456789abcdef-".contains($0) })
            #expect(groups[2].first == "4")
            #expect(groups[3].first.map("89ab".contains) == true)
        }
    }

    @Test func `A fraction lies between zero and one`() {
        #expect(Randomness { [UInt8](repeating: 0, count: $0) }.fraction() == 0)
        #expect(Randomness { [UInt8](repeating: 255, count: $0) }.fraction() == 1)
        #expect(Randomness { _ in [128, 0, 0, 0] }.fraction().rounded(.toNearestOrEven) == 1)
    }

    @Test func `The kernel's bytes differ, and are as many as were asked for`() {
        #expect(Randomness.system.bytes(32).count == 32)
        #expect(Randomness.system.bytes(32) != Randomness.system.bytes(32))
        #expect(Randomness.system.bytes(0).isEmpty)
    }

    @Test func `A seed repeats itself`() {
        #expect(Randomness.seeded(1).bytes(16) == Randomness.seeded(1).bytes(16))
        #expect(Randomness.seeded(1).bytes(16) != Randomness.seeded(2).bytes(16))
    }
}
