import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// Plugins beside the built-in commands: listed, run, and refused where another user could have changed them.
@Suite(.serialized) struct PluginTests {
    /// An installation of one's own, and a HOME that uses it.
    private func with(_ body: (InstallPrefix, EndToEndHome) async throws -> Void) async throws {
        let prefix = try InstallPrefix(at: try Workspace.shared.folder("prefix"))
        defer { Workspace.shared.remove(prefix.path) }
        let home = try EndToEndHome(prefix: prefix)
        defer { home.remove() }
        try await body(prefix, home)
    }

    @Test func `built-in and external plugins are listed alike`() async throws {
        try await with { prefix, home in
            try prefix.addPlugin("hello", script: "#!/bin/sh\necho hello\n")
            let list = try await home.awsx("plugin", "list", "--json")
            #expect(list.status == 0, "\(list)")
            let rows = list.json?["plugins"]?.array ?? []
            func row(_ name: String) -> JSON? { rows.first { $0["name"]?.string == name } }
            for name in [
                "login", "logout", "exec", "env", "credential-process", "token", "profiles", "accounts", "status",
                "whoami", "config", "plugin",
            ] {
                #expect(row(name)?["place"] == .null, "\(name)")
            }
            for name in ["sandbox", "hello"] {
                #expect(row(name)?["place"]?["file"]?.string == "\(prefix.plugins)/awsx-\(name)")
                #expect(row(name)?["kinds"]?.array?.compactMap(\.string) == ["command"])
                #expect(row(name)?["version"]?.string?.isEmpty == false)
            }
            let text = try await home.awsx("plugin", "list")
            #expect(text.output.contains("\(prefix.plugins)/awsx-sandbox"))
            #expect(text.errorBytes.isEmpty)
            #expect(try await home.awsx("help").output.contains("hello"))
        }
    }

    @Test func `awsx-sandbox is a command of the core`() async throws {
        try await with { _, home in
            let help = try await home.awsx("sandbox", "--help")
            #expect(help.status == 0, "\(help)")
            #expect(help.output.contains("serve"))
            let run = try await home.awsx(
                "sandbox", "run", "--auto-approve", "visit", "--", "sh", "-c",
                "awsx login -q && awsx exec -- sh -c 'echo $AWSX_ROLE'")
            #expect(run.output == "AdministratorAccess\n", "\(run)")
        }
    }

    @Test func `a plugin becomes the process and knows where it is, but not who one is`() async throws {
        try await with { prefix, home in
            try prefix.addPlugin("look", script: "#!/bin/sh\necho \"$*\"; env | grep ^AWS | sort; exit 42\n")
            let look = try await home.awsx(
                "look", "-p", "x y", "--json",
                setting: [
                    "AWS_PROFILE": "dev", "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "s",
                    "AWS_SESSION_TOKEN": "t", "AWS_REGION": "eu-west-1",
                ])
            #expect(look.status == 42)
            let lines = look.output.split(separator: "\n").map(String.init)
            #expect(lines.first == "-p x y --json")
            #expect(lines.contains("AWSX_PROFILE=dev"))
            #expect(lines.contains("AWSX_REGION=eu-west-1"))
            #expect(lines.contains("AWSX_BIN=\(prefix.awsx)"))
            #expect(lines.contains("AWSX_PLUGIN_PROTOCOL=1"))
            for name in ["AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] {
                #expect(!look.output.contains("\(name)="))
            }
        }
    }

    @Test(arguments: [
        ("not JSON", "is not JSON"), (#"{"schema":2}"#, "schema"),
        (#"{"schema":1,"name":"other","version":"1","summary":"s","kinds":["command"]}"#, "is for other"),
        (
            #"{"schema":1,"name":"broken","version":"1","summary":"s","kinds":["command"],"protocol":{"min":7,"max":9}}"#,
            "protocol"
        ),
        (#"{"schema":1,"name":"broken","version":"1","summary":"s","kinds":[]}"#, "kind"),
    ])
    func `a broken manifest is a warning, and all others are listed`(manifest: String, word: String) async throws {
        try await with { prefix, home in
            try prefix.addPlugin("broken", script: "#!/bin/sh\necho ran\n", manifest: manifest)
            let list = try await home.awsx("plugin", "list")
            #expect(list.status == 0)
            #expect(list.output.contains("awsx-sandbox"))
            #expect(list.errorLines.count == 1)
            #expect(list.error.contains("warning"))
            #expect(list.error.contains(word), "\(list)")
            #expect(list.error.contains("awsx-broken.json"))
            let run = try await home.awsx("broken")
            #expect(run.status == 1, "\(run)")
            #expect(run.output.isEmpty)
        }
    }

    @Test func `a manifest grants no keys, nor what leads to some`() async throws {
        try await with { prefix, home in
            let keys = [
                "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN",
                "AWS_CREDENTIAL_EXPIRATION", "AWS_SESSION_EXPIRATION", "AWS_CREDENTIAL_FILE",
                "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            ]
            let names = (keys + ["AWS_PROFILE"]).map { "\"\($0)\"" }.joined(separator: ",")
            try prefix.addPlugin(
                "greedy", script: "#!/bin/sh\nenv | grep ^AWS_ | cut -d= -f1 | grep -v ENDPOINT; exit 0\n",
                manifest:
                    #"{"schema":1,"name":"greedy","version":"1","summary":"s","kinds":["command"],"env":[\#(names)]}"#)
            let assignments = (keys + ["AWS_PROFILE"]).map { "\($0)=dev" }.joined(separator: " ")
            let outcome = try await home.shell(
                "env \(assignments) awsx greedy", setting: ["PATH": "\(prefix.path)/bin:/usr/bin:/bin"])
            #expect(outcome.status == 0, "\(outcome)")
            let seen = Set(outcome.output.split(separator: "\n").map(String.init))
            #expect(seen.isDisjoint(with: keys), "\(seen)")
            #expect(seen.contains("AWS_PROFILE"))
        }
    }

    @Test(arguments: ["file", "folder", "manifest"])
    func `what another user could have changed is not run`(what: String) async throws {
        try await with { prefix, home in
            try prefix.addPlugin("open", script: "#!/bin/sh\necho ran\n")
            let locations = [
                "file": "\(prefix.plugins)/awsx-open", "folder": prefix.plugins,
                "manifest": "\(prefix.plugins)/awsx-open.json",
            ]
            let location = try #require(locations[what])
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: location)
            let outcome = try await home.awsx("open")
            #expect(outcome.status == 77, "\(outcome)")
            #expect(outcome.output.isEmpty)
            #expect(outcome.error.contains("chmod go-w"))
        }
    }

    @Test func `a manifest without its program is an error that names the place`() async throws {
        try await with { prefix, home in
            try prefix.addPlugin("gone", script: "")
            try FileManager.default.removeItem(atPath: "\(prefix.plugins)/awsx-gone")
            let outcome = try await home.awsx("gone")
            #expect(outcome.status == 1, "\(outcome)")
            #expect(outcome.error.contains("awsx-gone"))
        }
    }

    @Test(arguments: [("", "{"), (#","json":false"#, "")])
    func `a manifest says whether its words ask for failures as an object`(member: String, begins: String) async throws
    {
        try await with { prefix, home in
            try prefix.addPlugin(
                "watch", script: "",
                manifest:
                    #"{"schema":1,"name":"watch","version":"1","summary":"s","kinds":["provider"]\#(member)}"#)
            let outcome = try await home.awsx("watch", "--json")
            #expect(outcome.status == 64 && outcome.output.hasPrefix(begins), "\(outcome)")
            #expect(outcome.output.isEmpty == begins.isEmpty && outcome.error.isEmpty != begins.isEmpty, "\(outcome)")
        }
    }

    @Test func `a manifest says where help lists its plugin`() async throws {
        try await with { prefix, home in
            try prefix.addPlugin(
                "kerberos", script: "",
                manifest:
                    #"{"schema":1,"name":"kerberos","version":"1","summary":"s","kinds":["command"],"group":"Sign in"}"#
            )
            let help = try await home.awsx("help").output
            let group = try #require(help.split(separator: "\n\n").first { $0.hasPrefix("Sign in\n") })
            #expect(group.split(separator: "\n").last == "  kerberos              s")
        }
    }

    @Test func `a plugin doesn't take a built-in command's place, and is listed as shadowed`() async throws {
        try await with { prefix, home in
            try prefix.addPlugin("status", script: "#!/bin/sh\necho hijacked\n")
            #expect(!(try await home.awsx("status").output.contains("hijacked")))
            let list = try await home.awsx("plugin", "list", "--json")
            let locations = (list.json?["plugins"]?.array ?? []).filter { $0["name"]?.string == "status" }
            #expect(locations.compactMap { $0["shadowed"]?.bool } == [false, true])
        }
    }

    @Test(arguments: [("logn", "login"), ("exce", "exec"), ("profile", "profiles"), ("sandbx", "sandbox")])
    func `an unknown command is told its neighbour`(typed: String, meant: String) async throws {
        try await with { _, home in
            let outcome = try await home.awsx(typed)
            #expect(outcome.status == 64)
            #expect(outcome.error.contains("awsx \(meant)"), "\(outcome)")
            #expect(outcome.errorLines.count <= 2)
        }
    }

    @Test func `an unknown command far from all is told where all are`() async throws {
        try await with { _, home in
            let outcome = try await home.awsx("zzzzzzzz\u{1b}[31m")
            #expect(outcome.status == 64)
            #expect(outcome.error.contains("awsx help"))
            #expect(!outcome.errorBytes.contains(0x1b), "an escape sequence was shown")
        }
    }
}
