import Engine
import SystemKit
import Testing

struct SimilarNamesQuestionTests {
    @Test func `They are asked for in a sentence`() {
        #expect(SimilarNames.question([]) == nil)
        #expect(SimilarNames.question(["dev"]) == "did you mean dev?")
        #expect(SimilarNames.question(["dev", "a b", "ops"]) == "did you mean dev, 'a b' or ops?")
        #expect(SimilarNames.question(["use", "env"], prefix: "awsx ") == "did you mean awsx use or awsx env?")
    }
}
