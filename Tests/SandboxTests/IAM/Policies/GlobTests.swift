import Testing

@testable import Sandbox

struct GlobTests {
    @Test(arguments: [
        ("*", "", true), ("*", "anything", true), ("a*", "abc", true), ("a*c", "abc", true), ("a*c", "abcd", false),
        ("*b*", "abc", true), ("a?c", "abc", true), ("a?c", "ac", false), ("?", "", false), ("??", "ü!", true),
        ("a*b*c", "a-b-b-c", true), ("a*bb*c", "abc", false), ("", "", true), ("", "x", false), ("a**", "a", true),
        ("abc", "ABC", false), ("s3:GetObject", "s3:GetObjectAcl", false), ("*a", "aab", false), ("*ab", "aab", true),
    ])
    func `a star is any text and a question mark one character`(pattern: String, text: String, matches: Bool) {
        #expect(Glob(pattern).matches(text) == matches)
    }

    @Test func `case is ignored where it is told to be`() {
        #expect(Glob("S3:get*", ignoresCase: true).matches("s3:GetObject"))
    }

    @Test(.timeLimit(.minutes(1))) func `a pattern of many stars ends soon`() {
        let pattern = String(repeating: "*a", count: 200) + "b"
        #expect(!Glob(pattern).matches(String(repeating: "a", count: 2000)))
    }
}
