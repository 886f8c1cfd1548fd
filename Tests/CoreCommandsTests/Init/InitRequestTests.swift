import PluginKit
import Testing

@testable import CoreCommands

/// The fast reading of words against the parser.
@Suite struct InitRequestTests {
    @Test(arguments: [
        "bash", "zsh --auto", "fish --prompt left", "--prompt=none --cmd a zsh", "pwsh", "nu -q", "bash --prompt right",
    ])
    func `Plain words mean the same to both`(words: String) throws {
        let words = words.split(separator: " ").map(String.init)
        let hot = try #require(InitRequest(hot: words))
        #expect(hot == InitRequest(try InitArguments.understand(words)))
    }

    @Test(arguments: ["", "tcsh", "bash zsh", "bash --prompt top", "bash --cmd", "bash --help", "bash --auto --auto"])
    func `All others are the parser's`(words: String) {
        #expect(InitRequest(hot: words.split(separator: " ").map(String.init)) == nil)
    }
}
