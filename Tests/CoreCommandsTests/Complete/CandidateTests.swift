import Testing

@testable import CoreCommands

struct CandidateTests {
    private func line(_ candidate: Candidate) -> String {
        var text: [UInt8] = []
        candidate.write(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    @Test func `A line is a value, and a description behind a tab`() {
        #expect(line(Candidate("dev")) == "dev\n")
        #expect(line(Candidate("my dev", "111111111111, Admin")) == "my dev\t111111111111, Admin\n")
        #expect(line(Candidate([0xff, 0x61][...])).utf8.count == 5)
    }

    @Test func `A description can neither end its line nor reach the terminal`() {
        #expect(line(Candidate("dev", "a\tb\nc\u{1b}[31m\u{202e}")) == "dev\ta\\u{9}b\\u{a}c\\u{1b}[31m\\u{202e}\n")
    }

    /// What was typed, a value, whether it begins so, and whether it holds that in whatever case.
    @Test(arguments: [
        ("", "dev", true, true), ("d", "dev", true, true), ("dev", "dev", true, true), ("devx", "dev", false, false),
        ("D", "dev", false, true), ("ev", "dev", false, true), ("EV", "dev", false, true), ("d", "DEV", false, true),
        ("v", "dev", false, true), ("dv", "dev", false, false), ("prod", "my-prod-x", false, true),
        ("é", "École", false, true), ("É", "école", false, true), ("é", "ecole", false, false),
        ("日", "x日本", false, true),
        ("[", "{", false, false), ("@", "`", false, false), ("a", "A", false, true), ("z", "Z", false, true),
        ("{", "[", false, false), ("a\u{7f}", "a", false, false),
    ])
    func `A value fits by its beginning, or anywhere in any case`(
        word: String, value: String, begins: Bool, holds: Bool
    ) {
        #expect(CandidateFilter(word, isLoose: false).accepts(value) == begins)
        #expect(CandidateFilter(word, isLoose: true).accepts(value) == holds)
    }

    @Test(arguments: ["a\nb", "a\tb", "\u{1b}[31m", "a\u{7f}", "\u{0}", "\u{1f}"])
    func `A name with a control character is offered to nobody`(name: String) {
        #expect(!CandidateFilter("", isLoose: false).accepts(name))
        #expect(!CandidateFilter("", isLoose: true).accepts(name))
    }

    @Test func `Blanks and bytes of no text can be typed`() {
        #expect(CandidateFilter("a b", isLoose: false).accepts("a b c"))
        #expect(CandidateFilter("", isLoose: false).accepts([0xff, 0xfe][...]))
        #expect(CandidateFilter("B", isLoose: true).accepts([0xff, 0x62, 0xfe][...]))
    }

    /// A slice of a larger text, as the outline of the files gives it.
    @Test func `A slice is judged by itself`() {
        let bytes = Array("xxDEVxx".utf8)
        #expect(CandidateFilter("dev", isLoose: true).accepts(bytes[2..<5]))
        #expect(CandidateFilter("DEV", isLoose: false).accepts(bytes[2..<5]))
        #expect(!CandidateFilter("devx", isLoose: true).accepts(bytes[2..<5]))
        #expect(!CandidateFilter("xdev", isLoose: true).accepts(bytes[2..<5]))
    }
}
