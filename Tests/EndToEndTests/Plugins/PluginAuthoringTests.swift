import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// A plugin of each kind in each language, from `awsx plugin new` to a real run.
@Suite(.timeLimit(.minutes(15))) struct PluginAuthoringTests {
    private static let keys =
        "ASIAPLUGIN secret token 2099-01-01T00:00:00Z 111111111111 arn:aws:sts::111111111111:assumed-role/Admin/me\n"

    private static let signed = """
        [profile signed]
        sso_session = s
        sso_account_id = 111111111111
        sso_role_name = Admin
        [sso-session s]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = eu-west-1

        """

    @Test(arguments: ["command", "provider", "hook"], ["sh", "python", "swift"])
    func `What plugin new writes passes plugin test, and does its work`(kind: String, lang: String) async throws {
        let prefix = try InstallPrefix(at: try Workspace.shared.folder("prefix"))
        defer { Workspace.shared.remove(prefix.path) }
        let home = try EndToEndHome(
            config:
                "[profile dev]\nsso_account_id = 111111111111\nsso_role_name = Admin\n[profile prod]\nregion = eu-west-1\n"
                + Self.signed,
            prefix: prefix)
        defer { home.remove() }
        let new = try await home.awsx("plugin", "new", "mine", "--kind", kind, "--lang", lang)
        #expect(new.status == 0 && new.output.contains("awsx-mine/awsx-mine.json\n"), "\(new)")
        if lang == "swift" {
            // The compiler keeps its modules in the home folder of whoever runs it.
            let build = try await home.shell(
                "awsx-mine/build", setting: ["PATH": SystemKit.Environment.current()["PATH"]], limit: .seconds(600))
            #expect(build.status == 0, "\(build)")
        }
        let test = try await home.awsx("plugin", "test", "awsx-mine", "--json", limit: .seconds(120))
        #expect(test.status == 0, "\(test)")
        #expect(test.json?["passed"]?.bool == true && (test.json?["checks"]?.array?.count ?? 0) >= 2)
        let text = try await home.awsx("plugin", "test", "awsx-mine/awsx-mine", limit: .seconds(120))
        #expect(text.output.contains("checks passed\n"), "\(text)")
        // The author's own folders hold nothing of the tests.
        #expect(home.list(".local").isEmpty && home.list(".tmp").isEmpty)

        for file in ["awsx-mine", "awsx-mine.json"] {
            try FileManager.default.copyItem(
                atPath: "\(home.path)/awsx-mine/\(file)", toPath: "\(prefix.plugins)/\(file)")
        }
        try home.write(Self.keys, to: ".keys/dev")
        try home.write(Self.keys, to: ".keys/prod")
        switch kind {
        case "command":
            let run = try await home.awsx("mine", "--account", setting: ["AWS_PROFILE": "signed"])
            #expect(run.status == 0 && run.output == "111111111111\n", "\(run)")
        case "provider":
            try home.write("[plugin mine]\nprofiles = dev\n", to: ".config/awsx/config")
            let run = try await home.awsx("exec", "-p", "dev", "--", "sh", "-c", "echo $AWS_ACCESS_KEY_ID")
            #expect(run.status == 0 && run.output == "ASIAPLUGIN\n", "\(run)")
        default:
            try prefix.addPlugin(
                "keys", script: Self.provider,
                manifest: #"{"schema":1,"name":"keys","version":"1","summary":"s","kinds":["provider"]}"#)
            try home.write("[plugin keys]\nprofiles = *\n", to: ".config/awsx/config")
            let dev = try await home.awsx("exec", "-p", "dev", "--", "echo", "ran")
            #expect(dev.output == "ran\n", "\(dev)")
            let prod = try await home.awsx("exec", "-p", "prod", "--", "sh", "-c", "echo $CHANGE_WINDOW")
            // Whichever it is at this hour.
            let isOpen = prod.status == 0 && prod.output == "open\n"
            let isRefused = prod.status == 77 && prod.error.contains("production is changed on weekdays")
            #expect(isOpen || isRefused, "\(prod)")
        }
    }

    private static let provider = """
        #!/bin/sh
        read -r request
        read -r id secret token end account arn <~/.keys/dev
        printf '{"ok":{"accessKeyId":"%s","secretAccessKey":"%s","accountId":"%s","arn":"%s"}}' "$id" "$secret" "$account" "$arn"
        """

    @Test func `The hook's hours are those of its clock`() async throws {
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        _ = try await home.awsx("plugin", "new", "window", "--kind", "hook")
        let path = try #require(home.environment["PATH"])
        for (day, hour, isOpen) in [
            (1, "08", true), (5, "17", true), (5, "18", false), (3, "07", false), (6, "12", false),
        ] {
            try home.write(
                "#!/bin/sh\ncase $* in *%u) echo \(day) ;; *%H) echo \(hour) ;; esac\n", to: "bin/date", mode: 0o755)
            let run = try await home.shell(
                #"printf '{"v":1,"kind":"hook","event":"pre-exec","profile":{"name":"prod-x"}}\n' | awsx-window/awsx-window"#,
                setting: ["PATH": "\(home.path)/bin:\(path)"])
            #expect(run.output.contains("refuse") != isOpen, "\(day) \(hour) \(run)")
        }
    }

    @Test func `Nothing is overwritten, and a name is a name`() async throws {
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        #expect(try await home.awsx("plugin", "new", "mine").status == 0)
        try home.write("mine", to: "awsx-mine/awsx-mine")
        let again = try await home.awsx("plugin", "new", "mine", "--kind", "hook")
        #expect(again.status == 1 && again.error.contains("awsx does not replace it"), "\(again)")
        #expect(try home.read("awsx-mine/awsx-mine") == "mine")
        try home.link("awsx-link", to: "/nowhere")
        #expect(try await home.awsx("plugin", "new", "link").status == 1)
        for name in ["../x", "a/b", "X", "", "-x", "é", String(repeating: "x", count: 300)] {
            let run = try await home.awsx("plugin", "new", "--", name)
            #expect(run.status == 64, "\(name) \(run)")
        }
        #expect(try await home.awsx("plugin", "new", "x", "--kind", "segment").status == 64)
        #expect(try await home.awsx("plugin", "new", "x", "--lang", "perl").status == 64)
    }

    @Test func `plugin test tells what fails, and ends with 1`() async throws {
        let home = try EndToEndHome(config: nil)
        defer { home.remove() }
        _ = try await home.awsx("plugin", "new", "slow", "--kind", "provider")
        try home.write("#!/bin/sh\ncat >/dev/null\necho '{\"ok\":{}}'\n", to: "awsx-slow/awsx-slow", mode: 0o755)
        let manifest = try home.read("awsx-slow/awsx-slow.json")
        try home.write(
            manifest.replacing("\"kinds\"", with: "\"deadline_ms\": 300,\n  \"kinds\""), to: "awsx-slow/awsx-slow.json")
        let text = try await home.awsx("plugin", "test", "awsx-slow")
        #expect(text.status == 1 && text.output.contains("fail"), "\(text)")
        #expect(text.output.contains("and not wait for the end of its input"), "\(text)")
        let json = try await home.awsx("plugin", "test", "awsx-slow", "--json")
        #expect(json.status == 1 && json.json?["passed"]?.bool == false, "\(json)")
        #expect(try await home.awsx("plugin", "test", "nowhere").status == 66)
        #expect(try await home.awsx("plugin", "test", ".tmp").status == 1)
    }
}
