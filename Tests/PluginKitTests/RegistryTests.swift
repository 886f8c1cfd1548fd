import PluginKit
import TestSupport
import Testing

struct RegistryTests {
    @Test func `Members are found by name, the first of two`() {
        let registry = Registry([("a", 1), ("b", 2), ("a", 3)]) { $0.0 }
        #expect(registry["a"]?.1 == 1)
        #expect(registry["b"]?.1 == 2)
        #expect(registry["c"] == nil)
    }

    @Test func `A call's words are told as text and as they came`() {
        let invocation = Invocation(
            rawWords: ["-p", "dev", "--", "--json"].map { Array($0.utf8) }, context: .unprepared)
        #expect(invocation.words == ["-p", "dev", "--", "--json"])
        #expect(invocation.rawWords.map(\.count) == [2, 3, 2, 6])
    }
}
