import Engine
import SystemKit
import TestSupport
import Testing

struct SessionSettingsTests {
    private static let config = """
        [sso-session corp]
        sso_start_url = https://ssoins-1.us-east-1.portal.amazonaws.com
        sso_region = us-east-1
        [sso-session corp-eu-west-1]
        sso_start_url = https://ssoins-1.eu-west-1.portal.amazonaws.com
        sso_region = eu-west-1
        [sso-session twin]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = us-east-1
        [sso-session china]
        sso_start_url = https://start.home.awsapps.cn/directory/d-1
        sso_region = cn-north-1
        [sso-session half]
        sso_region = eu-west-2
        [services east]
        """

    private func settings(_ text: String) throws -> SessionSettings {
        try SessionSettings(OwnConfigText(path: "/h/config", bytes: Array(text.utf8)))
    }

    private func config() throws -> SharedConfig {
        try SharedConfig.parse(config: Array(Self.config.utf8), credentials: nil)
    }

    private func session(_ name: String) throws -> SSOSession {
        try SessionResolver(config: config()).named(name, by: .argument(name))
    }

    @Test(arguments: ["", "[prompt]\nformat = {profile}\n", "[session other]\nstandby = corp\n", "[session corp]\n"])
    func `Where nothing is said nobody stands by`(text: String) throws {
        #expect(try settings(text).standby(of: session("corp"), in: config()) == nil)
        #expect(try settings(text).services(of: session("corp")) == nil)
    }

    @Test func `A session of another Region stands by, and each has its own services`() throws {
        let settings = try settings(
            "[prompt]\nformat = {profile}\n[session corp]\nstandby = corp-eu-west-1\nservices = east\n")
        #expect(try settings.standby(of: session("corp"), in: config()) == session("corp-eu-west-1"))
        #expect(
            try settings.services(of: session("corp"))
                == Setting(value: "east", location: .file("/h/config", line: 5)))
        #expect(try settings.standby(of: session("corp-eu-west-1"), in: config()) == nil)
        #expect(try settings.faults(in: config()).isEmpty)
        #expect(settings.sessionNames == ["corp"])
        #expect(settings.entries(of: "corp").map(\.key) == ["standby", "services"])
    }

    @Test(
        arguments: [
            ("standby = corp-eu-west-2", "there is no session corp-eu-west-2", 2),
            ("standby = corp", "session corp is named as its own standby", 2),
            ("standby = twin", "session corp and its standby twin are both in us-east-1", 2),
            (
                "standby = china",
                "the standby china is in cn-north-1, which is not in the same AWS partition as us-east-1", 2
            ),
            ("standby =", "standby is empty", 2),
            ("stand-by = corp-eu-west-1", "unknown setting stand-by in [session corp]", 2),
            ("services = east\nregion = x", "unknown setting region in [session corp]", 3),
        ] as [(String, String, Int)])
    func `What can't be meant ends in 78 at its line`(lines: String, message: String, line: Int) throws {
        let settings = try settings("[session corp]\n\(lines)\n")
        let failure = try #require(throws: Failure.self) { try settings.standby(of: session("corp"), in: config()) }
        #expect(failure.status == .configuration)
        #expect(failure.message == message)
        #expect(failure.location == .file("/h/config", line: line))
        #expect(failure.hint != nil)
        #expect(try settings.faults(in: config()) == [failure])
    }

    @Test func `A standby that is not whole ends in 78 at its own line`() throws {
        let failure = try #require(throws: Failure.self) {
            try settings("[session corp]\nstandby = half\n").standby(of: session("corp"), in: config())
        }
        #expect(failure.status == .configuration)
        #expect(failure.message == "session half has no sso_start_url")
    }

    @Test(
        arguments: [
            ("[session nobody]\nstandby = corp\n", "there is no session nobody", 1),
            ("[session corp]\nservices = west\n", "there is no section [services west]", 2),
        ] as [(String, String, Int)])
    func `A look finds what no command would trip over`(text: String, message: String, line: Int) throws {
        let faults = try settings(text).faults(in: config())
        #expect(faults.map(\.message) == [message])
        #expect(faults.map(\.location) == [.file("/h/config", line: line)])
        #expect(faults.map(\.status) == [.configuration])
    }

    @Test func `A profile in the legacy format has no standby`() throws {
        #expect(try settings("[session corp]\nstandby = corp-eu-west-1\n").standby(of: .legacy, in: config()) == nil)
    }

    @Test func `awsx's own config may have such a section`() throws {
        let home = try TestHome()
        try home.folder.put("[session corp]\nstandby = corp-eu-west-1\n", at: ".config/awsx/config")
        let own = try OwnConfigText.load(AwsxConfig.path(home.context()), files: home.files)
        #expect(try RuleSet.load(home.context(), own: own).isEmpty)
        #expect(try SessionSettings.load(home.context()).sessionNames == ["corp"])
    }
}
