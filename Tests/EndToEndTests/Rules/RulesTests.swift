import Engine
import TestSupport
import Testing

/// Every rule, on a terminal and without one, in the programs that people run.
@Suite(.serialized) struct RulesTests {
    private static let profile = "prod-AdministratorAccess"

    /// A home with keys for production at hand, and rules.
    private func home(_ rules: String, secondsLeft: Int = 3600) throws -> EndToEndHome {
        let home = try EndToEndHome()
        try home.writeRole(account: "222222222222", secondsLeft: secondsLeft)
        try home.write(rules, to: ".config/awsx/config")
        return home
    }

    private static let confirm = "[rule production]\nprofile = prod-*\nconfirm = yes\n"

    @Test func `confirm lets only somebody pass who types the profile's name`() async throws {
        let home = try home(Self.confirm)
        defer { home.remove() }
        for (typed, status) in [(Self.profile, Int32(7)), ("yes", 77), ("", 77), ("prod-administratoraccess", 77)] {
            let pty = try home.terminal("exec", "-p", Self.profile, "--", "sh", "-c", "exit 7", "apply")
            defer { pty.end() }
            let shown = try await pty.expect("Type \"\(Self.profile)\" to continue: ")
            #expect(shown.contains("\(home.path)/.config/awsx/config:3") && shown.contains("222222222222"), "\(shown)")
            #expect(shown.contains("sh -c 'exit 7' apply") && shown.contains("AdministratorAccess"), "\(shown)")
            pty.send("\(typed)\n")
            #expect(await pty.wait() == status, "\(typed): \(pty.text)")
        }
    }

    @Test func `without a terminal, and for an SDK, confirm and reason refuse`() async throws {
        let home = try home(Self.confirm + "reason = yes\n")
        defer { home.remove() }
        for words in [
            ["exec", "-p", Self.profile, "--", "true"], ["env", Self.profile], ["credential-process", Self.profile],
        ] {
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
            expectFailure(
                outcome, 77, saying: "rule production requires a person's confirmation", ".config/awsx/config:3")
        }
        let pty = try home.terminal("credential-process", Self.profile)
        defer { pty.end() }
        #expect(await pty.wait() == 77, "\(pty.text)")
    }

    @Test func `a reason is asked for, or given, and kept`() async throws {
        let home = try home("[rule production]\nprofile = prod-*\nreason = yes\n")
        defer { home.remove() }
        let pty = try home.terminal("exec", "-p", Self.profile, "--", "true")
        defer { pty.end() }
        _ = try await pty.expect("Reason: ")
        pty.send("ticket 12\n")
        #expect(await pty.wait() == 0, "\(pty.text)")
        expectFailure(
            try await home.awsx("exec", "-p", Self.profile, "--", "true"), 77, saying: "--reason TEXT",
            ".config/awsx/config:3")
        let given = try await home.awsx("exec", "-p", Self.profile, "--reason", "ticket 13", "--", "true")
        #expect(given.status == 0, "\(given)")
        let log = try await home.awsx("log", "--json")
        #expect(log.output.split(separator: "\n").count == 2 && log.output.contains(#""reason":"ticket 12""#), "\(log)")
        #expect(log.output.contains(#""reason":"ticket 13""#) && log.output.contains(#""rules":["production"]"#))
        for wrong in ["", "  ", "a\u{1b}[2Jb", String(repeating: "x", count: 300)] {
            let outcome = try await home.awsx("exec", "-p", Self.profile, "--reason=\(wrong)", "--", "true")
            #expect(outcome.status == 64, "\(outcome)")
        }
    }

    @Test func `deny refuses in every command that gives keys, with rule, file and line`() async throws {
        let home = try home("[rule freeze]\nprofile = prod-*\ndeny = yes\n")
        defer { home.remove() }
        for words in [
            ["exec", "-p", Self.profile, "--", "true"], ["exec", Self.profile, "true"], ["env", Self.profile],
            ["credential-process", Self.profile], ["token", "-p", Self.profile],
            ["console", Self.profile, "--print-url"],
            ["console", Self.profile], ["ecr", "login", "-p", Self.profile, "--print-password"],
            ["eks", "token", "--cluster", "c", Self.profile], ["agent", "run", "-p", Self.profile, "--", "true"],
        ] {
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
            #expect(outcome.status == 77, "\(words): \(outcome)")
            #expect(outcome.error.contains("rule freeze denies this"), "\(words): \(outcome)")
            #expect(outcome.error.contains(".config/awsx/config:3"), "\(words): \(outcome)")
        }
        let use = try await home.run(
            "bash", "-c", #"eval "$(awsx init bash)"; awsx use \#(Self.profile) || exit; echo "[$AWS_PROFILE]""#)
        #expect(use.status == 77 && use.output.isEmpty, "\(use)")
        // A role that is named outright is the same.
        let role = try await home.awsx(
            "exec", "--session", "sandbox", "--account", "222222222222", "--role", "AdministratorAccess", "--", "true")
        expectFailure(role, 77, saying: "rule freeze denies this", ".config/awsx/config:3")
        // The others are free.
        try home.writeRole()
        #expect(try await home.awsx("exec", "-p", "dev-AdministratorAccess", "--", "true").status == 0)
    }

    @Test func `a rule for a command is for its first words`() async throws {
        let home = try home("[rule apply]\nprofile = prod-*\ncommand = sh -c, env\ndeny = yes\n")
        defer { home.remove() }
        #expect(try await home.awsx("exec", "-p", Self.profile, "--", "sh", "-c", "true").status == 77)
        #expect(try await home.awsx("exec", "-p", Self.profile, "--", "/bin/sh", "-c", "true").status == 77)
        #expect(try await home.awsx("exec", "-p", Self.profile, "--", "env").status == 77)
        #expect(try await home.awsx("exec", "-p", Self.profile, "--", "sh", "-e", "-c", "true").status == 0)
        #expect(try await home.awsx("env", Self.profile).status == 0)
    }

    @Test func `min-ttl asks for more time than was typed, and login = never starts none`() async throws {
        try await EndToEndHome.with { home, sandbox in
            try home.write("[rule a]\nlogin = never\nmin-ttl = 30m\n", to: ".config/awsx/config")
            let pty = try home.terminal("exec", "--", "true")
            defer { pty.end() }
            #expect(await pty.wait() == 79, "\(pty.text)")
            #expect(
                pty.text.contains("rule a does not allow a sign-in to be started") && pty.text.contains("config:2"),
                "\(pty.text)")
            #expect(try sandbox.counts().isEmpty)
            try home.writeRole(secondsLeft: 1200)
            let short = try await home.awsx("exec", "--min-ttl", "1m", "--", "true")
            #expect(short.status == 79, "\(short)")
            try home.writeRole(secondsLeft: 2400)
            #expect(try await home.awsx("exec", "--", "true").status == 0)
        }
    }

    @Test func `a variable lifts a rule that says so`() async throws {
        let home = try home("[rule freeze]\nprofile = prod-*\ndeny = yes\noverride = I_MEAN_IT\n")
        defer { home.remove() }
        let words = ["exec", "-p", Self.profile, "--", "true"]
        func run(_ variables: KeyValuePairs<String, String?>) async throws -> Int32 {
            try await Program.run(
                InstallPrefix.shared.get().awsx, words, environment: home.environment.setting(variables),
                folder: home.path
            ).status
        }
        #expect(try await run(["I_MEAN_IT": "1"]) == 0)
        #expect(try await run(["I_MEAN_IT": "0"]) == 77)
        #expect(try await run([:]) == 77)
        #expect(try await run(["I_MEAN_IT": "1", "CLAUDECODE": "1"]) == 77)
    }

    @Test(arguments: ["[rule a]\ndney = yes\n", "[rule a\n", "[rules]\nx = y\n", "[agent]\nscpoe = none\n"])
    func `what can't be understood lets nothing run`(rules: String) async throws {
        let home = try home(rules)
        defer { home.remove() }
        for words in [
            ["exec", "-p", Self.profile, "--", "true"], ["env", Self.profile], ["credential-process", Self.profile],
        ] {
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
            expectFailure(outcome, 78, saying: ".config/awsx/config:")
        }
        let doctor = try await home.awsx("doctor", "--offline", "--json")
        #expect(doctor.output.contains("rules-invalid") || doctor.output.contains("config-unparsable"), "\(doctor)")
        // A prompt shows something all the same.
        let prompt = try await home.awsx("prompt", setting: ["AWS_PROFILE": Self.profile])
        #expect(prompt.status == 0 && prompt.error.isEmpty, "\(prompt)")
    }

    @Test func `the site's rules bind, and no user's takes them back`() async throws {
        let home = try home(
            "[rule org]\ndeny = no\ntags = mine\n[rule free]\noverride = X\nconfirm = yes\nprofile = none\n")
        defer { home.remove() }
        func on(_ site: String, _ script: String) async throws -> ProgramOutcome {
            try home.write(site, to: "site", mode: 0o644)
            return try await home.mounting(
                "mount -t tmpfs -o mode=755 tmpfs /etc && mkdir /etc/awsx && cp site /etc/awsx/config\n\(script)")
        }
        let exec = "awsx exec -p \(Self.profile) -- true"
        let denied = try await on("[rule org]\nprofile = prod-*\ndeny = yes\n", "X=1 \(exec)")
        expectFailure(denied, 77, saying: "the system-wide rule org denies this", "/etc/awsx/config:3", "administrator")
        let wrong = try await on("[rule org]\nprofile = prod-*\ndeny = yes\noverride = X\n", exec)
        expectFailure(wrong, 78, saying: "/etc/awsx/config:4")
        let open = try await on("[rule org]\ntags = x\n", "chmod 666 /etc/awsx/config; \(exec)")
        expectFailure(open, 78, saying: "sudo chmod go-w /etc/awsx/config")
        let free = try await on("[rule org]\nprofile = other-*\ndeny = yes\n", exec)
        #expect(free.status == 0, "\(free)")
    }

    @Test func `explain shows each rule, where it stands and whether it applies`() async throws {
        let home = try home(
            "[rule one]\nprofile = prod-*\nconfirm = yes\n[rule two]\nprofile = dev-*\ndeny = yes\n"
                + "[rule three]\ncommand = terraform apply\nreason = yes\n")
        defer { home.remove() }
        let explain = try await home.awsx("explain", Self.profile, setting: ["CLAUDECODE": "1"])
        #expect(explain.output.contains("claude-code ($CLAUDECODE)"), "\(explain)")
        #expect(explain.output.contains("~/.config/awsx/config:1") && explain.output.contains("confirm = yes"))
        #expect(explain.output.contains("does not apply") && explain.output.contains("applies, to terraform apply"))
        let json = try await home.awsx("explain", Self.profile, "--json")
        #expect(json.json?["rules"]?.array?.map { $0["state"]?.string } == ["applies", "does-not-apply", "applies"])
        #expect(json.json?["agent"] == .null)
    }
}
