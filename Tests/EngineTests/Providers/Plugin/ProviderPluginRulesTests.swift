import Engine
import SystemKit
import TestSupport
import Testing

struct ProviderPluginRulesTests {
    private func rules(_ text: String) throws -> ProviderPluginRules {
        try ProviderPluginRules(parsing: Array(text.utf8), path: "/c/config")
    }

    @Test func `A section names the profiles that its plugin serves, and says the rest to it`() throws {
        let rules = try rules(
            """
            [prompt]
            format = x
            [plugin corp]
            profiles = corp-*, lone
              prod-?
            server = https://broker
            [plugin other]
            profiles=*-other lone
            [plugin mute]
            server = x
            """)
        #expect(rules.serving("corp-dev").map(\.plugin) == ["corp"])
        #expect(rules.serving("lone").map(\.plugin) == ["corp", "other"])
        #expect(rules.serving("corp-other").map(\.plugin) == ["corp", "other"])
        #expect(rules.serving("prod").isEmpty && rules.serving("").isEmpty && rules.serving("x").isEmpty)
        let rule = try #require(rules.serving("corp-dev").first)
        #expect(rule.profiles.location == .file("/c/config", line: 4))
        #expect(
            rule.options == [
                NamedSetting("server", Setting(value: "https://broker", location: .file("/c/config", line: 6)))
            ])
    }

    @Test(arguments: ["", "[prompt]\nformat = [plugin x]\n", "# [plugin x]\n", "[plugin]\nprofiles = *\n"])
    func `Nothing else is a rule`(text: String) throws {
        #expect(try rules(text).serving("x").isEmpty)
    }

    @Test func `A file that can't be read stops the search, and none at all is no rule`() throws {
        let home = try TestHome()
        #expect(try ProviderPluginRules.load("\(home.path)/none", files: home.files) == .none)
        #expect(try ProviderPluginRules.load(nil, files: home.files) == .none)
        try home.folder.put("[plugin x\nprofiles = *\n", at: "config")
        let failure = try #require(throws: Failure.self) {
            try ProviderPluginRules.load("\(home.path)/config", files: home.files)
        }
        #expect(failure.code == .configUnparsable)
    }
}
