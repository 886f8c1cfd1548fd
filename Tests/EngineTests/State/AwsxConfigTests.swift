import Engine
import SystemKit
import TestSupport
import Testing

@Suite struct AwsxConfigTests {
    private func settings(_ text: String) throws -> AwsxConfig {
        try AwsxConfig(parsing: Array(text.utf8), path: "config")
    }

    @Test(
        arguments: [
            ([:], "HOME/.config/awsx/config"), (["XDG_CONFIG_HOME": "/x"], "/x/awsx/config"),
            (["XDG_CONFIG_HOME": ""], "HOME/.config/awsx/config"),
            // The XDG Base Directory Specification: a relative path is invalid and ignored.
            (["XDG_CONFIG_HOME": "x"], "HOME/.config/awsx/config"),
        ] as [([String: String], String)])
    func `the file is where the variable says`(variables: [String: String], path: String) throws {
        let home = try TestHome()
        var environment = Environment()
        for (name, value) in variables { environment.set(name, value) }
        let context = home.context().with(environment: environment)
        #expect(AwsxConfig.path(context) == path.replacing("HOME", with: home.path))
    }

    @Test func `the first rule that says something of a profile counts, and sections are read by key`() throws {
        let settings = try settings(
            """
            [rule a]
            profile = prod-*
            colour = red
            [rule b]
            profile = prod-?
            console-browser = one
            [rule c]
            console-browser = two
            firefox-container =
            [ecr]
            111111111111.dkr.ecr.us-east-1.amazonaws.com = dev
            """)
        #expect(settings.rule("console-browser", of: RunSubject(profile: "prod-1"))?.value == "one")
        #expect(settings.rule("console-browser", of: RunSubject(profile: "prod-10"))?.value == "two")
        #expect(settings.rule("firefox-container", of: RunSubject(profile: "prod-1")) == nil)
        #expect(settings.setting("111111111111.dkr.ecr.us-east-1.amazonaws.com", in: "ecr")?.value == "dev")
        #expect(settings.setting("x", in: "ecr") == nil)
    }

    @Test func `without a home there is no file, and nothing is set`() throws {
        #expect(AwsxConfig.path(.unprepared) == nil)
        let settings = try AwsxConfig.load(.unprepared)
        #expect(settings.format == nil && settings.nameTemplate == nil && settings.mfaProcess(of: "a") == nil)
    }

    @Test func `a profile's own program goes before the default's, and an empty one means none`() throws {
        let settings = try settings(
            """
            [default]
            mfa_process = all
            [profile a]
            mfa_process = own
            [profile none]
            mfa_process =
            [profile silent]
            x = y
            [other]
            mfa_process = nobody's
            [configure]
            name-template = {account}
            """)
        #expect(settings.mfaProcess(of: "a")?.value == "own")
        #expect(settings.mfaProcess(of: "b")?.value == "all")
        #expect(settings.mfaProcess(of: "none") == nil)
        #expect(settings.mfaProcess(of: "silent")?.value == "all")
        #expect(settings.mfaProcess(of: "other")?.value == "all")
        #expect(settings.nameTemplate?.value == "{account}")
        #expect(try self.settings("[profile a]\nmfa_process = own").mfaProcess(of: "b") == nil)
    }

    @Test(arguments: [
        ("black", "30"), ("WHITE", "37"), ("0", "30"), ("7", "37"), ("8", "38;5;8"), ("255", "38;5;255"),
    ])
    func `a colour is a name or a number of the palette`(text: String, code: String) {
        #expect(Colour(text)?.code == code)
    }
    @Test func `the first matching rule with a colour decides`() throws {
        let text = """
            [prompt]
            format = {profile}
            [rule quiet]
            profile = *
            [rule production]
            profile = prod-*
            colour = Red
            [rule rest]
            colour = 208
            """
        let settings = try AwsxConfig(parsing: Array(text.utf8), path: "config")
        #expect(settings.format == "{profile}")
        #expect(settings.colour(of: RunSubject(profile: "prod-admin")) == Colour(number: 1))
        #expect(settings.colour(of: RunSubject(profile: "dev")).code == "38;5;208")
        #expect(try AwsxConfig(parsing: [], path: "config").colour(of: RunSubject(profile: "dev")) == .cyan)
    }

    @Test func `a colour keeps counting whatever else is wrong, and by whom the rule is for`() throws {
        let settings = try settings(
            """
            [rule wrong]
            profile = prod-*
            colour = pink
            [rule misspelt]
            profile = prod-*
            dney = yes
            tty = perhaps
            colour = blue
            [rule agents]
            agent = any
            colour = white
            [rule account]
            account = 111111111111
            colour = magenta
            [nonsense]
            x = y
            [rule production]
            profile = prod-*
            conffirm = yes
            colour = 208
            """)
        #expect(settings.colour(of: RunSubject(profile: "prod-a")).number == 208)
        #expect(settings.colour(of: RunSubject(profile: "dev", accountID: "111111111111")).number == 5)
        #expect(settings.colour(of: RunSubject(profile: "dev", agents: ["x"])).number == 7)
        #expect(settings.colour(of: RunSubject(profile: "dev")) == .cyan)
    }
}
