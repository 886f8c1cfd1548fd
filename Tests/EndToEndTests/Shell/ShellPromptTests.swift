import Engine
import Foundation
import ShellKit
import TestSupport
import Testing

/// The prompt segment: what it says, what it notices, and what it costs.
@Suite struct ShellPromptTests {
    @Test(arguments: Shell.allCases)
    func `a prompt starts no process while nothing changed`(shell: Shell) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: LivingShell.days)
        try home.settle()
        let log = "\(home.path)/trace"
        let tracer = ["/usr/bin/strace", "-f", "-qq", "-e", "trace=process", "-o", log]
        let living = try LivingShell(
            shell, in: home, setting: ["AWS_PROFILE": "dev-AdministratorAccess"], under: tracer)
        defer { living.end() }
        try await living.begin()
        try await living.type("")
        let before = try starts(log)
        for _ in 0..<20 { #expect(try await living.type("").contains("dev-AdministratorAccess 10d")) }
        #expect(try starts(log) == before)
        try await living.type("/bin/true")
        #expect(try starts(log) > before, "the count counts")
    }

    private func starts(_ log: String) throws -> Int {
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: log)), as: UTF8.self)
        return text.split(separator: "\n").filter { line in
            ["clone(", "clone3(", "fork(", "vfork(", "execve("].contains { line.contains($0) }
                && !line.contains("CLONE_THREAD")
        }.count
    }

    @Test func `in fish the segment stands above the prompt where the right side has no room`() async throws {
        try await LivingShell.with(.fish, profile: "dev-AdministratorAccess") { living, _ in
            #expect(try await living.type("false").contains("dev-AdministratorAccess 10d"))
            living.pty.setWindow(rows: 12, columns: 40)
            try await living.type("false")
            let shown = try await living.type("false")
            #expect(shown.contains("dev-AdministratorAccess 10d"), "\(shown.debugDescription)")
            #expect(shown.contains("[1] READY>"), "the status is the last command's: \(shown.debugDescription)")
            living.pty.setWindow(rows: 40, columns: 200)
            try await living.type("")
            #expect(try await living.type("").contains("dev-AdministratorAccess 10d"))
        }
    }

    @Test(arguments: Shell.allCases)
    func `what others do to the files is seen at the next prompt`(shell: Shell) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let living = try LivingShell(shell, in: home, setting: ["AWS_PROFILE": "dev-AdministratorAccess"])
        defer { living.end() }
        try await living.begin()
        #expect(try await living.type("").contains("dev-AdministratorAccess login needed"))
        try home.writeToken("t", secondsLeft: LivingShell.days)
        #expect(try await living.type("").contains("dev-AdministratorAccess 10d"))
        try home.writeRole(secondsLeft: 30_030)
        #expect(try await living.type("").contains("dev-AdministratorAccess 8h20m"))
        try home.writeRole(secondsLeft: -30)
        #expect(try await living.type("").contains("dev-AdministratorAccess ↻"))
        try home.delete(EndToEndHome.tokenFile)
        #expect(try await living.type("").contains("dev-AdministratorAccess login needed"))
        try home.write("[default]\n", to: ".aws/config")
        #expect(try await living.type("").contains("dev-AdministratorAccess unusable"))
        try home.write(
            "[profile dev-AdministratorAccess]\naws_access_key_id = A\naws_secret_access_key = s\n", to: ".aws/config")
        let permanent = try await living.prompt()
        #expect(permanent.contains("dev-AdministratorAccess") && !permanent.contains("unusable"), "\(permanent)")
    }

    @Test(.timeLimit(.minutes(2)), arguments: Shell.allCases)
    func `a mark tells that a sign-in comes to its end, from the instant at which that is near`(
        shell: Shell
    ) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            try home.write("[prompt]\nformat = {profile} {login} {time}\n", to: ".config/awsx/config")
            // The second hour of four ends in some seconds.
            let note = ".local/state/awsx/sign-ins/\(try #require(home.list(".local/state/awsx/sign-ins").first))"
            let start = Int64(Date().timeIntervalSince1970) - 7200 + 5
            try home.write(
                #"{"signedInAt": \#(start * 1000), "renewedAfter": 13800, "refusedAfter": 15000}"#, to: note)
            try home.settle()
            let living = try LivingShell(shell, in: home, setting: ["AWS_PROFILE": "dev-AdministratorAccess"])
            defer { living.end() }
            try await living.begin()
            var shown = try await living.prompt()
            while !shown.contains("dev-AdministratorAccess login by ") { shown = try await living.prompt() }
            #expect(Int64(Date().timeIntervalSince1970) >= start + 7200, "\(shown)")
            #expect(shown.contains(/login by \d\d:\d\d \d+m/), "\(shown)")
        }
    }

    @Test(arguments: Shell.allCases)
    func `a login by the AWS CLI elsewhere is seen`(shell: Shell) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            let living = try LivingShell(shell, in: home, setting: ["AWS_PROFILE": "dev-AdministratorAccess"])
            defer { living.end() }
            try await living.begin()
            #expect(try await living.type("").contains("login needed"))
            let login = try await home.run("aws", "sso", "login", "--profile", "dev-AdministratorAccess")
            #expect(login.status == 0, "\(login)")
            let shown = try await living.prompt()
            #expect(shown.contains("dev-AdministratorAccess ") && !shown.contains("login needed"), "\(shown)")
            #expect(try await home.run("aws", "sso", "logout").status == 0)
            #expect(try await living.type("").contains("login needed"))
        }
    }

    @Test(arguments: Shell.allCases)
    func `rules colour a profile, and the format is the user's`(shell: Shell) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.write(
            "[prompt]\nformat = <{account}/{time}>\n[rule production]\nprofile = prod-*\ncolour = 208\n",
            to: ".config/awsx/config")
        try home.writeToken("t", secondsLeft: LivingShell.days)
        let living = try LivingShell(
            shell, in: home, setting: ["AWS_PROFILE": "prod-ReadOnlyAccess", "TERM": "xterm-256color"])
        defer { living.end() }
        try await living.begin()
        #expect(try await living.type("").contains("<222222222222/10d>"))
        #expect(living.pty.text.contains("\u{1b}[38;5;208m"), "\(living.pty.text.debugDescription)")
    }

    @Test func `zsh draws anew while nobody types`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: LivingShell.days)
        // The first look is brought forward; that it comes by itself and draws is what is looked at.
        let living = try LivingShell(
            .zsh, in: home, after: "zmodload zsh/sched; sched +3 _awsx_tick",
            setting: ["AWS_PROFILE": "dev-AdministratorAccess"])
        defer { living.end() }
        _ = try await living.pty.expect("dev-AdministratorAccess 10d")
        try home.writeToken("t", secondsLeft: 2 * LivingShell.days)
        _ = try await living.pty.expect("dev-AdministratorAccess 20d", within: .seconds(180))
    }

    /// The end of a login is one of those instants.
    @Test func `an idle zsh looks again at the instant at which its text changes`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: 4000)
        let living = try LivingShell(.zsh, in: home, setting: ["AWS_PROFILE": "dev-AdministratorAccess"])
        defer { living.end() }
        try await living.begin()
        let shown = try await living.type(
            "for e in $zsh_scheduled_events; do print -r -- \"=${e%%:*}=$_awsx_until=${e##*:}\"; done")
        let instants = try #require(shown.firstMatch(of: #/=(\d+)=(\d+)=_awsx_tick/#), "\(shown)")
        #expect(instants.output.1 == instants.output.2, "\(shown)")
        // Nearer ends are planned for as well.
        let nearer = try await living.type(
            "_awsx_until=$((EPOCHSECONDS + 2)); _awsx_plan; print -r -- \"=$_awsx_next=$_awsx_until=\"")
        let both = try #require(nearer.firstMatch(of: #/=(\d+)=(\d+)=/#), "\(nearer)")
        #expect(both.output.1 == both.output.2, "\(nearer)")
    }

    static let templates = [
        ("{profile}", "dev-AdministratorAccess"), ("{time} {profile} {time}", "10d dev-AdministratorAccess"),
        ("{role}", "AdministratorAccess"), ("until {time}", "until 10d"), ("{time}", "10d"), ("aws", "aws"),
    ]

    @Test(arguments: Shell.allCases, templates)
    func `a format is filled as awsx prompt fills it, with or without the time`(
        shell: Shell, template: (String, String)
    ) async throws {
        let (format, text) = template
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.write("[prompt]\nformat = \(format)\n", to: ".config/awsx/config")
        try home.writeToken("t", secondsLeft: LivingShell.days)
        let profile = "dev-AdministratorAccess"
        #expect(try await home.awsx("prompt", setting: ["AWS_PROFILE": profile]).output == text)
        let living = try LivingShell(shell, in: home, setting: ["AWS_PROFILE": profile])
        defer { living.end() }
        try await living.begin()
        let shown = try await living.type("echo \"=$AWSX_PROMPT_TEXT/$AWSX_PROMPT_LEFT=\"")
        #expect(shown.contains("=\(text)/10d="), "\(shown)")
    }

    /// Others could put files into a folder that they may write to, and a file there decides what is shown.
    @Test(arguments: Shell.allCases)
    func `a runtime folder that others can write to is not used`(shell: Shell) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: LivingShell.days)
        for (mode, isUsed) in [(0o700, true), (0o755, true), (0o775, false), (0o757, false), (0o1777, false)] {
            try FileManager.default.setAttributes(
                [.posixPermissions: mode], ofItemAtPath: "\(home.path)/.run")
            let asked = try await home.awsx("shell-hook", shell.rawValue, "prompt", setting: ["AWS_PROFILE": "legacy"])
            let state = try #require(asked.output.firstMatch(of: #/_awsx_state[= ]'([^']+)'/#)).output.1
            let folder = isUsed ? "\(home.path)/.run/awsx/" : "\(home.path)/.local/state/awsx/prompt/"
            #expect(state.hasPrefix(folder), "\(mode): \(state)")
        }
    }

    @Test(arguments: Shell.allCases)
    func `no segment is added where it was not wanted`(shell: Shell) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: LivingShell.days)
        let living = try LivingShell(
            shell, in: home, options: "--prompt none", setting: ["AWS_PROFILE": "dev-AdministratorAccess"])
        defer { living.end() }
        try await living.begin()
        let drawn = try await living.type("")
        #expect(!drawn.contains("dev-Admin"))
        let shown = try await living.type("echo \"=$AWSX_PROMPT_TEXT/$AWSX_PROMPT_STATE/$AWSX_PROMPT_LEFT=\"")
        #expect(shown.contains("=dev-AdministratorAccess 10d/valid/10d="), "\(shown)")
    }

    static let forms: [(String, String)] = [
        ("plain", "prod%#$ 10d"), ("starship", "prod%#$ 10d"), ("tmux", "#[fg=colour1]prod%##$ 10d#[default]"),
        ("zsh", "%F{1}prod%%#$ 10d%f"), ("fish", "\u{1b}[31mprod%#$ 10d\u{1b}[0m"),
        ("bash", "\u{1}\u{1b}[31m\u{2}prod%#$ 10d\u{1}\u{1b}[0m\u{2}"),
    ]

    @Test(arguments: forms)
    func `awsx prompt spells the segment for each reader`(form: String, text: String) async throws {
        let name = "prod%#$"
        let session = "sso_session = sandbox\nsso_account_id = 111111111111\nsso_role_name = R\n"
        let home = try EndToEndHome(config: EndToEndHome.config + "[profile \(name)]\n\(session)")
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: LivingShell.days)
        let shown = try await home.awsx("prompt", "--shell", form, setting: ["AWS_PROFILE": name, "TERM": "xterm"])
        #expect(shown.output == text && shown.status == 0, "\(shown)")
        let plain = try await home.awsx(
            "prompt", "--shell", form, "--format", "{role}@{account}", setting: ["AWS_PROFILE": name, "NO_COLOR": "1"])
        #expect(plain.output == "R@111111111111", "\(plain)")
    }

    @Test func `awsx prompt tells programs each state`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        func answer(_ profile: String?) async throws -> JSON {
            let shown = try await home.awsx("prompt", "--shell", "json", setting: ["AWS_PROFILE": profile])
            return try #require(shown.json, "\(shown)")
        }
        #expect(try await answer(nil)["state"]?.string == "none")
        #expect(try await answer("nobody")["state"]?.string == "unusable")
        #expect(try await answer("dev-ReadOnlyAccess")["state"]?.string == "login-needed")
        try home.writeToken("t", secondsLeft: LivingShell.days)
        let valid = try await answer("dev-ReadOnlyAccess")
        #expect(valid["state"]?.string == "valid" && valid["accountId"]?.string == "111111111111")
        #expect(valid["roleName"]?.string == "ReadOnlyAccess" && valid["text"]?.string == "dev-ReadOnlyAccess 10d")
        try home.writeToken("t", secondsLeft: -10, refreshToken: "r")
        #expect(try await answer("dev-ReadOnlyAccess")["state"]?.string == "renewable")
        try home.configure("[profile keys]\naws_access_key_id = A\naws_secret_access_key = s\n")
        #expect(try await answer("keys")["state"]?.string == "permanent")
    }

    /// A command that learns better writes it down.
    @Test(arguments: Shell.allCases)
    func `a refused refresh is known to every prompt, until a sign-in`(shell: Shell) async throws {
        let fault =
            #"{"faults": [{"operation": "CreateToken.refresh_token", "kind": "status", "status": 400, "code": "InvalidGrantException"}]}"#
        try await EndToEndHome.with(["--auto-approve", "visit"], state: fault) { home, _ in
            try home.writeToken("stale", secondsLeft: -10, refreshToken: "dead")
            let living = try LivingShell(shell, in: home, setting: ["AWS_PROFILE": "dev-AdministratorAccess"])
            defer { living.end() }
            try await living.begin()
            #expect(try await living.type("").contains("dev-AdministratorAccess ↻"))
            #expect(try await home.awsx("exec", "-p", "dev-AdministratorAccess", "--", "true").status == 79)
            #expect(try await living.type("").contains("dev-AdministratorAccess login needed"))
            #expect(try await home.awsx("status", "dev-AdministratorAccess").status == 79)
            #expect(try await home.awsx("login", "dev-AdministratorAccess").status == 0)
            let shown = try await living.prompt()
            #expect(shown.contains("dev-AdministratorAccess ") && !shown.contains("login needed"), "\(shown)")
        }
    }

    @Test func `fish shows the segment on the left if told so`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeToken("t", secondsLeft: LivingShell.days)
        let living = try LivingShell(
            .fish, in: home, after: "awsx init fish --prompt left | source", options: "--prompt left",
            setting: ["AWS_PROFILE": "dev-ReadOnlyAccess"])
        defer { living.end() }
        try await living.begin()
        let shown = try await living.type("false")
        #expect(shown.contains("dev-ReadOnlyAccess 10d [1] READY>"), "\(shown)")
        #expect(!shown.contains("10d dev-ReadOnly"))
    }
}
