import Engine
import SystemKit
import TestSupport
import Testing

struct RunIDTests {
    @Test func `an id is twelve letters of base 32`() {
        for seed in 0..<50 as Range<UInt64> {
            let id = RunID(.seeded(seed)).text
            #expect(id.count == 12)
            #expect(id.allSatisfy { ("a"..."z").contains($0) || ("2"..."7").contains($0) }, "\(id)")
            #expect(RunID(id)?.text == id)
        }
    }

    @Test(arguments: [
        "", "abcdefghijk", "abcdefghijklm", "ABCDEFGHIJKL", "abcdefghijk1", "abcdefghij\nk", "äbcdefghijk",
    ])
    func `what is none is not taken`(text: String) {
        #expect(RunID(text) == nil)
    }

    @Test func `a run has one id, and another run another`() throws {
        let home = try TestHome()
        let context = home.context(seed: 1)
        #expect(context.runID == context.runID)
        #expect(context.with(environment: Environment([:])).runID == context.runID)
        #expect(home.context(seed: 2).runID != context.runID)
        let known = try #require(RunID("abcdefghijkl"))
        #expect(context.with(runID: known).runID == known)
        #expect(context.with(runID: known).with(environment: Environment([:])).runID == known)
    }

    @Test func `what needs none draws no bytes`() {
        _ = RuntimeContext.unprepared.with(environment: Environment([:]))
    }
}
