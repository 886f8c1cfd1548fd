import SystemPackage
import TestSupport
import Testing

@testable import Terminal

/// What Tab does, and what the arrows find.
struct CompletionTests {
    private func completion(_ before: String, _ words: [String]) -> Completion {
        let fitting = words.filter { $0.hasPrefix(before.lowercased()) }.map { LineCandidate($0) }
        return Completion.of(fitting, before: before)
    }

    @Test func `one is taken, of several the common beginning, then they are listed`() {
        let regions = ["eu-west-1", "eu-west-2", "eu-central-1", "us-east-1"]
        #expect(completion("us", regions) == .text("us-east-1"))
        #expect(completion("EU", regions) == .text("eu-"))
        #expect(completion("eu-w", regions) == .text("eu-west-"))
        #expect(completion("eu-west-", regions) == .list(["eu-west-1", "eu-west-2"]))
        #expect(completion("us-east-1", regions) == .nothing)
        #expect(completion("x", regions) == .nothing && completion("", []) == .nothing)
        #expect(completion("", regions) == .list(regions))
    }

    @Test func `a list is set in columns that fit`() {
        #expect(Completion.columns(["a", "bb", "日本"], width: 20) == ["a     bb    日本  "])
        #expect(Completion.columns(["a", "b", "c", "d"], width: 7) == ["a  c  ", "b  d  "])
        #expect(Completion.columns(["abcdef"], width: 4) == ["abc…"])
        #expect(Completion.columns([], width: 4).isEmpty)
    }

    @Test func `answers are kept for their owner, the last of each, two hundred of them`() throws {
        let home = try TestHome()
        let history = LineHistory("start-url", home.context())
        #expect(history.load().isEmpty)
        for line in ["a", "b", "a", "a", "", "x\ny", "é"] { history.add(line) }
        #expect(history.load() == ["b", "a", "é"])
        #expect(try home.folder.mode(".local/state/awsx/history/start-url") == 0o600)
        #expect(try home.folder.mode(".local/state/awsx/history") == 0o700)
        for number in 0..<250 { history.add("n\(number)") }
        #expect(history.load().count == 200 && history.load().last == "n249")
        home.files.fail(.write, .noSpace)
        history.add("lost")
        #expect(history.load().last == "n249")
    }
}
