import ArgumentParser
import Engine
import PluginKit
import Testing

private struct Sample: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "sample", abstract: "A sample.")

    @OptionGroup var profile: ProfileOptions
    @OptionGroup var common: CommonOptions

    @Option var minTTL: TimeLeft?
}

struct ParsingTests {
    @Test func `A profile is a word or an option, which may say the same twice`() throws {
        #expect(try Sample.understand(["dev"]).profile.name == "dev")
        #expect(try Sample.understand(["-p", "dev"]).profile.name == "dev")
        #expect(try Sample.understand(["dev", "--profile", "dev"]).profile.name == "dev")
        #expect(try Sample.understand([String]()).profile.name == nil)
    }

    @Test(arguments: [
        ["dev", "-p", "ops"], ["--no-such"], ["a", "b"], ["--min-ttl", "soon"], ["--color", "blue"], ["-p"],
    ])
    func `Words that can't be understood are a matter of usage`(words: [String]) throws {
        let failure = try #require(throws: Failure.self) { try Sample.understand(words) }
        #expect(failure.status == .usage)
        #expect(failure.hint?.words == "awsx sample --help")
        #expect(!failure.message.isEmpty)
    }

    @Test func `Help is text and no failure`() throws {
        let explanation = try #require(throws: HelpOrVersionText.self) { try Sample.understand(["--help"]) }
        #expect(explanation.text.contains("A sample."))
    }

    @Test func `A span of time is read`() throws {
        #expect(try Sample.understand(["--min-ttl", "1h30m", "-q"]).minTTL?.seconds == 5400)
    }
}
