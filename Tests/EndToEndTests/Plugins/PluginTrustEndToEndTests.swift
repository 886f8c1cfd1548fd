import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// Plugins that did not come with awsx: run only once they are trusted, and as they were then.
@Suite(.serialized) struct PluginTrustEndToEndTests {
    private static let own = ".local/share/awsx/plugins"

    private func with(_ body: (EndToEndHome) async throws -> Void) async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try await body(home)
    }

    @Test func `on a terminal the first run asks, and only the first`() async throws {
        try await with { home in
            try home.addPlugin("hello", script: "#!/bin/sh\necho \"hello $*\"\n")
            let first = try home.terminal("hello", "world")
            defer { first.end() }
            _ = try await first.expect("Trust it? [y/N]")
            #expect(!first.text.contains("hello world"))
            for text in ["not trusted yet", "\(home.path)/\(Self.own)/awsx-hello", "sha256", "It runs as you"] {
                #expect(first.text.contains(text), "\(text): \(first.text)")
            }
            first.send("y\r")
            #expect(await first.wait() == 0, "\(first.text)")
            #expect(first.text.contains("hello world"))
            let second = try await home.awsx("hello", "again")
            #expect(second.status == 0 && second.output == "hello again\n" && second.error.isEmpty, "\(second)")
        }
    }

    @Test func `no is the answer to an empty line`() async throws {
        try await with { home in
            try home.addPlugin("hello", script: "#!/bin/sh\necho ran\n")
            let run = try home.terminal("hello")
            defer { run.end() }
            _ = try await run.expect("[y/N]")
            run.send("\r")
            #expect(await run.wait() == 77, "\(run.text)")
            #expect(!run.text.contains("ran"))
            #expect(try await home.awsx("hello").status == 77)
        }
    }

    @Test func `without a terminal it is refused, trusted by a command, and refused again once it changed`()
        async throws
    {
        try await with { home in
            try home.addPlugin("hello", script: "#!/bin/sh\necho one\n")
            let refused = try await home.awsx("hello")
            expectFailure(refused, 77, saying: "awsx plugin trust hello")
            let unasked = try await home.awsx("plugin", "trust", "hello")
            expectFailure(unasked, 64, saying: "awsx plugin trust hello --yes")
            let trust = try await home.awsx("plugin", "trust", "hello", "--yes", "--json")
            #expect(trust.status == 0 && trust.json?["trust"] == .string("trusted"), "\(trust)")
            #expect(try await home.awsx("hello").output == "one\n")
            try home.addPlugin("hello", script: "#!/bin/sh\necho two\n")
            let changed = try await home.awsx("hello")
            expectFailure(changed, 77, saying: "has changed since it was trusted (awsx-hello)")
            #expect(changed.output.isEmpty)
            #expect(try await home.awsx("plugin", "trust", "hello", "--yes").status == 0)
            #expect(try await home.awsx("hello").output == "two\n")
            #expect(try await home.awsx("plugin", "revoke", "hello").status == 0)
            expectFailure(try await home.awsx("hello"), 77, saying: "not trusted yet")
        }
    }

    @Test func `the hash is that of sha256sum, twice`() async throws {
        try await with { home in
            try home.addPlugin("hello", script: "#!/bin/sh\necho one\n")
            let info = try await home.awsx("plugin", "info", "hello", "--json")
            let sum = try await home.shell(
                "cd \(Self.own) && sha256sum awsx-hello.json awsx-hello | sha256sum | cut -d' ' -f1")
            #expect(info.json?["sha256"]?.string == sum.output.trimmingCharacters(in: .newlines), "\(info) \(sum)")
        }
    }

    @Test(arguments: [([String](), false), (["--with-keys"], true)])
    func `keys reach it by an explicit grant only`(words: [String], getsKeys: Bool) async throws {
        try await with { home in
            try home.addPlugin(
                "greedy", script: "#!/bin/sh\nenv | grep -E '^AWS_(PROFILE|SECRET|ACCESS|SESSION)' | cut -d= -f1\n",
                members: #""env": ["AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]"#)
            let trust = try await Program.run(
                InstallPrefix.shared.get().awsx, ["plugin", "trust", "greedy", "--yes"] + words,
                environment: home.environment, folder: home.path)
            #expect(trust.status == 0 && trust.error.contains("your KEYS"), "\(trust)")
            let run = try await home.awsx(
                "greedy",
                setting: [
                    "AWS_PROFILE": "dev", "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "s",
                    "AWS_SESSION_TOKEN": "t",
                ])
            let expected: Set =
                getsKeys ? ["AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] : ["AWS_PROFILE"]
            #expect(Set(run.output.split(separator: "\n").map(String.init)) == expected, "\(run)")
        }
    }

    @Test func `each subcommand answers, for people and for programs`() async throws {
        try await with { home in
            try home.addPlugin("good", script: "#!/bin/sh\n")
            try home.addPlugin("status", script: "#!/bin/sh\n")
            try home.addPlugin("good", in: "extra", script: "#!/bin/sh\n:\n")
            let path: KeyValuePairs<String, String?> = ["AWSX_PLUGIN_PATH": "\(home.path)/extra"]
            let list = try await home.awsx("plugin", "list", "--json", setting: path)
            let rows = (list.json?["plugins"]?.array ?? []).filter { $0["name"]?.string == "good" }
            #expect(rows.compactMap { $0["shadowed"]?.bool } == [false, true], "\(list)")
            #expect(rows.last?["shadowedBy"]?["file"]?.string == "\(home.path)/extra/awsx-good")
            #expect(rows.map { $0["trust"]?.string } == ["untrusted", "untrusted"])
            let text = try await home.awsx("plugin", "list", setting: path)
            #expect(text.output.contains("(shadowed by \(home.path)/extra/awsx-good)"), "\(text)")
            #expect(text.output.contains("(shadowed by a built-in one)"))
            for words in [
                ["info", "good"], ["info", "./extra/awsx-good"], ["info", "extra/awsx-good.json", "--json"],
            ] {
                let info = try await Program.run(
                    InstallPrefix.shared.get().awsx, ["plugin"] + words, environment: home.environment.setting(path),
                    folder: home.path)
                #expect(info.status == 0 && info.output.contains("\(home.path)/extra/awsx-good"), "\(info)")
            }
            // The other one, by its place.
            let trust = try await home.awsx("plugin", "trust", "\(Self.own)/awsx-good", "--yes", setting: path)
            #expect(trust.status == 0 && trust.error.contains("not found by its name"), "\(trust)")
            expectFailure(try await home.awsx("good", setting: path), 77, saying: "not trusted yet")
            let revoke = try await home.awsx("plugin", "revoke", "good", "--json", setting: path)
            #expect(revoke.json?["revoked"]?.array?.count == 1, "\(revoke)")
            #expect(try await home.awsx("plugin", "verify", setting: path).status == 0)
        }
    }

    @Test func `verify names each fault with what mends it, and ends with 1`() async throws {
        try await with { home in
            #expect(try await home.awsx("plugin", "verify").status == 0)
            for name in ["good", "changed", "open", "broken", "gone"] {
                try home.addPlugin(name, script: "#!/bin/sh\n")
                #expect(try await home.awsx("plugin", "trust", name, "--yes", "-q").status == 0)
            }
            try home.write("#!/bin/sh\n:\n", to: "\(Self.own)/awsx-changed", mode: 0o755)
            try home.setMode(0o777, of: "\(Self.own)/awsx-open")
            try home.write("{", to: "\(Self.own)/awsx-broken.json", mode: 0o644)
            try home.delete("\(Self.own)/awsx-gone")
            let verify = try await home.awsx("plugin", "verify")
            #expect(verify.status == 1, "\(verify)")
            func line(_ name: String) -> Substring? {
                verify.output.split(separator: "\n").first { $0.contains("awsx-\(name)") }
            }
            #expect(line("good")?.hasPrefix("ok ") == true, "\(verify)")
            for (name, why) in [
                ("changed", "has changed"), ("open", "another user could"), ("broken", "is not JSON"),
                ("gone", "missing"),
            ] {
                #expect(line(name)?.hasPrefix("error ") == true && line(name)?.contains(why) == true, "\(verify)")
            }
            #expect(verify.output.contains("chmod go-w ") && verify.output.contains("awsx plugin trust changed"))
            let json = try await home.awsx("plugin", "verify", "--json")
            #expect(json.status == 1 && json.json?["plugins"]?.array?.count == 9, "\(json)")
            #expect(try await home.awsx("plugin", "verify", "good").status == 0)
            #expect(try await home.awsx("plugin", "verify", "open").status == 1)
            expectFailure(try await home.awsx("plugin", "verify", "nothing"), 66, saying: "there is no plugin")
        }
    }

    @Test(arguments: ["../x", "x/../../y", "", "Upper", String(repeating: "a", count: 300), "-x", "a b", "\u{1b}[2J"])
    func `a name that is none is no plugin`(name: String) async throws {
        try await with { home in
            try home.addPlugin("hello", script: "#!/bin/sh\necho ran\n")
            try home.write("#!/bin/sh\necho ran\n", to: ".local/share/awsx/x", mode: 0o755)
            let run = try await home.awsx(name)
            #expect(run.status == 64 && !run.output.contains("ran") && isHarmless(run.errorBytes), "\(run)")
            let info = try await home.awsx("plugin", "info", "--", name)
            #expect([64, 66].contains(info.status) && isHarmless(info.errorBytes), "\(info)")
        }
    }

    @Test func `a folder that somebody else can write to is refused with what mends it`() async throws {
        try await with { home in
            try home.addPlugin("hello", script: "#!/bin/sh\necho ran\n")
            #expect(try await home.awsx("plugin", "trust", "hello", "--yes", "-q").status == 0)
            try home.setMode(0o777, of: ".local/share/awsx")
            expectFailure(try await home.awsx("hello"), 77, saying: "chmod go-w \(home.path)/.local/share/awsx")
        }
    }

    @Test func `a flood of files in the folder costs a moment, and what is asked for is found`() async throws {
        try await with { home in
            try home.addPlugin("zebra", script: "#!/bin/sh\necho ran\n")
            let made = try await home.shell(
                "cd \(Self.own) && seq 10000 | sed 's/.*/awsx-flood&.json/' | xargs touch && seq 10000 | xargs touch")
            #expect(made.status == 0, "\(made)")
            let help = try await home.awsx("help", limit: .seconds(20))
            #expect(help.status == 0 && help.output.contains("login"), "\(help.status)")
            let list = try await home.awsx("plugin", "list", limit: .seconds(20))
            #expect(list.status == 0 && list.error.contains("more than 1000 manifests"), "\(list.status)")
            #expect(try await home.awsx("plugin", "trust", "zebra", "--yes").status == 0)
            #expect(try await home.awsx("zebra").output == "ran\n")
        }
    }

    // MARK: This machine's policy

    /// Runs a script on a machine whose `/etc/awsx/config` is this one.
    private func onMachine(_ policy: String, _ home: EndToEndHome, _ script: String) async throws -> ProgramOutcome {
        try home.write(policy, to: "site", mode: 0o644)
        return try await home.mounting(
            "mount -t tmpfs -o mode=755 tmpfs /etc && mkdir /etc/awsx && cp site /etc/awsx/config\n\(script)")
    }

    @Test func `an administrator's policy binds, whatever the user trusts`() async throws {
        try await with { home in
            try home.addPlugin("hello", script: "#!/bin/sh\necho ran\n")
            let words = "awsx plugin trust hello --yes -q; awsx hello"
            let allowed = try await onMachine("[plugins]\npolicy = allow-list\nallow = hello\n", home, words)
            #expect(allowed.status == 0 && allowed.output == "ran\n", "\(allowed)")
            for policy in ["policy = deny-all", "policy = allow-list\nallow = other"] {
                let denied = try await onMachine("[plugins]\n\(policy)\n", home, "awsx hello")
                expectFailure(denied, 77, saying: "/etc/awsx/config:2")
                // What came with awsx is not meant.
                let boxed = try await onMachine("[plugins]\n\(policy)\n", home, "awsx sandbox --version")
                #expect(boxed.status == 0, "\(boxed)")
            }
            let empty = try await onMachine("[plugins]\npolicy = allow-list\nallow =\n", home, "awsx hello")
            expectFailure(empty, 78, saying: "/etc/awsx/config:3")
            let open = try await onMachine(
                "[plugins]\npolicy = allow-all\n", home, "chmod 666 /etc/awsx/config; awsx hello")
            expectFailure(open, 78, saying: "sudo chmod go-w /etc/awsx/config")
            // A user's variables move it nowhere.
            let moved = try await onMachine(
                "[plugins]\npolicy = deny-all\n", home,
                "export XDG_CONFIG_DIRS=$PWD AWSX_CONFIG=$PWD/x AWSX_SITE_CONFIG=$PWD/x; awsx hello")
            #expect(moved.status == 77, "\(moved)")
            let doctor = try await onMachine(
                "[plugins]\npolicy = nothing\n", home, "awsx doctor --offline --json || true")
            #expect(doctor.output.contains("site-policy-invalid"), "\(doctor)")
        }
    }

    // MARK: Nothing is run for lists

    #if os(Linux)
        @Test(arguments: [
            ["--help"], ["help"], ["plugin", "list"], ["plugin", "verify"], ["complete", "commands"],
            ["complete", "plugins"], ["complete", "syntax", "p7"], ["plugin", "info", "p7"], ["frobnicate"], ["p77"],
        ])
        func `with fifty plugins none is started to list, complete or describe them`(words: [String]) async throws {
            try await with { home in
                for number in 0..<50 { try home.addPlugin("p\(number)", script: "#!/bin/sh\ntouch \(home.path)/ran\n") }
                for _ in 0..<2 {
                    let outcome = try await Program.run(
                        "/usr/bin/strace",
                        [
                            "-f", "-qq", "-e", "trace=execve,?fork,?vfork,clone,clone3", "-o", "\(home.path)/trace",
                            InstallPrefix.shared.get().awsx,
                        ] + words, environment: home.environment, folder: home.path)
                    #expect(outcome.status < 128, "\(outcome)")
                    let calls = try home.read("trace").split(separator: "\n").filter { !$0.contains("CLONE_THREAD") }
                    #expect(calls.filter { $0.contains("execve(") }.count == 1, "\(calls)")
                    #expect(!calls.contains { $0.contains("fork(") || $0.contains("clone") }, "\(calls)")
                }
                #expect(!home.list("").contains("ran"))
            }
        }
    #endif
}

extension EndToEndHome {
    /// Puts a plugin into the user's own folder, or another of the home.
    func addPlugin(
        _ name: String, in folder: String = ".local/share/awsx/plugins", script: String, kind: String = "command",
        members: String = ""
    ) throws {
        try write(script, to: "\(folder)/awsx-\(name)", mode: 0o755)
        let more = members.isEmpty ? "" : ", \(members)"
        try write(
            #"{"schema": 1, "name": "\#(name)", "version": "1", "kinds": ["\#(kind)"], "summary": "s"\#(more)}"#,
            to: "\(folder)/awsx-\(name).json", mode: 0o644)
    }
}
