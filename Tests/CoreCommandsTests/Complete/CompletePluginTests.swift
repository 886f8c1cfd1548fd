import Engine
import PluginKit
import Testing

@testable import CoreCommands

/// What a call of complete asks for.
struct CompletePluginTests {
    private let plugin = CompletePlugin { [] }

    private func accepted(_ words: [String], of values: [String]) throws -> [String] {
        let request = try #require(try plugin.request(words))
        return values.filter(request.1.accepts)
    }

    @Test(arguments: CandidateKind.allCases)
    func `A kind without a word is all of it`(kind: CandidateKind) throws {
        let request = try #require(try plugin.request([kind.rawValue]))
        #expect(request.0 == kind && request.1.accepts("anything"))
    }

    /// Whatever was typed is the word, so that completing a word with dashes is no mistake.
    @Test(arguments: ["-", "--", "-p", "--json", "-x y", "--loos"])
    func `A word may look like an option`(word: String) throws {
        #expect(try accepted(["profiles", word], of: ["\(word)z", "z"]) == ["\(word)z"])
        #expect(try accepted(["profiles", "--loose", word], of: ["z\(word)z", "z"]) == ["z\(word)z"])
    }

    @Test func `Loose is told apart from a word`() throws {
        #expect(try accepted(["profiles", "--loose", "EV"], of: ["dev", "ops"]) == ["dev"])
        #expect(try accepted(["profiles", "--loose"], of: ["dev"]) == ["dev"])
        #expect(try accepted(["profiles", "EV"], of: ["dev", "EVx"]) == ["EVx"])
        #expect(try accepted(["profiles", "EV", "--loose"], of: ["dev", "EVx"]) == ["EVx"])
    }

    @Test func `Help is text, and a kind that there isn't a matter of usage`() throws {
        #expect(throws: HelpOrVersionText.self) { try plugin.request(["--help"]) }
        #expect(throws: HelpOrVersionText.self) { try plugin.request(["profiles", "--help"]) }
        let failure = try #require(throws: Failure.self) { try plugin.request(["nothing"]) }
        #expect(failure.status == .usage)
        #expect(throws: Failure.self) { try plugin.request([]) }
    }
}
