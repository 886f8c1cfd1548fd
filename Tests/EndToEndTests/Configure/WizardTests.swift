import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// `awsx configure sso` and `sso-session` on a terminal, key by key, against a sandbox; and as scripts use them.
@Suite(.serialized) struct WizardTests {
    private static let written = """
        [profile corp-prod-ReadOnlyAccess]
        sso_session = corp
        sso_account_id = 222222222222
        sso_role_name = ReadOnlyAccess
        region = eu-west-1
        output = json

        [sso-session corp]
        sso_start_url = https://sandbox.awsapps.com/start
        sso_region = us-east-1
        sso_registration_scopes = sso:account:access

        """

    /// Types each answer once its question is there.
    static func type(_ steps: [(question: String, keys: String)], to pty: Pty) async throws {
        var seen = 0
        for (question, keys) in steps {
            let deadline = ContinuousClock.now + .seconds(60)
            while true {
                let text = pty.text
                let rest = text.dropFirst(seen)
                if let found = rest.range(of: question) {
                    seen += rest.distance(from: rest.startIndex, to: found.upperBound)
                    break
                }
                guard ContinuousClock.now < deadline else {
                    throw Workspace.Broken("\"\(question)\" was not asked, but: \(rest)")
                }
                try await Task.sleep(for: .milliseconds(5))
            }
            pty.send(keys)
        }
    }

    @Test func `a new user answers, with Tab, arrows and control keys, and every tool reads what was written`()
        async throws
    {
        try await EndToEndHome.with(["--auto-approve", "visit"], config: nil) { home, _ in
            let pty = try home.terminal("configure", "sync")
            #expect(await pty.wait() == 78, "nothing is configured: \(pty.text)")
            let wizard = try home.terminal("configure", "sso")
            defer { wizard.end() }
            try await Self.type(
                [
                    // Ctrl-A, Ctrl-K: the line is empty again. Ctrl-W: the last word is.
                    ("SSO session name [", "wrong\u{1}\u{b}corp\r"),
                    ("start URL:", "nonsense\r"),
                    ("is not a start URL", ""),
                    ("start URL:", "x \u{17}\u{8}https://sandbox.awsapps.com/start\r"),
                    ("SSO region:", "us-east-1\u{1b}[D\u{1b}[C\r"),
                    ("scopes [sso:account:access]:", "\r"),
                    ("3 accounts", "prod\r"),
                    ("2 roles in", "\u{1b}[B\r"),
                    ("client Region:", "eu-west-\t1\r"),
                    ("not specified):", "js\t\r"),
                    ("Profile name [corp-prod-ReadOnlyAccess]:", "\r"),
                ], to: wizard)
            #expect(await wizard.wait() == 0, "\(wizard.text)")
            #expect(home.configText == Self.written)
            #expect(try home.modes()[".aws/config"] == 0o600)
            #expect(wizard.text.contains("aws sts get-caller-identity --profile corp-prod-ReadOnlyAccess"))

            let profile = "corp-prod-ReadOnlyAccess"
            let mine = try await home.awsx("exec", "-p", profile, "--", "/usr/bin/aws", "sts", "get-caller-identity")
            #expect(mine.output.contains("assumed-role/AWSReservedSSO_ReadOnlyAccess"), "\(mine)")
            #expect(
                try await home.aws("sts", "get-caller-identity", "--profile", profile).output.contains("222222222222"))
            #expect(try await home.boto3(profile).output.contains("222222222222"))

            // The history is the user's own and holds no secret; Ctrl-R finds in it.
            let histories = try home.modes().filter { $0.key.contains("awsx/history/") }
            #expect(!histories.isEmpty && histories.values.allSatisfy { $0 == 0o600 })
        }
    }

    @Test func `vi keys of the user's own editrc`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], config: nil) { home, _ in
            try home.write("bind -v\n", to: ".editrc")
            let wizard = try home.terminal("configure", "sso-session")
            defer { wizard.end() }
            // Escape, 0, D: to the beginning, and all of it goes; i: text again.
            try await Self.type(
                [
                    ("SSO session name:", "wrong\u{1b}0Dicorp\r"),
                    ("start URL:", "https://sandbox.awsapps.com/start\r"), ("region:", "us-east-1\r"),
                    ("scopes [sso:account:access]:", "\r"),
                ], to: wizard)
            #expect(await wizard.wait() == 0, "\(wizard.text)")
            #expect(home.configText.hasPrefix("[sso-session corp]\n"))
        }
    }

    @Test(arguments: ["\u{3}", "\u{4}"])
    func `Ctrl-C and Ctrl-D at any question write nothing and leave the terminal as it was`(key: String) async throws {
        let config = Organisation.session.replacing("sandbox]", with: "known]")
        try await EndToEndHome.with(["--auto-approve", "visit"], config: config) { home, _ in
            let answers = [
                ("SSO session name [", "new\r"), ("start URL:", "https://sandbox.awsapps.com/start\r"),
                ("SSO region:", "us-east-1\r"), ("scopes [sso:account:access]:", "\r"),
                ("3 accounts", "dev\r"), ("2 roles in", "\r"), ("client Region:", "\r"),
                ("not specified):", "\r"), ("Profile name [", ""),
            ]
            for end in [1, 2, 4, 5, 7, 9] {
                // At the picker's two questions Ctrl-D is no end.
                if key == "\u{4}", end == 5 { continue }
                let shell = try Pty(
                    "/bin/sh",
                    ["-c", "stty -a >before; awsx configure sso; echo status=$?; stty -a >after"],
                    environment: home.environment, folder: home.path)
                defer { shell.end() }
                try await Self.type(Array(answers.prefix(end - 1)) + [(answers[end - 1].0, key)], to: shell)
                _ = try await shell.expect("status=")
                _ = await shell.wait()
                #expect(shell.text.contains("status=130"), "\(end): \(shell.text)")
                #expect(home.configText == config)
                #expect(try home.read("before") == home.read("after"))
            }
        }
    }

    @Test func `with every answer in a flag, or nobody there, nothing is asked`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], config: nil) { home, sandbox in
            let outcome = try await home.awsx(
                "configure", "sso", "-p", "corp-prod-ReadOnlyAccess", "--session", "corp", "--start-url",
                "https://sandbox.awsapps.com/start#/", "--sso-region", "us-east-1", "--scopes", "sso:account:access",
                "--account", "prod", "--role", "ReadOnlyAccess", "--region", "eu-west-1", "--output", "json", "--json")
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.json?["written"]?.bool == true)
            #expect(home.configText == Self.written)
            let again = try await home.awsx(
                "configure", "sso", "-p", "corp-prod-ReadOnlyAccess", "--account", "222222222222", "--role",
                "ReadOnlyAccess", "--json")
            #expect(again.json?["written"]?.bool == false, "\(again)")
            #expect(home.configText == Self.written)
            expectFailure(
                try await home.awsx("configure", "sso", "-p", "x", "--session", "corp"), 64,
                saying: "--account is required")
            expectFailure(try await home.awsx("configure", "sso", "-p", "x"), 64, saying: "--start-url is required")
            expectFailure(
                try await home.awsx("configure", "sso", "-p", "x", "--session", "corp", "--account", "9"), 66,
                saying: "no account 9")
            expectFailure(
                try await home.awsx(
                    "configure", "sso-session", "--session", "n", "--start-url", "https://other.awsapps.com/start",
                    "--sso-region", "us-east-1"), 78, saying: "found no Identity Center for")
            expectFailure(try await home.awsx("configure", "sso-session"), 64, saying: "--session is required")
            #expect(home.configText == Self.written)
            let offline = try await home.awsx(
                "configure", "sso", "-p", "ci", "--session", "corp", "--no-login", "--account", "111111111111",
                "--role",
                "R", setting: ["AWS_ENDPOINT_URL_SSO_OIDC": "http://127.0.0.1:9"])
            #expect(offline.status == 0, "\(offline)")
            #expect(home.configText.hasPrefix(Self.written))
        }
    }

    @Test func `the device code is in view, as a QR code too, and on the clipboard when asked`() async throws {
        try await EndToEndHome.with(["--auto-approve", "off"], config: nil) { home, sandbox in
            let wizard = try Pty(
                InstallPrefix.shared.get().awsx,
                [
                    "configure", "sso", "-p", "x", "--session", "corp", "--start-url",
                    "https://sandbox.awsapps.com/start",
                    "--sso-region", "us-east-1", "--scopes", "sso:account:access", "--use-device-code", "--no-browser",
                    "--copy", "--account", "dev", "--role", "ReadOnlyAccess", "--region", "", "--output", "",
                ], environment: home.environment, folder: home.path, rows: 60)
            defer { wizard.end() }
            let shown = try await wizard.expect("\u{1b}]52;c;")
            let code = try #require(shown.firstMatch(of: /code +([A-Z]{4}-[A-Z]{4})/)).output.1
            _ = try await wizard.expect("▀")
            try sandbox.approve(userCode: String(code))
            #expect(await wizard.wait() == 0, "\(wizard.text)")
            #expect(home.configText.hasPrefix("[profile x]\nsso_session = corp\nsso_account_id = 111111111111\n"))
        }
    }

    @Test func `a token without the scope makes a profile without account and role`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], config: nil) { home, _ in
            let outcome = try await home.awsx(
                "configure", "sso", "-p", "x", "--session", "corp", "--start-url", "https://sandbox.awsapps.com/start",
                "--sso-region", "us-east-1", "--scopes", "codewhisperer:completions")
            #expect(outcome.status == 0, "\(outcome)")
            #expect(
                home.configText.hasPrefix("[profile x]\nsso_session = corp\n\n[sso-session corp]\n"),
                "\(home.configText)")
        }
    }

    @Test func `a broken file is told, and nothing is changed`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], config: "[broken\n") { home, sandbox in
            expectFailure(try await home.awsx("configure", "sso", "-p", "x"), 78, saying: "config:1")
            #expect(home.configText == "[broken\n")
            #expect(try sandbox.counts().isEmpty)
        }
    }

    /// Debian's AWS CLI 2.9.19 is asked the same, and what it writes is read as the same.
    @Test func `the AWS CLI's own wizard writes the same for the same answers`() async throws {
        try await EndToEndHome.with(["--auto-approve", "always"], config: nil) { home, _ in
            let theirs = try Pty(
                "/usr/bin/aws", ["configure", "sso", "--no-browser"],
                environment: home.environment.setting(["TERM": "xterm"]), folder: home.path)
            defer { theirs.end() }
            try await Self.type(
                [
                    ("SSO session name", "corp\r"), ("SSO start URL", "https://sandbox.awsapps.com/start\r"),
                    ("SSO region", "us-east-1\r"), ("registration scopes", "sso:account:access\r"),
                    ("> dev", "\u{1b}[B"), ("> prod", "\r"), ("> Admin", "\u{1b}[B"), ("> ReadOnly", "\r"),
                    ("default client Region", "eu-west-1\r"), ("default output format", "json\r"),
                    ("profile name", "corp-prod-ReadOnlyAccess\r"),
                ], to: theirs)
            #expect(await theirs.wait() == 0, "\(theirs.text)")
            // The improvement: a blank line before a section.
            let ours = Self.written.replacing("\n\n", with: "\n")
            #expect(home.configText.replacing("\n\n", with: "\n") == ours, "\(home.configText)")
        }
    }
}
