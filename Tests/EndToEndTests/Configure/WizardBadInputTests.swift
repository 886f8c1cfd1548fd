import Foundation
import TestSupport
import Testing

/// What the wizards do where disks, accounts and permissions are not as one would like.
@Suite(.serialized) struct WizardBadInputTests {
    private static let words =
        "configure sso -p x --session sandbox --account dev --role ReadOnlyAccess --region us-east-1 --output json"

    @Test(arguments: ["read-only", "full"])
    func `a disk that takes nothing is told before anything is asked`(disk: String) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], config: Organisation.session) { home, sandbox in
            let counts = try await sandbox.counting {
                let refused = try await home.mounting(
                    """
                    A="$HOME/.aws"
                    if [ \(disk) = read-only ]; then
                        mount --bind $A $A; mount -o remount,bind,ro $A
                    else
                        cp -a $A "$HOME/kept"
                        mount -t tmpfs -o size=64k,mode=700 tmpfs $A
                        cp -a "$HOME/kept/config" $A/config
                        dd if=/dev/zero of=$A/fill bs=1k >"$HOME/dd" 2>&1 || :
                    fi
                    before=$(cksum <$A/config)
                    status=0; awsx \(Self.words) || status=$?
                    [ "$before" = "$(cksum <$A/config)" ] || echo "the file was changed"
                    ls -A $A | grep -E "tmp|probe" || :
                    exit $status
                    """)
                expectFailure(refused, 1, saying: disk == "full" ? "No space left" : "Read-only", "/.aws")
            }
            #expect(counts.isEmpty)
            #expect(home.configText == Organisation.session)
        }
    }

    @Test func `a config file that its owner protects is left alone`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], config: Organisation.session) { home, sandbox in
            let counts = try await sandbox.counting {
                let refused = try await home.shell("chmod 400 .aws/config; exec awsx \(Self.words)")
                expectFailure(refused, 1, saying: "the config file is read-only", "chmod u+w")
            }
            #expect(counts.isEmpty)
            #expect(home.configText == Organisation.session)
        }
    }

    @Test func `no accounts, and an account whose roles AWS refuses, write nothing`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], config: Organisation.session) { home, sandbox in
            try sandbox.set(#"{"accounts":[]}"#)
            expectFailure(
                try await home.shell("exec awsx \(Self.words) --quiet"), 66, saying: "has no accounts for you")
            let denied =
                #"{"operation":"ListAccountRoles","kind":"status","status":403,"code":"ForbiddenException"}"#
            try sandbox.set(
                #"{"accounts":[{"accountId":"111111111111","accountName":"dev","roles":["ReadOnlyAccess"]}],"#
                    + #""faults":[\#(denied)]}"#)
            expectFailure(
                try await home.shell("exec awsx \(Self.words) --quiet"), 77, saying: "/assignment/roles")
            #expect(home.configText == Organisation.session)
        }
    }

    @Test func `the account question takes 3,000 accounts, by three letters and Enter`() async throws {
        let organisation = Organisation(count: 3000)
        try await EndToEndHome.with(organisation) { home, _ in
            let wizard = try home.terminal("configure", "sso", "--session", "sandbox")
            defer { wizard.end() }
            try await WizardTests.type(
                [
                    ("3000 accounts", "team 2987"), ("1/3000", "\r"), ("3 roles in", "Read\r"),
                    ("client Region", "\r"), ("not specified)", "\r"),
                    ("Profile name [sandbox-team-2987-ReadOnlyAccess]:", "\r"),
                ], to: wizard)
            #expect(await wizard.wait() == 0, "\(wizard.text)")
            #expect(home.configText.contains("sso_account_id = \(organisation.id(2987))\n"))
        }
    }

    @Test func `Ctrl-R finds an answer of before`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], config: nil) { home, _ in
            for (name, answers) in [
                ("first", ["https://sandbox.awsapps.com/start\r", "us-east-1\r", "\r"]),
                // Enter in a search runs what was found.
                ("second", ["\u{12}sandbox\r", "\u{12}east\r", "\r"]),
            ] {
                let wizard = try home.terminal("configure", "sso-session", "--session", name)
                defer { wizard.end() }
                try await WizardTests.type(
                    [
                        ("start URL:", answers[0]), ("region:", answers[1]),
                        ("scopes [sso:account:access]:", answers[2]),
                    ], to: wizard)
                #expect(await wizard.wait() == 0, "\(wizard.text)")
            }
            let sections = ["first", "second"].map {
                Organisation.session.replacing("[sso-session sandbox]", with: "[sso-session \($0)]")
            }
            #expect(home.configText == sections.joined(separator: "\n"), "\(home.configText)")
        }
    }

    @Test func `an account and a role that were chosen before stand first`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], config: Organisation.session) { home, _ in
            for (name, account, role) in [("first", "prod\r", "Read\r"), ("second", "\r", "\r")] {
                let wizard = try home.terminal(
                    "configure", "sso", "-p", name, "--session", "sandbox", "--region", "", "--output", "")
                defer { wizard.end() }
                try await WizardTests.type([("3 accounts", account), ("2 roles in", role)], to: wizard)
                #expect(await wizard.wait() == 0, "\(wizard.text)")
                #expect(
                    home.configText.contains(
                        "[profile \(name)]\nsso_session = sandbox\nsso_account_id = 222222222222\nsso_role_name = "
                            + "ReadOnlyAccess\n"), "\(home.configText)")
            }
            #expect(try home.modes()[".local/state/awsx/frecency-accounts"] == 0o600)
        }
    }

    @Test func `a slow sign-in and slow lists say what is waited for, and nothing is left of it`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], config: Organisation.session) { home, sandbox in
            try sandbox.set(#"{"latencyMs":1500}"#)
            let terminal: KeyValuePairs<String, String?> = ["TERM": "xterm"]
            let login = try home.terminal("login", "--session", "sandbox", setting: terminal)
            defer { login.end() }
            #expect(await login.wait() == 0, "\(login.text)")
            #expect(login.text.contains(" sign-in to session sandbox · "), "\(login.text)")
            #expect(login.text.contains("\r\u{1b}[Ksession sandbox: signed in"), "\(login.text)")
            let quiet = try home.terminal("login", "--session", "sandbox", "--force", "--quiet", setting: terminal)
            defer { quiet.end() }
            #expect(await quiet.wait() == 0, "\(quiet.text)")
            #expect(!quiet.text.contains("sign-in to"), "\(quiet.text)")
            let wizard = try home.terminal("configure", "sso", "--session", "sandbox", setting: terminal)
            defer { wizard.end() }
            let before = try await wizard.expect("3 accounts")
            #expect(before.contains(" accounts of session sandbox · "), "\(before)")
        }
    }
}
