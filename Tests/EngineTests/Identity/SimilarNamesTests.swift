import Engine
import Testing

struct SimilarNamesTests {
    private static let names = ["dev", "prod", "prod-admin", "prod-readonly", "staging", "Sandbox", "a", "ümlaut"]

    @Test(arguments: [
        ("dve", ["dev"]), ("de", ["dev"]), ("devv", ["dev"]), ("DEV", ["dev"]), ("prdo", ["prod"]),
        ("prod-amdin", ["prod-admin"]), ("stag", ["staging"]), ("sandbx", ["Sandbox"]), ("xyz", []), ("", []),
        ("prod-", ["prod", "prod-admin", "prod-readonly"]), ("umlaut", ["ümlaut"]),
    ])
    func `Names few edits away, or beginning so, nearest first`(word: String, near: [String]) {
        #expect(SimilarNames.of(word, among: Self.names) == near)
    }

    @Test func `At most three, and a long word ends in time`() {
        #expect(SimilarNames.of("name", among: (0..<50).map { "name\($0)" }).count == 3)
        let long = String(repeating: "x", count: 100_000)
        #expect(SimilarNames.of(long, among: [long + "y", "z"]).count == 1)
    }
}
