import Engine
import Testing

@Suite struct GlobTests {
    @Test(arguments: [
        ("*", "", true), ("*", "prod", true), ("prod-*", "prod-admin", true), ("prod-*", "dev-prod-admin", false),
        ("*prod*", "my-prod-x", true), ("p?od", "prod", true), ("p?od", "pod", false), ("", "", true), ("", "a", false),
        ("a*b*c", "aXbYbZc", true), ("a*b*c", "aXcYb", false), ("**", "x", true), ("[a]", "[a]", true),
        ("[a]", "a", false),
        ("*é", "café", true),
    ])
    func `a star is any text, a question mark one character`(pattern: String, name: String, matches: Bool) {
        #expect(Glob(pattern).matches(name) == matches)
    }

    @Test func `many stars are no trap`() {
        #expect(!Glob(String(repeating: "a*", count: 30) + "b").matches(String(repeating: "a", count: 2000)))
    }
}
