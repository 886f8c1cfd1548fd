import PluginKit
import Testing

@testable import CoreCommands

/// The fast reading of words against the parser.
@Suite struct ProfilesRequestTests {
    @Test(arguments: [
        "", "prod-*", "prod", "--session corp", "--sso-session=corp", "--state valid", "--state=unusable", "--long",
        "-l", "--json", "prod-* --state login-needed --session corp -l --json --color always -q", "-v",
    ])
    func `Plain words mean the same to both`(words: String) throws {
        let words = words.split(separator: " ").map(String.init)
        let hot = try #require(ProfilesRequest(hot: words))
        #expect(hot == ProfilesRequest(try ProfilesArguments.understand(words)))
    }

    @Test(arguments: [
        "a b", "--state nonsense", "--help", "-lq", "--color pink", "--session", "--session=", "--session -x",
        "--nonsense", "--json --json", "-p dev",
    ])
    func `All others are the parser's`(words: String) {
        #expect(ProfilesRequest(hot: words.split(separator: " ").map(String.init)) == nil)
    }
}
