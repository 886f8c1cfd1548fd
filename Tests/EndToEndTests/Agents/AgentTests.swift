import Engine
import TestSupport
import Testing

/// What a program without a person gets.
@Suite(.serialized) struct AgentTests {
    private static let marks: [(variable: String, value: String)] = [
        ("CLAUDECODE", "1"), ("GEMINI_CLI", "1"), ("CODEX_THREAD_ID", "x"), ("KIRO_SESSION_ID", "x"),
        ("OPENCODE", "x"), ("ANTIGRAVITY_AGENT", "x"), ("AMP_CURRENT_THREAD_ID", "x"), ("PI_CODING_AGENT", "true"),
        ("COPILOT_CLI", "1"), ("CURSOR_AGENT", "1"), ("CODEX_SANDBOX", "seatbelt"), ("CODEX_CI", "1"),
        ("CLINE_ACTIVE", "true"), ("AUGMENT_AGENT", "1"), ("QWEN_CODE", "1"), ("GOOSE_TERMINAL", "1"),
        ("TRAE_AI_SHELL_ID", "x"), ("OPENCODE_CLIENT", "x"), ("CLAUDE_CODE", "1"),
        ("AWS_EXECUTION_ENV", "AmazonQ-For-CLI"), ("AI_AGENT", "x"), ("AGENT", "x"), ("AWSX_AGENT", "x"),
    ]

    @Test(arguments: marks)
    func `no mark of an agent starts a login, on a terminal or without`(
        mark: (variable: String, value: String)
    ) async throws {
        try await EndToEndHome.with { home, sandbox in
            let variables: KeyValuePairs<String, String?> = [mark.variable: mark.value]
            try home.write("[agent]\nscope = none\n", to: ".config/awsx/config")
            let pty = try home.terminal("exec", "--", "true", setting: variables)
            defer { pty.end() }
            #expect(await pty.wait() == 79, "\(pty.text)")
            #expect(pty.text.contains("ask a person to run this in another terminal: awsx login"), "\(pty.text)")
            let exec = try await home.awsx("exec", "--", "true", setting: variables)
            expectFailure(exec, 79, saying: "ask a person to run")
            let login = try await home.awsx("login", setting: variables)
            expectFailure(login, 79, saying: "does not start a sign-in for an agent", "$\(mark.variable)", "awsx login")
            #expect(try sandbox.counts().isEmpty)
        }
    }

    @Test(arguments: marks)
    func `without a word in a config no mark of an agent gets the keys as they are`(
        mark: (variable: String, value: String)
    ) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeRole()
        // Nobody answers there, however often one asks.
        let variables: KeyValuePairs<String, String?> = [mark.variable: mark.value, "AWS_MAX_ATTEMPTS": "1"]
        let print = ["exec", "--", "sh", "-c", "echo $AWS_ACCESS_KEY_ID"]
        for words in [print, ["env"], ["credential-process"], ["env", "--format", "json"]] {
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx, words, environment: home.environment.setting(variables),
                folder: home.path)
            #expect(outcome.status != 0 && !outcome.output.contains("ASIAEXAMPLE"), "\(words): \(outcome)")
        }
        let pty = try Pty(
            InstallPrefix.shared.get().awsx, print, environment: home.environment.setting(variables), folder: home.path)
        defer { pty.end() }
        #expect(await pty.wait() != 0 && !pty.text.contains("ASIAEXAMPLE"), "\(pty.text)")
    }

    @Test func `on a terminal an agent is asked nothing, and opens no browser`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeRole()
        let marked: KeyValuePairs<String, String?> = ["CLAUDECODE": "1"]
        for words in [["exec", "--", "true"], ["console"], ["use"], ["configure", "sso"], ["exec", "-p", "dev"]] {
            let pty = try Pty(
                InstallPrefix.shared.get().awsx, words, environment: home.environment.setting(marked), folder: home.path
            )
            defer { pty.end() }
            let status = await pty.wait(within: .seconds(20))
            #expect((1...128).contains(status), "\(words): \(status) \(pty.text)")
            #expect(!pty.text.contains("\u{1b}[?"), "\(words): \(pty.text)")
        }
        let console = try await home.awsx("console", setting: marked)
        expectFailure(console, 77, saying: "does not open a browser for an agent")
    }

    @Test(arguments: marks)
    func `a run of an agent leaves one receipt`(mark: (variable: String, value: String)) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeRole()
        try home.write("[rule free]\nagent = any\nscope = none\n", to: ".config/awsx/config")
        let variables: KeyValuePairs<String, String?> = [mark.variable: mark.value]
        for words in [["exec", "-q", "--", "sh", "-c", "echo $AWS_ACCESS_KEY_ID"], ["env"], ["credential-process"]] {
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx, words, environment: home.environment.setting(variables),
                folder: home.path)
            #expect(outcome.status == 0 && outcome.output.contains("ASIAEXAMPLE"), "\(outcome)")
            #expect(outcome.errorLines.count == 1, "\(outcome)")
            for part in ["awsx: agent ", "111111111111 AdministratorAccess", "until 20", "run ", "rule free"] {
                #expect(outcome.error.contains(part), "\(part): \(outcome)")
            }
            #expect(!outcome.error.contains("ASIAEXAMPLE") && !outcome.error.contains("token-of"), "\(outcome)")
        }
    }

    @Test func `a person's shell sees nothing of it`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeRole()
        let variables: KeyValuePairs<String, String?> = [
            "CURSOR_TRACE_ID": "x", "VSCODE_AGENT": "1", "REPL_ID": "x", "CI": "true", "CODEX_HOME": "/x",
        ]
        for _ in 0..<100 {
            let outcome = try await home.awsx(
                "exec", "--", "sh", "-c", "echo $AWS_ACCESS_KEY_ID$AWSX_SCOPE", setting: variables)
            #expect(outcome.status == 0 && outcome.output == "ASIAEXAMPLE\n" && outcome.error.isEmpty, "\(outcome)")
        }
    }

    @Test func `AWSX_AGENT=none is believed on a terminal only`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeRole()
        try home.write("[agent]\nprofiles = none-*\n", to: ".config/awsx/config")
        let variables: KeyValuePairs<String, String?> = ["AWSX_AGENT": "none", "CLAUDECODE": "1"]
        let pty = try home.terminal("exec", "--", "true", setting: variables)
        defer { pty.end() }
        #expect(await pty.wait() == 0, "\(pty.text)")
        let piped = try await home.awsx("exec", "--", "true", setting: variables)
        expectFailure(piped, 77, saying: "an agent may not use this profile", ".config/awsx/config:2")
    }

    @Test func `a token can't be narrowed, so an agent gets none`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("AWSXSANDBOXCANARY", secondsLeft: 3600)
        let token = try await home.awsx("token", setting: ["CLAUDECODE": "1"])
        expectFailure(token, 77, saying: "a token's permissions can't be narrowed", "the default for agents")
        #expect(try await home.awsx("token").status == 0)
    }

    @Test func `doctor says which mark matched`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let doctor = try await home.awsx("doctor", "--offline", setting: ["CLAUDECODE": "1", "AGENT": "amp"])
        #expect(doctor.output.contains("$CLAUDECODE") && doctor.output.contains("$AGENT"), "\(doctor)")
        #expect(try await !home.awsx("doctor", "--offline").output.contains("treats this as the agent"))
    }

    @Test func `agent shows a person what an agent would get, and how to widen it`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let shown = try await home.awsx("agent")
        for part in ["read-strict (the default for agents)", "To allow more", "[rule agents]", "agent = any"] {
            #expect(shown.output.contains(part), "\(part): \(shown)")
        }
        let json = try await home.awsx("agent", "--json")
        #expect(json.json?["scopes"] == .array([.string("read-strict")]) && json.json?["agent"] == .null, "\(json)")
        try home.write("[rule dev]\nprofile = default\nagent = any\nscope = none\n", to: ".config/awsx/config")
        #expect(try await home.awsx("agent").output.contains("not narrowed (rule dev, "))
        try home.write("[agent]\nprofiles = x\n", to: ".config/awsx/config")
        let denied = try await home.awsx("agent", "--json", setting: ["CLAUDECODE": "1"])
        #expect(
            denied.json?["deniedBy"]?["place"]?["line"]?.integer == 2
                && denied.json?["agent"]?["name"]?.string == "claude-code")
        // A rule that allows more would not help.
        let told = try await home.awsx("agent").output
        #expect(told.contains("add default to profiles under [agent] (") && !told.contains("[rule agents]"), "\(told)")
        #expect(try await home.awsx("agent", "-p", "nobody").status == 66)
    }

    @Test func `agent run marks what it runs, and takes keys out of its environment`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let keys: KeyValuePairs<String, String?> = [
            "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "x", "AWS_PROFILE": "dev-ReadOnlyAccess",
        ]
        let run = try await home.awsx(
            "agent", "run", "--", "sh", "-c", "echo $AWSX_AGENT $AWS_ACCESS_KEY_ID $AWS_PROFILE; exit 4", setting: keys)
        #expect(run.status == 4 && run.output == "agent dev-ReadOnlyAccess\n" && run.error.isEmpty, "\(run)")
        let named = try await home.awsx("agent", "run", "--name", "My Bot", "--", "sh", "-c", "echo $AWSX_AGENT")
        #expect(named.output == "my-bot\n", "\(named)")
        #expect(try await home.awsx("agent", "run", "true").status == 64)
        #expect(try await home.awsx("agent", "run", "--").status == 64)
        #expect(try await home.awsx("agent", "run", "--name", "none", "--", "true").status == 64)
        #expect(try await home.awsx("agent", "run", "--", "no-such-program").status == 127)
    }
}
