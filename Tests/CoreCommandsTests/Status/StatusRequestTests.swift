import Engine
import PluginKit
import Testing

@testable import CoreCommands

/// The fast reading of words against the parser.
@Suite struct StatusRequestTests {
    @Test(arguments: [
        "", "dev", "-p dev", "--profile dev", "--profile=dev", "--session corp", "--session corp --quiet",
        "--sso-session=corp",
        "dev --check", "--check", "dev --json", "-v", "--verbose dev", "-q dev", "--color never dev",
        "--json -p dev -q",
    ])
    func `Plain words mean the same to both`(words: String) throws {
        let words = words.split(separator: " ").map(String.init)
        let hot = try #require(StatusRequest(hot: words))
        #expect(hot == StatusRequest(try StatusArguments.understand(words)))
    }

    @Test(arguments: [
        "--min-ttl 1h", "dev other", "dev -p other", "-p a -p b", "--session corp dev", "--session corp --check",
        "--help",
        "-qv", "--color pink", "--profile", "--profile=", "-p -x", "--nonsense", "--json --json",
    ])
    func `All others are the parser's`(words: String) {
        #expect(StatusRequest(hot: words.split(separator: " ").map(String.init)) == nil)
    }
}
