import Engine
import PluginKit
import Testing

@testable import NetworkCommands

struct RunWordsTests {
    private func filled(
        _ words: [String], profile: String = "prod", account: String? = "222222222222", role: String? = "Admin",
        region: String? = "eu-west-1"
    ) throws -> [String] {
        try RunWords(words: words).filled(.init(profile: profile, account: account, role: role, region: region))
    }

    @Test func `Names in braces are what is known of the run, and all else stays`() throws {
        #expect(
            try filled(["x", "{profile}", "s3://{account}-{region}/{role}", "{other}", "{}", "{ profile }", "$profile"])
                == ["x", "prod", "s3://222222222222-eu-west-1/Admin", "{other}", "{}", "{ profile }", "$profile"])
    }

    @Test(arguments: ["a b", "$(id)", "a'b", "a;b", "`x`", "a\"b", "a\nb", "{role}", "*", "-x"])
    func `A value that code could be made of stands only as a word of its own`(name: String) throws {
        if !name.hasPrefix("-") { #expect(try filled(["{profile}"], profile: name) == [name]) }
        let failure = try #require(throws: Failure.self) { try filled(["sh", "-c", "echo {profile}"], profile: name) }
        #expect(failure.code == .usage && failure.hint?.words.contains("AWSX_PROFILE") == true)
    }

    @Test func `A word of its own is no option`() {
        #expect(throws: Failure.self) { try filled(["{profile}"], profile: "-rf") }
    }

    @Test func `What isn't known is told`() throws {
        let failure = try #require(throws: Failure.self) { try filled(["{account}"], account: nil) }
        #expect(failure.message == "profile prod has no account for {account}")
        #expect(try filled(["{profile}"], account: nil, role: nil, region: nil) == ["prod"])
    }
}
