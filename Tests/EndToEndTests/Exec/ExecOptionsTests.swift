import Engine
import TestSupport
import Testing

/// Where the options of exec end, and what they ask for.
@Suite(.serialized) struct ExecOptionsTests {
    private func home() throws -> EndToEndHome {
        let home = try EndToEndHome()
        try home.writeRole()
        return home
    }

    @Test(arguments: [
        (["exec", "echo", "-p", "x", "--json"], "-p x --json\n"), (["exec", "--", "echo", "--", "-p"], "-- -p\n"),
        (["exec", "-p", "dev-AdministratorAccess", "echo", "--help"], "--help\n"),
        (["exec", "--profile=dev-AdministratorAccess", "--", "echo", "-v"], "-v\n"),
        (["exec", "-q", "--color", "never", "echo", "--version"], "--version\n"),
    ])
    func `the first word that is no option begins the command, and all after it is the command's`(
        words: [String], output: String
    ) async throws {
        let home = try home()
        defer { home.remove() }
        // /bin/echo takes some of these for itself, printf does not.
        let asPrinted = words.flatMap { $0 == "echo" ? ["sh", "-c", #"echo "$*""#, "sh"] : [$0] }
        let outcome = try await Program.run(
            InstallPrefix.shared.get().awsx, asPrinted, environment: home.environment, folder: home.path)
        #expect(outcome.output == output, "\(outcome)")
        #expect(outcome.status == 0)
    }

    @Test(arguments: [
        (["--", "dev-AdministratorAccess", "--", "aws", "s3"], "awsx exec -p dev-AdministratorAccess -- aws s3"),
        (
            ["-p", "legacy", "dev-AdministratorAccess", "aws", "a b"],
            "awsx exec -p dev-AdministratorAccess -- aws 'a b'"
        ),
        (["dev-AdministratorAccess"], "awsx exec -p dev-AdministratorAccess -- $SHELL"),
        (["-p", "dev-AdministratorAccess"], "awsx exec -p dev-AdministratorAccess -- $SHELL"),
        ([], "awsx exec -- $SHELL"),
    ])
    func `in a script, and behind --, a profile is no command, and no command is a mistake`(
        words: [String], hint: String
    ) async throws {
        let home = try home()
        defer { home.remove() }
        let outcome = try await Program.run(
            InstallPrefix.shared.get().awsx, ["exec"] + words, environment: home.environment, folder: home.path)
        #expect(outcome.status == 64)
        #expect(outcome.error.contains(hint), "\(outcome)")
    }

    @Test func `--json after the command is the command's, also when exec fails`() async throws {
        let home = try home()
        defer { home.remove() }
        for words in [["exec", "--", "there-is-no-such", "--json"], ["exec", "there-is-no-such", "--json"]] {
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
            #expect(outcome.status == 127)
            #expect(outcome.output.isEmpty, "\(outcome)")
            #expect(outcome.error.contains("there is no command there-is-no-such"))
        }
    }

    @Test func `a command is looked for before anybody is asked for credentials`() async throws {
        try await EndToEndHome.with { home, sandbox in
            let unknown = try await home.awsx("exec", "--", "there-is-no-such")
            #expect(unknown.status == 127)
            #expect(try await home.awsx("exec", "-p", "nobody", "--", "true").status == 66)
            #expect(try sandbox.counts().isEmpty)
        }
    }

    @Test(arguments: [
        (1800, "1h", Int32(75)), (1800, "10m", 0), (7200, "1h30m", 0), (1800, "1801", 75), (1800, "20m", 0),
    ])
    func `--min-ttl is the least that is taken`(left: Int, typed: String, status: Int32) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let keys: KeyValuePairs<String, String?> = [
            "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_CREDENTIAL_EXPIRATION": EndToEndHome.instant(secondsFromNow: left),
        ]
        let outcome = try await home.awsx("exec", "--min-ttl", typed, "--", "echo", "ran", setting: keys)
        #expect(outcome.status == status, "\(outcome)")
        #expect(outcome.output == (status == 0 ? "ran\n" : ""))
    }

    @Test func `--min-ttl renews what lives too short, and refuses what can't be had`() async throws {
        try await EndToEndHome.with(state: #"{"lifetimes": {"roleCredentials": 3600}}"#) { home, sandbox in
            #expect(try await home.awsx("login").status == 0)
            #expect(try await home.awsx("exec", "--", "true").status == 0)
            try sandbox.set(#"{"lifetimes": {"roleCredentials": 7200}}"#)
            let counts = try await sandbox.counting {
                let outcome = try await home.awsx("exec", "--min-ttl", "90m", "--", "true")
                #expect(outcome.status == 0, "\(outcome)")
            }
            #expect(counts == ["GetRoleCredentials": 1])
            let outcome = try await home.awsx("exec", "--min-ttl", "12h", "--", "true")
            #expect(outcome.status == 75, "\(outcome)")
        }
    }

    @Test func `roles that live short are used with one line that says so, unless --min-ttl was typed`() async throws {
        try await EndToEndHome.with(state: #"{"lifetimes": {"roleCredentials": 120}}"#) { home, _ in
            #expect(try await home.awsx("login").status == 0)
            let outcome = try await home.awsx("exec", "--", "echo", "ran")
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.output == "ran\n")
            #expect(outcome.errorLines.count == 1)
            #expect(outcome.error.contains("warning"))
            let typed = try await home.awsx("exec", "--min-ttl", "5m", "--", "echo", "ran")
            #expect(typed.status == 75, "\(typed)")
            #expect(typed.output.isEmpty)
        }
    }

    @Test func `cached credentials that are still good need no token, and serve while AWS is away`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeRole(secondsLeft: 1000)
        #expect(try await home.awsx("exec", "--", "true").status == 0)
        try home.writeRole(secondsLeft: 600)
        try home.writeToken("a-token", secondsLeft: 3600)
        let renewing = try await home.awsx("exec", "--", "true", setting: ["AWS_MAX_ATTEMPTS": "1"])
        #expect(renewing.status == 0, "\(renewing)")
        #expect(renewing.error.contains("still valid"))
        try home.writeRole(secondsLeft: 200)
        let late = try await home.awsx("exec", "--", "true", setting: ["AWS_MAX_ATTEMPTS": "1"])
        #expect(late.status == 69, "\(late)")
    }

    @Test func `the command's program is found as a shell finds it`() async throws {
        let home = try home()
        defer { home.remove() }
        try home.write("#!/bin/sh\necho first\n", to: "one/tool", mode: 0o700)
        try home.write("#!/bin/sh\necho second\n", to: "two/tool", mode: 0o700)
        try home.write("no program", to: "zero/tool", mode: 0o600)
        let path = "\(home.path)/zero:\(home.path)/one:\(home.path)/two:\(Program.systemPath)"
        #expect(try await home.awsx("exec", "tool", setting: ["PATH": path]).output == "first\n")
        let only = try await home.awsx("exec", "tool", setting: ["PATH": "\(home.path)/zero"])
        #expect(only.status == 126, "\(only)")
        let here = try await home.shell(
            "cd two && PATH=: \"$0\" exec tool".replacing("$0", with: InstallPrefix.shared.get().awsx))
        #expect(here.output == "second\n", "\(here)")
    }
}
