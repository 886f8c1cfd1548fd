import Engine
import SystemKit
import TestSupport
import Testing

/// Forms of `exec` that are habits from other tools.
@Suite(.serialized) struct ExecHabitTests {
    private static let config = """
        [profile team-rocket]
        aws_access_key_id = AKIAROCKET
        aws_secret_access_key = secret

        [profile team-blue]
        aws_access_key_id = AKIABLUE
        aws_secret_access_key = secret

        [profile true]
        aws_access_key_id = AKIATRUE
        aws_secret_access_key = secret
        """

    private func home() throws -> EndToEndHome { try EndToEndHome(config: Self.config) }

    @Test(arguments: [
        ["team-rocket", "--", "sh", "-c", "echo $AWSX_PROFILE $AWS_ACCESS_KEY_ID $AWS_REGION"],
        ["team-rocket", "sh", "-c", "echo $AWSX_PROFILE $AWS_ACCESS_KEY_ID $AWS_REGION"],
        ["-q", "team-rocket", "--no-login", "--", "sh", "-c", "echo $AWSX_PROFILE $AWS_ACCESS_KEY_ID $AWS_REGION"],
    ])
    func `a profile in the command's place is -p, also in a script`(words: [String]) async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await Program.run(
            InstallPrefix.shared.get().awsx, ["exec"] + words, environment: home.environment, folder: home.path)
        #expect(outcome.status == 0 && outcome.output == "team-rocket AKIAROCKET\n", "\(outcome)")
        #expect(outcome.error.isEmpty, "\(outcome)")
    }

    @Test func `options behind the profile are exec's until the command begins`() async throws {
        let home = try home()
        defer { home.remove() }
        let regional = try await home.awsx(
            "exec", "team-rocket", "--region", "eu-west-1", "--", "sh", "-c", "echo $AWS_REGION \"$@\"", "sh",
            "--region")
        #expect(regional.output == "eu-west-1 --region\n", "\(regional)")
    }

    @Test func `a command of that name wins, and what is neither is no command`() async throws {
        let home = try home()
        defer { home.remove() }
        let program = try await home.awsx(
            "exec", "true", "--", "sh", "-c", "echo ran", setting: ["AWS_PROFILE": "team-blue"])
        #expect(program.status == 0 && program.output.isEmpty, "\(program)")
        let part = try await home.awsx("exec", "rocket", "--", "true")
        expectFailure(part, 127, saying: "there is no command rocket", "awsx exec -p team-rocket -- COMMAND")
        let inner = try await home.awsx("exec", "team-rocket", "--", "there-is-no-such")
        expectFailure(inner, 127, saying: "there is no command there-is-no-such")
    }

    @Test(arguments: [["exec", "-p", "team-rocket"], ["exec", "team-rocket"]])
    func `on a terminal no command is a shell, which says whose it is`(words: [String]) async throws {
        let home = try home()
        defer { home.remove() }
        let environment = home.environment.setting(["SHELL": "/bin/sh", "PS1": "inner> ", "ENV": nil])
        let pty = try Pty(
            InstallPrefix.shared.get().awsx, words, environment: environment, folder: home.path, rows: 24, columns: 80)
        defer { pty.end() }
        _ = try await pty.expect("sh as team-rocket; exit to leave")
        _ = try await pty.expect("inner> ")
        pty.send("echo \"<$AWSX_PROFILE $AWS_ACCESS_KEY_ID>\"; exit 3\n")
        _ = try await pty.expect("<team-rocket AKIAROCKET>")
        #expect(await pty.wait() == 3)
    }

    @Test func `bare exec picks, and then opens the shell`() async throws {
        let home = try home()
        defer { home.remove() }
        let environment = home.environment.setting(["SHELL": "/bin/sh", "PS1": "inner> ", "AWS_PROFILE": "team-blue"])
        let pty = try Pty(
            InstallPrefix.shared.get().awsx, ["exec"], environment: environment, folder: home.path, rows: 12,
            columns: 40)
        defer { pty.end() }
        _ = try await pty.expect("3/3")
        pty.send("rock\r")
        _ = try await pty.expect("sh as team-rocket; exit to leave")
        pty.send("echo \"<$AWSX_PROFILE>\"; exit\n")
        _ = try await pty.expect("<team-rocket>")
        #expect(await pty.wait() == 0)
    }

    @Test func `a shell that isn't there is told, and none is sh`() async throws {
        let home = try home()
        defer { home.remove() }
        let missing = try home.terminal("exec", "team-blue", setting: ["SHELL": "/no/such"])
        defer { missing.end() }
        _ = try await missing.expect("there is no shell /no/such ($SHELL)")
        #expect(await missing.wait() == 127)
        let unset = try home.terminal("exec", "team-blue", setting: ["SHELL": nil])
        defer { unset.end() }
        _ = try await unset.expect("sh as team-blue")
    }

    @Test func `an account is found by its name where it is one only`() async throws {
        try await EndToEndHome.with { home, sandbox in
            #expect(try await home.awsx("login").status == 0)
            let outcome = try await home.awsx(
                "exec", "--account", "prod", "--role", "ReadOnlyAccess", "--", "sh", "-c",
                "echo $AWSX_ACCOUNT_ID $AWSX_ROLE")
            #expect(outcome.status == 0 && outcome.output == "222222222222 ReadOnlyAccess\n", "\(outcome)")
            let unknown = try await home.awsx("exec", "--account", "prdo", "--role", "ReadOnlyAccess", "--", "true")
            expectFailure(unknown, 66, saying: "there is no account prdo among the 3", "did you mean prod?")
            let counts = try await sandbox.counting {
                let id = try await home.awsx(
                    "exec", "--account", "222222222222", "--role", "ReadOnlyAccess", "--", "true")
                #expect(id.status == 0, "\(id)")
            }
            #expect(counts.isEmpty, "an id asks nobody: \(counts)")
        }
        let away = try home()
        defer { away.remove() }
        let needed = try await away.awsx("exec", "--account", "prod", "--role", "R", "--", "true")
        #expect(needed.status == 78, "no session: \(needed)")
    }

    @Test func `an account's name without a login asks for one, and two of one name for the id`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let needed = try await home.awsx("exec", "--account", "prod", "--role", "R", "--", "true")
        #expect(needed.status == 79, "\(needed)")
    }

    @Test(arguments: [("eu-wst-1", "did you mean eu-west-1?"), ("mars", "unknown region mars, used as typed")])
    func `a region that awsx doesn't know is used, with a warning`(region: String, said: String) async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await home.awsx(
            "exec", "-p", "team-blue", "--region", region, "--", "sh", "-c", "echo $AWS_REGION")
        #expect(outcome.status == 0 && outcome.output == "\(region)\n", "\(outcome)")
        #expect(outcome.errorLines.count == 1 && outcome.error.contains("warning") && outcome.error.contains(said))
        let used = try await home.awsx("shell-hook", "bash", "use", "", "", "team-blue", "--region", region)
        #expect(used.status == 0 && used.output.contains(region), "\(used)")
        #expect(used.error.contains(said), "\(used)")
        let known = try await home.awsx("exec", "-p", "team-blue", "--region", "eu-west-1", "--", "true")
        #expect(known.error.isEmpty, "\(known)")
    }
}
