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

private struct Parent: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "parent", subcommands: [Child.self, Other.self])

    struct Child: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "child")
        @OptionGroup var common: CommonOptions
    }

    struct Other: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "other")
        @Option var form: Form = .one
    }
}

private enum Form: String, CaseIterable, ExpressibleByArgument { case one, two, three, four, five, six }

struct ParsingTests {
    @Test(arguments: [
        (["chlid"], "parent has no subcommand chlid", "did you mean awsx parent child? List all: awsx parent --help"),
        (
            ["help", "chlid"], "parent has no subcommand chlid",
            "did you mean awsx parent child? List all: awsx parent --help"
        ),
        (["zzz", "--color", "never"], "parent has no subcommand zzz", "awsx parent --help"),
        (["child", "--qiet"], "Unknown option '--qiet'", "awsx parent child --help"),
    ])
    func `A subcommand that isn't there gets near names, and one that is its own help`(
        words: [String], message: String, hint: String
    ) throws {
        let failure = try #require(throws: Failure.self) { try Parent.understandAny(words) }
        #expect(failure.status == .usage && failure.message.contains(message), "\(failure)")
        #expect(failure.hint?.words == hint)
    }

    @Test func `Values to choose from stand in one line`() throws {
        let failure = try #require(throws: Failure.self) { try Parent.understandAny(["other", "--form", "seven"]) }
        #expect(failure.message.hasSuffix("one, two, three, four, five, six"), "\(failure.message)")
        #expect(!failure.message.contains("\n"))
    }

    @Test func `A profile knows whether it was typed as a word`() throws {
        #expect(try Sample.understand(["dev"]).profile.request().profileLocation == .argument("PROFILE"))
        #expect(try Sample.understand(["-p", "dev"]).profile.request().profileLocation == .argument("--profile"))
    }

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
