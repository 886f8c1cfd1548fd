import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// Hooks that are programs: asked before a command and a shell, told of sign-ins and denials.
@Suite(.timeLimit(.minutes(5))) struct HookPluginTests {
    private func with(
        _ hooks: KeyValuePairs<String, (events: String, more: String, script: String)>,
        _ body: (EndToEndHome, SandboxProcess) async throws -> Void
    ) async throws {
        let prefix = try InstallPrefix(at: try Workspace.shared.folder("prefix"))
        defer { Workspace.shared.remove(prefix.path) }
        for (name, hook) in hooks {
            // A short deadline only where it is to pass: a busy machine may need seconds to start a shell.
            let deadline = hook.script.hasPrefix("sleep") ? 1500 : 30_000
            try prefix.addPlugin(
                name, script: "#!/bin/sh\nIFS= read -r request\n\(hook.script)\n",
                manifest: """
                    {"schema":1,"name":"\(name)","version":"1","summary":"s","kinds":["hook"],\
                    "hooks":[\(hook.events)],"deadline_ms":\(deadline)\(hook.more)}
                    """)
        }
        try await SandboxProcess.with { sandbox in
            let home = try EndToEndHome(sandbox, prefix: prefix)
            defer { home.remove() }
            let login = try await home.awsx("login", "--session", "sandbox")
            #expect(login.status == 0, "\(login)")
            try await body(home, sandbox)
        }
    }

    private func exec(_ home: EndToEndHome, _ script: String = "echo ran") async throws -> ProgramOutcome {
        try await home.awsx("exec", "-p", "dev-AdministratorAccess", "--", "sh", "-c", script)
    }

    @Test func `Before a command it adds variables and says a text, and sees no word and no secret`() async throws {
        let script =
            #"printf '%s' "$request" >~/request; env >~/environment; echo '{"ok":{"env":{"TEAM":"a b"},"show":"hello"}}'"#
        try await with(["team": (#""pre-exec""#, "", script)]) { home, _ in
            let run = try await home.awsx(
                "exec", "-p", "dev-AdministratorAccess", "--", "sh", "-c", "echo $TEAM; : SECRETWORD",
                setting: ["AWS_SECRET_ACCESS_KEY": "AWSXSANDBOXCANARY"])
            #expect(run.status == 0 && run.output == "a b\n", "\(run)")
            #expect(run.errorLines.contains("team: hello"))
            let request = try home.json("request")
            #expect(request["event"]?.string == "pre-exec" && request["command"]?.string == "sh")
            #expect(request["profile"]?["name"]?.string == "dev-AdministratorAccess")
            #expect(request["profile"]?["accountId"]?.string == "111111111111")
            let seen = try home.read("request") + home.read("environment")
            #expect(!seen.contains("SECRETWORD") && !seen.contains("AWSXSANDBOXCANARY"))
        }
    }

    @Test func `A refusal keeps the command from running and from getting credentials`() async throws {
        try await with(["no": (#""pre-exec""#, "", #"echo '{"ok":{"refuse":"it is night"}}'"#)]) { home, sandbox in
            let run = try await exec(home)
            #expect(run.status == 77 && run.output.isEmpty, "\(run)")
            #expect(run.error.contains("plugin no refuses: it is night"), "\(run)")
            #expect(try sandbox.counts()["GetRoleCredentials"] ?? 0 == 0)
        }
    }

    @Test(arguments: ["exit 3", "sleep 100", "yes", #"printf '{"ok":'"#, "kill -KILL 0"])
    func `A policy without an answer refuses, and any other is passed over with a line`(script: String) async throws {
        try await with(["rule": (#""pre-exec""#, #","policy":true"#, script)]) { home, _ in
            let run = try await exec(home)
            #expect(run.status == 77 && run.output.isEmpty, "\(run)")
            #expect(run.error.contains("plugin rule ") && run.error.contains("it is a policy"), "\(run)")
        }
        try await with(["lax": (#""pre-exec""#, "", script)]) { home, _ in
            let run = try await exec(home)
            #expect(run.status == 0 && run.output == "ran\n", "\(run)")
            #expect(run.errorLines.count == 1 && run.error.contains("awsx continues without this hook"), "\(run)")
        }
    }

    @Test(arguments: ["AWS_ACCESS_KEY_ID", "AWS_PROFILE", "LD_PRELOAD", "PATH", "AWS_ENDPOINT_URL", "BASH_ENV"])
    func `No hook changes who one is, or which program runs`(name: String) async throws {
        try await with(["bad": (#""pre-exec""#, "", #"echo '{"ok":{"env":{"\#(name)":"/evil","OK":"1"}}}'"#)]) {
            home, _ in
            let run = try await exec(home, "echo x$\(name)x$OK | grep -c evil; exit 0")
            #expect(run.status == 0 && run.output == "0\n", "\(run)")
            #expect(run.error.contains("no hook may set"), "\(run)")
        }
    }

    @Test func `Before a shell changes it may refuse`() async throws {
        let refuse = (
            #""pre-use""#, "",
            #"case $request in *'"name":"prod-'*) echo '{"ok":{"refuse":"not today"}}';; *) echo '{"ok":{"show":"fine"}}';; esac"#
        )
        try await with(["use": refuse]) { home, _ in
            func use(_ profile: String) async throws -> ProgramOutcome {
                try await home.run(
                    "bash", "-c", "eval \"$(awsx init bash)\"; awsx use \(profile); echo $? \"$AWS_PROFILE\"")
            }
            let no = try await use("prod-AdministratorAccess")
            #expect(no.output == "77 \n" && no.error.contains("not today"), "\(no)")
            let yes = try await use("dev-AdministratorAccess")
            #expect(yes.output == "0 dev-AdministratorAccess\n" && yes.error.contains("use: fine"), "\(yes)")
        }
    }

    @Test func `After a sign-in and a denial it is told`() async throws {
        let script = #"printf '%s\n' "$request" >>~/events; echo '{"ok":{"show":"noted"}}'"#
        try await with(["note": (#""post-login","on-denied""#, "", script)]) { home, sandbox in
            let login = try await home.awsx("login", "--session", "sandbox", "--force", limit: .seconds(90))
            #expect(login.status == 0 && login.errorLines.contains("note: noted"), "\(login)")
            #expect(try home.read("events").contains(#""event":"post-login""#))
            try sandbox.set(#"{"forbidden": [{"accountId": "222222222222", "roleName": "ReadOnlyAccess"}]}"#)
            let denied = try await home.awsx("env", "prod-ReadOnlyAccess")
            #expect(denied.status == 77 && denied.error.contains("note: noted"), "\(denied)")
            #expect(try home.read("events").contains(#""event":"on-denied""#))
        }
    }
}
