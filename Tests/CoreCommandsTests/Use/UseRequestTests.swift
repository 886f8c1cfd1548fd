import Engine
import PluginKit
import Testing

@testable import CoreCommands

/// The fast reading of words against the parser.
@Suite struct UseRequestTests {
    @Test(arguments: [
        "", "dev", "-p dev", "--profile=dev", "dev --region eu-west-1", "dev --login", "dev --export-keys",
        "--export-keys --reason why dev", "dev -q", "dev --color always -v",
    ])
    func `Plain words mean the same to both`(words: String) throws {
        let words = words.split(separator: " ").map(String.init)
        let hot = try #require(UseRequest(hot: words))
        #expect(hot == UseRequest(try UseArguments.understand(words)))
    }

    @Test(arguments: [
        "-", "dev other", "dev -p other", "--scope read dev", "dev --scope read --export-keys", "--help", "-qv",
        "--region",
        "--region=", "dev --region -x", "--json dev",
    ])
    func `All others are the parser's`(words: String) {
        #expect(UseRequest(hot: words.split(separator: " ").map(String.init)) == nil)
    }
}
