import Engine
import Foundation
import TestSupport
import Testing

/// `awsx configure sync` against a sandbox: plans, writes, prunes, goes on where it was.
@Suite(.serialized) struct SyncTests {
    private static let mine = """
        # mine: hands off
        [default]
        region   = eu-west-1

        [profile old]
        \tregion=us-east-1

        """

    @Test func `a plan is shown and nothing is written`() async throws {
        try await EndToEndHome.with(Organisation(count: 2), config: Organisation.session + Self.mine) { home, _ in
            let before = home.configText
            let plan = try await home.awsx("configure", "sync")
            #expect(plan.status == 0, "\(plan)")
            #expect(
                plan.output.hasPrefix(
                    "+  sandbox-team-1-AdministratorAccess  team 1 (100000000001)  AdministratorAccess\n"))
            #expect(plan.output.split(separator: "\n").count == 7)
            #expect(plan.output.hasSuffix("/.aws/config: 6 to add\n"))
            #expect(plan.error.contains("to write it, use --apply"))
            #expect(plan.error.contains("new profiles get no region; --region REGION writes one"))
            let whole = try await home.awsx("configure", "sync", "-v")
            #expect(whole.output.contains("+ [profile sandbox-team-1-AdministratorAccess]\n"))
            let json = try await home.awsx("configure", "sync", "--plan", "--json")
            #expect(json.json?["add"]?.array?.count == 6, "\(json)")
            #expect(json.json?["written"]?.bool == false)
            #expect(home.configText == before)
        }
    }

    @Test func `all roles become profiles that every tool reads, and a second run changes nothing`() async throws {
        try await EndToEndHome.with(Organisation(count: 2), config: Organisation.session + Self.mine) { home, sandbox in
            let before = home.configText
            let first = try await home.awsx("configure", "sync", "--apply", "--region", "eu-west-1", "--json")
            #expect(first.status == 0, "\(first)")
            #expect(first.json?["written"]?.bool == true)
            let written = home.configText
            #expect(written.hasPrefix(before))
            #expect(
                written.hasSuffix(
                    """
                    # awsx sync sandbox
                    [profile sandbox-team-2-ReadOnlyAccess]
                    sso_session = sandbox
                    sso_account_id = 100000000002
                    sso_role_name = ReadOnlyAccess
                    region = eu-west-1

                    """), "\(written)")
            #expect(try home.modes()[".aws/config"] == 0o600)
            let again = try await home.awsx("configure", "sync", "--apply", "--prune", "--region", "eu-west-1")
            #expect(again.status == 0, "\(again)")
            #expect(again.output.contains("nothing to change, 6 up to date"))
            #expect(home.configText == written)

            let profile = "sandbox-team-2-ReadOnlyAccess"
            let names = try await home.awsx("complete", "profiles").output.split(separator: "\n")
                .map { String($0.prefix { $0 != "\t" }) }
            #expect(names.contains(profile))
            #expect(try await home.botocoreProfiles().sorted() == names.sorted())
            let mine = try await home.awsx("whoami", profile, "--json")
            #expect(mine.json?["accountId"]?.string == "100000000002", "\(mine)")
            let theirs = try await home.aws("sts", "get-caller-identity", "--profile", profile)
            #expect(theirs.output.contains("100000000002"), "\(theirs)")
            let sdk = try await home.boto3(profile)
            #expect(sdk.output.contains("100000000002"), "\(sdk)")
        }
    }

    @Test func `who has signed in since is asked about, not whoever was signed in before`() async throws {
        try await EndToEndHome.with(Organisation(count: 2)) { home, sandbox in
            #expect(try await home.awsx("configure", "sync", "--plan").output.contains("6 to add"))
            // The next to sign in has other accounts.
            try sandbox.set(Organisation(count: 1).state())
            let login = try await home.awsx("login", "--session", "sandbox", "--force")
            #expect(login.status == 0, "\(login)")
            #expect(home.list(".local/state/awsx/discovery").isEmpty)
            let plan = try await home.awsx("configure", "sync", "--plan")
            #expect(plan.output.contains("3 to add") && !plan.error.contains("--fresh"), "\(plan)")
        }
    }

    @Test func `a pattern that matches nothing is told`() async throws {
        try await EndToEndHome.with(Organisation(count: 1)) { home, _ in
            let plan = try await home.awsx("configure", "sync", "--plan", "--exclude", "nothing-*", "--exclude", "*")
            #expect(plan.error.contains("the pattern 'nothing-*' matches no profile, account or role"), "\(plan)")
            #expect(!plan.error.contains("the pattern '*'"), "\(plan)")
        }
    }

    @Test func `what was found serves the next runs for five minutes, unless it is asked for afresh`() async throws {
        try await EndToEndHome.with(Organisation(count: 2)) { home, sandbox in
            #expect(try await home.awsx("configure", "sync", "--plan").status == 0)
            let first = try sandbox.counts()
            let again = try await home.awsx("configure", "sync", "--apply")
            #expect(again.status == 0, "\(again)")
            #expect(home.configText.matches(of: /\n\[profile/).count == 6)
            #expect(again.error.contains("as of less than a minute ago; --fresh asks AWS again"), "\(again)")
            #expect(try sandbox.counts() == first)
            try sandbox.set(Organisation(count: 3).state())
            #expect(try await home.awsx("configure", "sync", "--plan").output.contains("6 up to date"))
            let fresh = try await home.awsx("configure", "sync", "--plan", "--fresh")
            #expect(fresh.output.contains("3 to add") && !fresh.error.contains("--fresh"), "\(fresh)")
            #expect(try home.modes().filter { $0.key.contains("awsx/discovery/") }.values.allSatisfy { $0 == 0o600 })
            #expect(try await home.awsx("logout", "--session", "sandbox").status == 0)
            #expect(home.list(".local/state/awsx/discovery").isEmpty)
        }
    }

    /// A pager that leaves a mark, so that it is known whether it was asked, and what for.
    @Test(arguments: [(24, true), (200, false)] as [(UInt16, Bool)])
    func `a plan longer than the screen comes by pages`(rows: UInt16, isPaged: Bool) async throws {
        try await EndToEndHome.with(Organisation(count: 20)) { home, _ in
            try home.write(
                "#!/bin/sh\necho \"PAGED $AWS_PROFILE $1\"\ncat >paged\nhead -3 paged\n", to: "bin/page", mode: 0o755)
            let pty = try Pty(
                try InstallPrefix.shared.get().awsx, ["configure", "sync", "--color", "never"],
                environment: home.environment.setting(["PAGER": "\(home.path)/bin/page -x"]), folder: home.path,
                rows: rows, columns: 80)
            defer { pty.end() }
            _ = try await pty.expect("[y/N]:")
            #expect(pty.text.contains("PAGED  -x") == isPaged, "\(pty.text)")
            let text = isPaged ? try home.read("paged") : pty.text.replacing("\r\n", with: "\n")
            #expect(text.matches(of: /\+  sandbox-team-/).count == 60)
            #expect(text.split(separator: "\n").allSatisfy { $0.count < 80 || !$0.hasPrefix("+") }, "\(text)")
            pty.send("\u{4}")
            _ = await pty.wait()
        }
    }

    @Test func `names are ones that every SDK finds`() async throws {
        try await EndToEndHome.with(Organisation(count: 1)) { home, sandbox in
            try sandbox.set(
                """
                {"accounts":[
                {"accountId":"100000000001","accountName":"日本語","roles":["R"]},
                {"accountId":"100000000002","accountName":"Ünïcödé","roles":["R"]},
                {"accountId":"100000000003","accountName":"🚀 rocket","roles":["R"]}]}
                """)
            #expect(try await home.awsx("configure", "sync", "--apply", "--yes").status == 0)
            #expect(
                home.configText.matches(of: /\[profile (\S+)\]/).map { String($0.output.1) }.sorted() == [
                    "sandbox-100000000001-R", "sandbox-Unicode-R", "sandbox-rocket-R",
                ])
            let doctor = try await home.awsx("doctor", "--json", "--offline")
            #expect(!doctor.output.contains("sdk-name"), "\(doctor)")
        }
    }

    @Test func `what is gone is pruned, if that is agreed to`() async throws {
        try await EndToEndHome.with(Organisation(count: 3), config: Organisation.session + Self.mine) { home, sandbox in
            let before = home.configText
            #expect(try await home.awsx("configure", "sync", "--apply").status == 0)
            let full = home.configText
            try sandbox.set(Organisation(count: 1).state())
            let kept = try await home.awsx("configure", "sync", "--apply", "--fresh")
            #expect(kept.status == 0 && kept.error.contains("6 profiles that sync wrote are out of date"), "\(kept)")
            #expect(home.configText == full)
            let unasked = try await home.awsx("configure", "sync", "--apply", "--prune")
            #expect(unasked.status == 64 && unasked.error.contains("--yes"), "\(unasked)")
            #expect(home.configText == full)
            let agreed = try await home.awsx("configure", "sync", "--apply", "--prune", "--yes")
            #expect(agreed.status == 0, "\(agreed)")
            #expect(home.configText.hasPrefix(before))
            #expect(home.configText.matches(of: /\[profile sandbox-/).count == 3)
            // The version before is kept, for its owner alone.
            let backups = try home.modes().filter { $0.key.contains("awsx/backups/") }
            #expect(!backups.isEmpty && backups.values.allSatisfy { $0 == 0o600 })
        }
    }

    @Test func `on a terminal it asks, and takes no for an answer`() async throws {
        try await EndToEndHome.with(Organisation(count: 1)) { home, _ in
            let before = home.configText
            for (key, status) in [("n\r", 0), ("\r", 0), ("\u{4}", 130), ("\u{3}", 130)] as [(String, Int32)] {
                let pty = try home.terminal("configure", "sync", "--apply")
                defer { pty.end() }
                _ = try await pty.expect("[y/N]:")
                pty.send(key)
                #expect(await pty.wait() == status, "\(pty.text)")
                #expect(home.configText == before)
            }
            let pty = try home.terminal("configure", "sync")
            defer { pty.end() }
            _ = try await pty.expect("[y/N]:")
            pty.send("x\r")
            let deadline = ContinuousClock.now + .seconds(60)
            // What is typed before a question is there is not for it.
            while pty.text.components(separatedBy: "[y/N]:").count < 3, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(5))
            }
            pty.send("y\r")
            #expect(await pty.wait() == 0, "\(pty.text)")
            #expect(home.configText.contains("[profile sandbox-team-1-Billing]"))
        }
    }

    @Test func `two accounts of one name, and one that AWS refuses, are told and the rest is written`() async throws {
        try await EndToEndHome.with(Organisation(count: 2)) { home, sandbox in
            try sandbox.set(
                """
                {"accounts":[
                {"accountId":"100000000001","accountName":"a/b \\u001b[31m\\ud83d\\ude80","roles":["R"]},
                {"accountId":"100000000002","accountName":"twin","roles":["R"]},
                {"accountId":"100000000003","accountName":"twin","roles":["R"]},
                {"accountId":"100000000004","accountName":"\(String(repeating: "long", count: 50))","roles":["R"]}]}
                """)
            let outcome = try await home.awsx("configure", "sync", "--apply")
            #expect(outcome.status == 1, "\(outcome)")
            #expect(
                outcome.error.contains(
                    "no profile sandbox-twin-R: twin (100000000002)/R and twin (100000000003)/R would both get that name"
                ))
            #expect(isHarmless(outcome.outputBytes) && isHarmless(outcome.errorBytes))
            #expect(home.configText.contains("[profile sandbox-a-b-31m-R]"))
            #expect(home.configText.contains("[profile sandbox-\(String(repeating: "long", count: 50))-R]"))
            #expect(!home.configText.contains("twin"))
            let template = "{account|slug}-{id}"
            #expect(try await home.awsx("configure", "sync", "--apply", "--name-template", template).status == 0)

            let before = home.configText
            try sandbox.set(
                #"{"faults":[{"operation":"ListAccountRoles","kind":"status","status":403,"code":"ForbiddenException"}]}"#
            )
            let denied = try await home.awsx("configure", "sync", "--apply", "--prune", "--yes", "--fresh")
            #expect(denied.status == 1, "\(denied)")
            #expect(denied.error.contains("AWS doesn't list your roles in twin (100000000003, session sandbox)"))
            #expect(home.configText == before)
        }
    }

    @Test func `no accounts, no scope, no login, no session: each says so and changes nothing`() async throws {
        try await EndToEndHome.with(Organisation(count: 1)) { home, sandbox in
            let before = home.configText
            try sandbox.set(#"{"accounts":[]}"#)
            expectFailure(
                try await home.awsx("configure", "sync", "--apply", "--prune", "--yes"), 66,
                saying: "has no accounts for you")
            expectFailure(
                try await home.awsx("configure", "sync", "--session", "nobody"), 66, saying: "no session nobody")
            expectFailure(
                try await home.awsx("configure", "sync", "--name-template", "{x}"), 64, saying: "unknown field {x}",
                "{account}")
            expectFailure(
                try await home.awsx("configure", "sync", "--plan", "--apply"), 64,
                saying: "--plan can't be combined with --apply")
            #expect(try await home.awsx("logout").status == 0)
            expectFailure(
                try await home.awsx("configure", "sync"), 79, saying: "awsx login --session sandbox")
            #expect(home.configText == before)
            let narrow = before.replacing("sso:account:access", with: "codewhisperer:completions")
            try home.write(narrow, to: ".aws/config")
            #expect(try await home.awsx("login", "--session", "sandbox").status == 0)
            let outcome = try await home.awsx("configure", "sync", "--apply")
            #expect([77, 79].contains(outcome.status), "\(outcome)")
            #expect(home.configText == narrow)
            try home.delete(".aws/config")
            #expect(try await home.awsx("configure", "sync").status == 78)
        }
    }

    @Test func `a file that can't be read, or edited, is left alone and nothing is asked of AWS`() async throws {
        try await EndToEndHome.with(Organisation(count: 1)) { home, sandbox in
            let broken = Organisation.session + "[broken\n"
            try home.write(broken, to: ".aws/config")
            expectFailure(try await home.awsx("configure", "sync", "--apply"), 78, saying: "config:")
            #expect(home.configText == broken)
            #expect(try sandbox.counts().isEmpty)
        }
    }

    @Test func `a file with other line ends, marks and bytes keeps them`() async throws {
        let config =
            Organisation.session.replacing("\n", with: "\r\n") + "; caf\u{e9} \u{1f600}\r\n[profile a]\r\nregion=x"
        try await EndToEndHome.with(Organisation(count: 1), config: config) { home, _ in
            let first = try await home.awsx("configure", "sync", "--apply")
            #expect(first.status == 0, "\(first)")
            #expect(home.configText.utf8.starts(with: config.utf8))
            #expect(try await home.botocoreProfiles().count == 4)
            let written = home.configText
            #expect(try await home.awsx("configure", "sync", "--apply", "--prune", "--yes").status == 0)
            #expect(home.configText == written)
        }
    }

    /// 60 accounts in every run, 1,000 in a long one.
    @Test(arguments: [false, true])
    func `twenty requests a second bring every role, killed in between or not, through faults`(hasFaults: Bool)
        async throws
    {
        let organisation = Organisation(count: TestRunLength.count(60, long: 1000))
        let faults = hasFaults ? Organisation.faults : "[]"
        try await EndToEndHome.with(organisation, perSecond: 20, faults: faults) { home, sandbox in
            let begin = ContinuousClock.now
            let outcome = try await home.awsx("configure", "sync", "--apply", limit: .seconds(600))
            let taken = ContinuousClock.now - begin
            #expect(outcome.status == 0, "\(outcome.error)")
            #expect(home.configText.matches(of: /\n\[profile sandbox-team-/).count == organisation.count * 3)
            let counts = try sandbox.counts()
            let least = organisation.leastTime(perSecond: 20)
            print(
                "sync of \(organisation.count) accounts\(hasFaults ? " with faults" : ""): \(taken), the limit alone: \(least) s; \(counts)"
            )
            let asked = (counts["ListAccounts"] ?? 0) + (counts["ListAccountRoles"] ?? 0)
            #expect(asked >= organisation.requests)
            #expect(asked <= organisation.requests * 6 / 5 + 40, "refused requests are few: \(counts)")
            #expect(home.list(".local/state/awsx/discovery").count == 1)

            let written = home.configText
            try sandbox.set(#"{"requestsPerSecond":0,"faults":[]}"#)
            #expect(try await home.awsx("configure", "sync", "--apply", "--prune", "--fresh").status == 0)
            #expect(home.configText == written)
        }
    }

    @Test(arguments: [9, 15] as [Int32])
    func `killed at half and run again it goes on`(signal: Int32) async throws {
        let organisation = Organisation(count: TestRunLength.count(100, long: 1000))
        try await EndToEndHome.with(organisation, perSecond: 20) { home, sandbox in
            let before = home.configText
            let prefix = try InstallPrefix.shared.get()
            let words = ["awsx", "configure", "sync", "--apply"].map { Array($0.utf8) }
            let running = try RunningProgram(
                prefix.awsx, words: words, environment: home.environment, streams: [.nothing, .nothing, .nothing],
                folder: home.path)
            let deadline = ContinuousClock.now + .seconds(120)
            while (try sandbox.counts()["ListAccountRoles"] ?? 0) < organisation.count / 2 {
                guard ContinuousClock.now < deadline else { throw Workspace.Broken("the discovery doesn't get on") }
                try await Task.sleep(for: .milliseconds(20))
            }
            running.sendAll(signal: signal)
            #expect(await running.wait() == 128 + signal)
            #expect(home.configText == before)
            let kept = try home.json(try #require(try home.modes().keys.first { $0.contains("awsx/discovery/") }))
            let known = kept["accounts"]?.members?.count ?? 0
            #expect(known > 0)
            #expect(try home.modes().filter { $0.key.contains("awsx/discovery/") }.values.allSatisfy { $0 == 0o600 })

            try sandbox.set(#"{"requestsPerSecond":0}"#)
            try sandbox.resetCounts()
            let again = try await home.awsx("configure", "sync", "--apply", limit: .seconds(300))
            #expect(again.status == 0, "\(again.error)")
            #expect(try sandbox.counts()["ListAccountRoles"] == organisation.count - known)
            #expect(home.configText.matches(of: /\n\[profile sandbox-team-/).count == organisation.count * 3)
        }
    }
}
