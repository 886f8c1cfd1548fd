import Engine
import Foundation
import ShellKit
import SystemKit
import TestSupport
import Testing

/// `awsx use` and `awsx exec` without a profile, on a terminal.
@Suite(.serialized) struct PickTests {
    /// Two roles, and no default.
    private static let config = """
        [sso-session corp]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = us-east-1

        [profile shop-dev]
        sso_session = corp
        sso_account_id = 111111111111
        sso_role_name = Admin
        region = eu-west-1

        [profile shop-prod]
        sso_session = corp
        sso_account_id = 222222222222
        sso_role_name = ReadOnly

        [profile keys]
        aws_access_key_id = AKIAKEYS
        aws_secret_access_key = SECRET
        """

    @Test(arguments: Shell.allCases)
    func `use opens the picker, three letters and enter choose, and the choice is remembered`(shell: Shell) async throws
    {
        let home = try EndToEndHome(config: Self.config)
        defer { home.remove() }
        let living = try LivingShell(shell, in: home)
        defer { living.end() }
        try await living.begin()
        living.pty.send("awsx use\n")
        let screen = try await living.pty.expect("3/3")
        #expect(screen.contains("\u{1b}[?1049h"))
        living.pty.send("pro")
        _ = try await living.pty.expect("AWS_PROFILE=shop-prod")
        living.pty.send("\r")
        _ = try await living.pty.expect("shop-prod (222222222222 ReadOnly)")
        living.pty.send("/bin/sh -c 'echo \"FIR\"\"ST<$AWS_PROFILE>\"'\n")
        _ = try await living.pty.expect("FIRST<shop-prod>")
        #expect(try home.read(".local/state/awsx/frecency").hasSuffix("\t1.0\tshop-prod\n"))
        // What was picked comes first the next time.
        living.pty.send("awsx use\n")
        for _ in 0..<3000 where living.pty.text.components(separatedBy: "3/3").count < 3 {
            try await Task.sleep(for: .milliseconds(10))
        }
        living.pty.send("\r/bin/sh -c 'echo \"SEC\"\"OND<$AWS_PROFILE>\"'\n")
        _ = try await living.pty.expect("SECOND<shop-prod>")
    }

    @Test func `giving up changes nothing, says so, and leaves the terminal as before`() async throws {
        let home = try EndToEndHome(config: Self.config)
        defer { home.remove() }
        for key in ["\u{1b}", "\u{3}"] {
            let pty = try Pty(
                "/bin/sh",
                [
                    "-c",
                    "stty -a >before; awsx exec -- echo ra''n; echo status $?; stty -a | cmp - before && echo as-before",
                ],
                environment: home.environment, folder: home.path)
            defer { pty.end() }
            _ = try await pty.expect("3/3")
            pty.send(key)
            _ = try await pty.expect("no profile was chosen")
            _ = try await pty.expect("status 130")
            _ = try await pty.expect("as-before")
            #expect(!pty.text.contains("ran"))
        }
        #expect(!home.list(".local/state/awsx").contains("frecency"))
    }

    @Test func `exec runs as what was picked, and asks only where nothing chose`() async throws {
        let home = try EndToEndHome(config: Self.config)
        defer { home.remove() }
        let picked = try home.terminal("exec", "--", "sh", "-c", "echo \"as $AWS_ACCESS_KEY_ID, $AWSX_PROFILE\"")
        defer { picked.end() }
        _ = try await picked.expect("3/3")
        picked.send("keys\r")
        _ = try await picked.expect("as AKIAKEYS, keys")
        for (variables, said) in [
            (["AWS_PROFILE": "keys"], "as AKIAKEYS"),
            (["AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": "S"], "as AKIAENV"),
        ] as [(KeyValuePairs<String, String?>, String)] {
            let pty = try home.terminal(
                "exec", "--", "sh", "-c", "echo \"as $AWS_ACCESS_KEY_ID\"", setting: variables)
            defer { pty.end() }
            _ = try await pty.expect(said)
            #expect(!pty.text.contains("3/3"))
        }
    }

    @Test func `without a terminal it is refused, without profiles too`() async throws {
        let home = try EndToEndHome(config: Self.config)
        defer { home.remove() }
        let refused = try await home.awsx("exec", "--", "true")
        #expect(refused.status == 78 && refused.error.contains("no profile selected"), "\(refused)")
        let unnamed = try await home.awsx("shell-hook", "bash", "use", "", "")
        #expect(unnamed.status == 64 && unnamed.error.contains("  shop-prod\n"), "\(unnamed)")
        let empty = try EndToEndHome(config: "")
        defer { empty.remove() }
        let pty = try empty.terminal("exec", "--", "true")
        defer { pty.end() }
        #expect(await pty.wait() == 78)
        let use = try await empty.awsx("shell-hook", "bash", "use", "", "")
        expectFailure(use, 78, saying: "no profile is configured", "awsx configure sso")
    }

    @Test func `a terminal that can't move its cursor gets a numbered list`() async throws {
        let home = try EndToEndHome(config: Self.config)
        defer { home.remove() }
        let pty = try home.terminal("exec", "--", "sh", "-c", "echo \"as $AWSX_PROFILE\"", setting: ["TERM": "dumb"])
        defer { pty.end() }
        _ = try await pty.expect("3) keys  permanent keys")
        pty.send("3\n")
        _ = try await pty.expect("as keys")
    }

    @Test func `a part of a name opens the picker with that word typed, at two sizes`() async throws {
        let home = try EndToEndHome(config: Self.config)
        defer { home.remove() }
        for (rows, columns) in [(24, 80), (12, 40)] as [(UInt16, UInt16)] {
            let exec = try Pty(
                InstallPrefix.shared.get().awsx, ["exec", "-p", "Shop", "--", "sh", "-c", "echo \"as $AWSX_PROFILE\""],
                environment: home.environment.setting(["AWS_ACCESS_KEY_ID": nil]), folder: home.path, rows: rows,
                columns: columns)
            defer { exec.end() }
            let screen = try await exec.expect("2/3")
            #expect(screen.contains("exec> Shop") || LivingShell.plain(screen).contains("Shop"), "\(screen)")
            exec.send("\u{3}")
            #expect(await exec.wait() == 130)
            let use = try Pty(
                InstallPrefix.shared.get().awsx, ["shell-hook", "bash", "use", "", "", "shop"],
                environment: home.environment, folder: home.path, rows: rows, columns: columns)
            defer { use.end() }
            _ = try await use.expect("2/3")
            use.send("prod\r")
            _ = try await use.expect("shop-prod (222222222222 ReadOnly)")
        }
        // exec takes no single match by itself.
        let single = try home.terminal("exec", "-p", "key", "--", "sh", "-c", "echo \"as $AWSX_PROFILE\"")
        defer { single.end() }
        _ = try await single.expect("1/3")
        single.send("\r")
        _ = try await single.expect("as keys")
    }

    @Test(arguments: Shell.allCases)
    func `use takes the only profile with the word in its name, and says so`(shell: Shell) async throws {
        let home = try EndToEndHome(config: Self.config)
        defer { home.remove() }
        let living = try LivingShell(shell, in: home)
        defer { living.end() }
        try await living.begin()
        let used = try await living.type("awsx use PROD")
        #expect(used.contains("shop-prod is the only profile whose name contains PROD"), "\(used)")
        #expect(try await living.inherited("AWS_PROFILE") == "shop-prod")
        let nobody = try await living.type("awsx use zzz")
        #expect(nobody.contains("there is no profile zzz"), "\(nobody)")
        #expect(try await living.inherited("AWS_PROFILE") == "shop-prod")
    }

    @Test func `a script gets near names, five at most`() async throws {
        let many = (1...7).map { "[profile team-\($0)-dev]\naws_access_key_id = A\naws_secret_access_key = s\n" }
            .joined()
        let home = try EndToEndHome(config: many)
        defer { home.remove() }
        for words in [["exec", "-p", "dev", "--", "true"], ["shell-hook", "bash", "use", "", "", "dev"]] {
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
            expectFailure(
                outcome, 66, saying: "there is no profile dev",
                "did you mean team-1-dev, team-2-dev, team-3-dev, team-4-dev or team-5-dev? List all: awsx profiles")
            #expect(!outcome.error.contains("--profile"), "\(outcome)")
        }
    }
}
