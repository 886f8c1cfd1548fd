import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// Providers that are programs: profiles get their credentials from them, and no bad one does any harm.
@Suite(.timeLimit(.minutes(5))) struct ProviderPluginTests {
    private static let config = """
        [profile dev]
        sso_account_id = 111111111111
        sso_role_name = Admin
        region = eu-west-1
        aws_secret_access_key = AWSXSANDBOXCANARYFILE
        vault_path = a/b
        [profile bare]
        region = eu-west-1
        """
    private static let keys = """
        {"accessKeyId":"ASIAPLUGIN","secretAccessKey":"AWSXSANDBOXCANARYKEY","sessionToken":"AWSXSANDBOXCANARYTOKEN",\
        "expiresAt":"2099-01-01T00:00:00Z","accountId":"111111111111",\
        "arn":"arn:aws:sts::111111111111:assumed-role/Admin/me"}
        """

    /// An installation with a plugin `corp` of a shell script that has read its question, and a HOME that uses it.
    private func with(
        _ script: String, manifest: String = "", profiles: String = "dev bare",
        _ body: (EndToEndHome, InstallPrefix) async throws -> Void
    ) async throws {
        let prefix = try InstallPrefix(at: try Workspace.shared.folder("prefix"))
        defer { Workspace.shared.remove(prefix.path) }
        let more = manifest.isEmpty ? "" : ",\(manifest)"
        try prefix.addPlugin(
            "corp", script: "#!/bin/sh\nIFS= read -r request\n\(script)\n",
            manifest: #"{"schema":1,"name":"corp","version":"1","summary":"s","kinds":["provider"]\#(more)}"#)
        let home = try EndToEndHome(config: Self.config, prefix: prefix)
        defer { home.remove() }
        try home.write("[plugin corp]\nprofiles = \(profiles)\nserver = x\n", to: ".config/awsx/config")
        try await body(home, prefix)
    }

    private func ok(_ keys: String = keys) -> String { "printf '%s\\n' '{\"ok\":\(keys)}'" }

    @Test func `A profile's credentials come from the plugin, and every command shows it`() async throws {
        try await with("echo $$ >> ~/asked; \(ok())") { home, _ in
            let exec = try await home.awsx(
                "exec", "-p", "dev", "--", "sh", "-c", "echo $AWS_ACCESS_KEY_ID $AWS_SESSION_TOKEN $AWSX_ROLE")
            #expect(exec.output == "ASIAPLUGIN AWSXSANDBOXCANARYTOKEN Admin\n", "\(exec)")
            #expect(exec.errorBytes.isEmpty, "\(exec)")
            let process = try await home.awsx("credential-process", "dev")
            #expect(process.json?["AccessKeyId"]?.string == "ASIAPLUGIN", "\(process)")
            // Nothing said that it may be kept.
            #expect(try home.read("asked").split(separator: "\n").count == 2)
            for words in [["explain", "dev"], ["explain", "dev", "--json"], ["status", "dev", "-v"], ["doctor"]] {
                let shown = try await Program.run(
                    try InstallPrefix.shared.get().awsx, words, environment: home.environment, folder: home.path)
                #expect(!"\(shown)".contains("AWSXSANDBOXCANARY"), "\(words)")
            }
            let explain = try await home.awsx("explain", "dev", "--json")
            #expect(explain.json?["provider"]?.string == "plugin", "\(explain)")
            #expect(explain.json?["chain"]?.array?[0]["settings"]?["plugin"]?.string == "corp")
            let status = try await home.awsx("status", "dev", "--json")
            #expect(status.json?["provider"]?.string == "plugin" && status.json?["state"]?.string == "asked-when-used")
            let prompt = try await home.awsx("prompt", setting: ["AWS_PROFILE": "dev"])
            #expect(prompt.output.contains("dev") && prompt.status == 0)
            let list = try await home.awsx("complete", "profiles", "bare")
            #expect(list.output == "bare\tasked when used\n", "\(list)")
        }
    }

    @Test func `What may be kept is kept privately, and goes with a change of the plugin`() async throws {
        let kept = Self.keys.replacing(#""accountId""#, with: #""cache":"2099-01-01T00:00:00Z","accountId""#)
        try await with("echo $$ >> ~/asked; \(ok(kept))") { home, prefix in
            for _ in 0..<3 { #expect(try await home.awsx("env", "dev").status == 0) }
            #expect(try home.read("asked").split(separator: "\n").count == 1)
            for (file, mode) in try home.modes() where file.contains("credentials/") {
                #expect(mode & 0o077 == 0, "\(file)")
            }
            #expect(try await home.awsx("status", "dev", "--json").json?["state"]?.string == "valid")
            let program = "\(prefix.plugins)/awsx-corp"
            let text = try String(contentsOfFile: program, encoding: .utf8)
            try Data((text + "# changed\n").utf8).write(to: URL(fileURLWithPath: program))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
            #expect(try await home.awsx("env", "dev").status == 0)
            #expect(try home.read("asked").split(separator: "\n").count == 2)
        }
    }

    @Test func `A lease that is kept is given back by logout`() async throws {
        let kept = Self.keys.replacing(
            #""accountId""#, with: #""cache":"2099-01-01T00:00:00Z","lease":"lease-7","accountId""#)
        let script = """
            printf '%s\n' "$request" >>~/asked
            case $request in *credentials.revoke*) echo '{"ok":{}}'; exit ;; esac
            \(ok(kept))
            """
        try await with(script) { home, _ in
            #expect(try await home.awsx("env", "bare").status == 0)
            let logout = try await home.awsx("logout", "bare")
            #expect(logout.status == 0 && logout.error.contains("that plugin corp gave are removed"), "\(logout)")
            let asked = try home.read("asked").split(separator: "\n")
            #expect(asked.count == 2 && asked[1].contains(#""kind":"credentials.revoke""#))
            #expect(asked[1].contains(#""lease":"lease-7","profile":{"name":"bare"}"#))
            #expect(home.list(".local/state/awsx/credentials").filter { $0.hasSuffix(".json") }.isEmpty)
            #expect(try await home.awsx("logout", "bare").status == 0)
            #expect(try home.read("asked").split(separator: "\n").count == 2)
        }
    }

    @Test func `What it gave goes with the trust in it, and what another gave stays`() async throws {
        let kept = Self.keys.replacing(#""accountId""#, with: #""cache":"2099-01-01T00:00:00Z","accountId""#)
        let home = try EndToEndHome(config: Self.config)
        defer { home.remove() }
        for name in ["corp", "other"] {
            try home.addPlugin(
                name, script: "#!/bin/sh\nIFS= read -r request\n\(ok(kept))\n", kind: "provider")
            #expect(try await home.awsx("plugin", "trust", name, "--yes").status == 0)
        }
        try home.write("[plugin corp]\nprofiles = dev\n[plugin other]\nprofiles = bare\n", to: ".config/awsx/config")
        for profile in ["dev", "bare"] { #expect(try await home.awsx("env", profile).status == 0) }
        let revoked = try await home.awsx("plugin", "revoke", "corp")
        #expect(revoked.error.contains("the credentials that plugin corp gave are removed"), "\(revoked)")
        let untrusted = try await home.awsx("env", "dev")
        #expect(untrusted.status == 77 && untrusted.output.isEmpty, "\(untrusted)")
        #expect(home.list(".local/state/awsx/credentials").filter { $0.hasSuffix(".json") }.count == 1)
        let other = try await home.awsx("env", "bare", "--no-login")
        #expect(other.output.contains("ASIAPLUGIN"), "\(other)")
    }

    @Test func `It is told the profile with the place of its settings, and no secret`() async throws {
        let script =
            "printf '%s\\n' \"$request\" > ~/request; env > ~/environment; tr '\\0' ' ' < /proc/$$/cmdline > ~/words; \(ok())"
        try await with(script, manifest: #""env":["AWS_SECRET_ACCESS_KEY","AWS_SESSION_TOKEN","AWS_PROFILE"]"#) {
            home, prefix in
            let run = try await home.awsx(
                "exec", "-p", "dev", "--duration", "15m", "--", "true",
                setting: [
                    "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "AWSXSANDBOXCANARYENV",
                    "AWS_SESSION_TOKEN": "AWSXSANDBOXCANARYENV",
                ])
            #expect(run.status == 0, "\(run)")
            let request = try home.json("request")
            #expect(request["kind"]?.string == "credentials.get" && request["reason"]?.string == "exec")
            #expect(request["duration"]?.integer == 900 && request["interactive"]?.bool == false)
            #expect(request["profile"]?["name"]?.string == "dev")
            #expect(request["profile"]?["accountId"]?.string == "111111111111")
            let path = request["profile"]?["settings"]?["vault_path"]
            #expect(path?["value"]?.string == "a/b" && path?["place"]?["line"]?.integer == 6)
            #expect(path?["place"]?["file"]?.string == "\(home.path)/.aws/config")
            #expect(request["options"]?["server"]?["value"]?.string == "x")
            for file in ["request", "environment", "words"] {
                #expect(!(try home.read(file)).contains("AWSXSANDBOXCANARY"), "\(file)")
            }
            #expect(try home.read("environment").contains("AWSX_BIN=\(prefix.awsx)\n"))
            #expect(try home.read("environment").contains("AWSX_PLUGIN_PROTOCOL=1\n"))
        }
    }

    private static let bad: [(script: String, status: Int32, words: String)] = [
        ("sleep 1000", 75, "gave no answer within"),
        ("trap '' TERM; while :; do sleep 1; done", 75, "gave no answer within"),
        ("cat >/dev/null", 75, "gave no answer within"),
        ("yes AWSXSANDBOXCANARY", 1, "more than 1 MiB"),
        ("head -c 100000000 /dev/zero | tr '\\0' '['", 1, "more than 1 MiB"),
        (#"printf '{"ok":{"secretAccessKey":"AWSXSANDBOXCANARY'"#, 1, "is not JSON"),
        ("exit 3", 1, "failed with status 3"), ("exit 0", 1, "ended without an answer"),
        ("kill -KILL 0", 1, "terminated by signal 9"), ("kill -TERM 0; sleep 5", 1, "terminated by signal 15"),
        (#"echo '{"v":2,"ok":{}}'"#, 1, "a protocol version other"), (#"echo '{"ok":{}}'"#, 1, "no accountId"),
        (#"echo hello; echo '{"ok":{}}'"#, 1, "more than one line"),
        (
            #"printf '{"err":{"kind":"login-required","message":"a\\u001b[31m\\u0000b","hint":"\\u001b]0;x\\u0007"}}'"#,
            79, "a"
        ),
        (#"printf '{"err":{"kind":"denied","message":"no"}}'"#, 77, "plugin corp: no"),
        (#"printf '{"err":{"kind":"throttled","message":"busy","retry_after_ms":3000}}'"#, 75, "try again in 3s"),
        (#"printf '{"err":{"kind":"offline","message":"no way"}}'"#, 69, "no way"),
        (#"printf '{"err":{"kind":"not-found","message":"gone"}}'"#, 66, "gone"),
        (#"printf '\033[2J\033]0;evil\007 \0 x\n' >&2; exit 1"#, 1, "corp: "),
    ]

    @Test(arguments: bad.indices)
    func `No bad plugin does harm: it is told once, quickly, without a secret`(index: Int) async throws {
        let (script, status, words) = Self.bad[index]
        // A short deadline only where it is to pass: a busy machine may need seconds to start a shell.
        let deadline = status == 75 && words.contains("within") ? 700 : 30_000
        try await with(script, manifest: #""deadline_ms":\#(deadline)"#) { home, _ in
            let run = try await home.awsx("exec", "-p", "dev", "--", "echo", "ran")
            #expect(run.status == status, "\(script)\n\(run)")
            #expect(run.output.isEmpty && run.error.contains(words), "\(script)\n\(run)")
            #expect(run.errorLines.count { $0.hasPrefix("awsx:") } == 1, "\(run)")
            #expect(isHarmless(run.errorBytes) && !run.error.contains("AWSXSANDBOXCANARY"), "\(run)")
            #expect(home.list(".local/state/awsx/credentials").filter { $0.hasSuffix(".json") }.isEmpty)
        }
    }

    @Test(
        arguments: [
            ("222222222222", "arn:aws:sts::222222222222:assumed-role/Admin/me", "2099-01-01T00:00:00Z", 77),
            ("111111111111", "arn:aws:sts::111111111111:assumed-role/Other/me", "2099-01-01T00:00:00Z", 77),
            ("111111111111", "arn:aws:sts::222222222222:assumed-role/Admin/me", "2099-01-01T00:00:00Z", 1),
            ("111111111111", "arn:aws:sts::111111111111:assumed-role/Admin/me", "2020-01-01T00:00:00Z", 75),
        ] as [(String, String, String, Int32)])
    func `Another's keys, and keys that are over, are refused and shown nowhere`(
        account: String, arn: String, end: String, status: Int32
    ) async throws {
        let keys = """
            {"accessKeyId":"ASIAAWSXSANDBOXCANARY","secretAccessKey":"AWSXSANDBOXCANARY","expiresAt":"\(end)",\
            "cache":"\(end)","accountId":"\(account)","arn":"\(arn)"}
            """
        try await with(ok(keys)) { home, _ in
            for command in ["exec -v -p dev -- env", "env -v dev", "credential-process -v dev", "env dev --json"] {
                let run = try await home.shell("awsx \(command)")
                #expect(run.status == status, "\(run)")
                #expect(!"\(run)".contains("AWSXSANDBOXCANARY"), "\(run)")
            }
            #expect(home.list(".local/state/awsx/credentials").filter { $0.hasSuffix(".json") }.isEmpty)
        }
    }

    @Test func `What it leaves running holds nobody up, and is ended`() async throws {
        try await with("sleep 1000 & echo $! > ~/child; \(ok())") { home, _ in
            #expect(try await home.awsx("env", "dev").status == 0)
            let child = try home.read("child").filter(\.isNumber)
            // It is killed, and the kernel may still be taking it down.
            try await eventually("it is ended") {
                let state = try LocalFiles().read("/proc/\(child)/stat", limit: 4096)
                return state.map { String(decoding: $0, as: UTF8.self).contains(") Z ") } ?? true
            }
        }
    }

    @Test func `A profile that is none of its goes to what it holds otherwise`() async throws {
        try await SandboxProcess.with { sandbox in
            let prefix = try InstallPrefix(at: try Workspace.shared.folder("prefix"))
            defer { Workspace.shared.remove(prefix.path) }
            try prefix.addPlugin(
                "corp", script: #"#!/bin/sh\#nread -r x; echo '{"err":{"kind":"not-mine","message":"no"}}'\#n"#,
                manifest: #"{"schema":1,"name":"corp","version":"1","summary":"s","kinds":["provider"]}"#)
            let home = try EndToEndHome(sandbox, prefix: prefix)
            defer { home.remove() }
            try home.write("[plugin corp]\nprofiles = dev-*\n", to: ".config/awsx/config")
            #expect(try await home.awsx("login", "--session", "sandbox").status == 0)
            let run = try await home.awsx(
                "exec", "-p", "dev-AdministratorAccess", "--", "sh", "-c", "echo $AWSX_ROLE ${AWS_ACCESS_KEY_ID:+keys}")
            #expect(run.output == "AdministratorAccess keys\n", "\(run)")
        }
    }

    @Test func `It asks a person on the terminal, if it may and somebody is there`() async throws {
        let script = """
            case $request in *'"interactive":true'*) ;; *) echo '{"err":{"kind":"login-required","message":"alone"}}'; exit ;; esac
            printf 'code? ' >/dev/tty; read -r code </dev/tty
            [ "$code" = 123 ] || exit 9
            \(ok())
            """
        try await with(script, manifest: #""interactive":"if-available""#) { home, _ in
            let alone = try await home.awsx("env", "dev")
            #expect(alone.status == 79 && alone.error.contains("alone"), "\(alone)")
            let pty = try home.terminal("exec", "-p", "dev", "--", "sh", "-c", "echo id=$AWS_ACCESS_KEY_ID")
            _ = try await pty.expect("code? ")
            pty.send("123\n")
            _ = try await pty.expect("id=ASIAPLUGIN")
            #expect(await pty.wait() == 0)
        }
    }

    @Test func `Ctrl-C at its question ends both, and gives the terminal back`() async throws {
        let script = """
            echo $$ >~/plugin
            stty -echo </dev/tty; printf 'code? ' >/dev/tty; read -r code </dev/tty
            \(ok())
            """
        try await with(script, manifest: #""interactive":"always""#) { home, prefix in
            let pty = try Pty(
                "/bin/sh",
                [
                    "-c",
                    "stty -a >before; '\(prefix.awsx)' exec -p dev -- true; echo status=$?; stty -a >after; echo over",
                ],
                environment: home.environment, folder: home.path)
            defer { pty.end() }
            _ = try await pty.expect("code? ")
            pty.send("\u{3}")
            _ = try await pty.expect("over")
            #expect(pty.text.contains("status=130"), "\(pty.text)")
            _ = await pty.wait()
            #expect(try home.read("before") == home.read("after"))
            let plugin = try home.read("plugin").filter(\.isNumber)
            #expect(!FileManager.default.fileExists(atPath: "/proc/\(plugin)"))
            #expect(home.list(".local/state/awsx/credentials").filter { $0.hasSuffix(".json") }.isEmpty)
        }
    }

    @Test func `A plugin that isn't there, or gives no credentials, is named`() async throws {
        try await with(ok()) { home, prefix in
            try home.write(
                "[plugin none]\nprofiles = dev\n[plugin sandbox]\nprofiles = bare\n", to: ".config/awsx/config")
            let none = try await home.awsx("env", "dev")
            #expect(none.status == 78 && none.error.contains("there is no plugin none"), "\(none)")
            let command = try await home.awsx("env", "bare")
            #expect(command.status == 78 && command.error.contains("gives no credentials"), "\(command)")
            for name in ["../x", "a/b", String(repeating: "x", count: 300)] {
                try home.write("[plugin \(name)]\nprofiles = dev\n", to: ".config/awsx/config")
                #expect(try await home.awsx("env", "dev").status == 78, "\(name)")
            }
        }
    }
}
