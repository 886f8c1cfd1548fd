import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

/// What `awsx plugin test` finds in good and bad plugins.
@Suite(.timeLimit(.minutes(5)))
struct PluginUnderTestTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private func write(_ name: String, _ kind: Manifest.Kind, _ language: PluginTemplate.Language = .sh) throws {
        for file in PluginTemplate(name, kind, language).files {
            try home.folder.put(file.text, at: "p/\(file.name)", mode: file.isProgram ? 0o755 : 0o644)
        }
    }

    private func checks(_ path: String = "p") throws -> [ConformanceCheck] {
        let context = home.context(["PATH": "/usr/bin:/bin", "AWS_SECRET_ACCESS_KEY": "CANARY"])
        let plugin = try PluginUnderTest(home.folder.path(path), in: context)
        try home.files.createFolder(home.folder.path("empty"), mode: 0o700)
        return plugin.checks(home: home.folder.path("empty"), interruption: try CancellationPipe())
    }

    private func faults(_ script: String, _ kind: Manifest.Kind = .provider) throws -> [String] {
        try write("x", kind)
        let path = home.folder.path("p/awsx-x.json")
        let text = try #require(try home.folder.text("p/awsx-x.json"))
        try home.folder.put(
            text.replacing("\"schema\"", with: "\"deadline_ms\": 500,\n  \"schema\""), at: "p/awsx-x.json", mode: 0o644)
        _ = path
        try home.folder.put("#!/bin/sh\n\(script)\n", at: "p/awsx-x", mode: 0o755)
        return try checks().compactMap { check in check.fault.map { "\(check.name): \($0)" } }
    }

    @Test(arguments: Manifest.Kind.allCases, [PluginTemplate.Language.sh, .python])
    func `What plugin new writes passes`(kind: Manifest.Kind, language: PluginTemplate.Language) throws {
        try write("mine", kind, language)
        let checks = try checks()
        #expect(checks.filter { !$0.hasPassed }.isEmpty, "\(checks)")
        #expect(checks.count == (kind == .command ? 2 : kind == .hook ? 9 : 11))
    }

    @Test func `A program, its folder and its manifest all name it`() throws {
        try write("mine", .provider)
        for path in ["p", "p/", "p/awsx-mine", "p/awsx-mine.json"] { #expect(try checks(path).count == 11) }
        try write("mine-too", .command)
        #expect(try checks("p/awsx-mine-too").count == 2)
        #expect(try checks("p/awsx-mine").count == 11)
        let failure = try #require(throws: Failure.self) { try checks("p") }
        #expect(failure.message.contains("several plugins here: mine, mine-too"))
        #expect(throws: Failure.self) { try checks("none") }
        #expect(throws: Failure.self) { try checks("empty") }
    }

    @Test(
        arguments: [
            ("cat >/dev/null; echo '{\"ok\":{}}'", "gave no answer within"),
            ("read -r x; sleep 1000", "gave no answer within"), ("read -r x; yes", "more than 1 MiB"),
            ("read -r x; printf '{\"ok\":'", "is not JSON"), ("read -r x; exit 4", "status 4"),
            ("read -r x; echo '{\"err\":{\"kind\":\"not-mine\"}}'", "another version of the protocol: it refused"),
            ("read -r x; echo '{\"ok\":{}}'", "no accountId"),
            ("echo '{\"err\":{\"kind\":\"unsupported\"}}'; echo", "ok"),
        ])
    func `A bad provider fails, and it is said in what`(script: String, words: String) throws {
        let faults = try faults(script)
        if words == "ok" {
            #expect(faults.isEmpty, "\(faults)")
        } else {
            #expect(faults.contains { $0.contains(words) }, "\(faults)")
            #expect(!"\(faults)".contains("CANARY"))
        }
    }

    @Test func `A key on standard error fails, and so do another account and keys that are over`() throws {
        let ok = """
            printf '%s\\n' '{"ok":{"accessKeyId":"ASIA","secretAccessKey":"SECRETSECRETSECRET","accountId":"ACCOUNT",\
            "arn":"arn:aws:iam::ACCOUNT:user/x","expiresAt":"END"}}'
            """
        func script(_ account: String, _ end: String, _ more: String = "") -> String {
            "read -r x; \(more)\n" + ok.replacing("ACCOUNT", with: account).replacing("END", with: end)
        }
        let good = "2099-01-01T00:00:00Z"
        let said = try faults(script("111111111111", good, "echo SECRETSECRETSECRET >&2"))
        #expect(said.contains { $0.contains("it prints a key on standard error") }, "\(said)")
        #expect(try faults(script("222222222222", good)).contains { $0.contains("it is of account 222222222222") })
        #expect(
            try faults(script("111111111111", "2020-01-01T00:00:00Z")).contains {
                $0.contains("its credentials have expired")
            })
    }

    @Test func `A bad hook fails`() throws {
        let set = try faults(#"read -r x; echo '{"ok":{"env":{"PATH":"/x"}}}'"#, .hook)
        #expect(set.contains { $0.contains("PATH, which no hook may set") }, "\(set)")
    }

    @Test func `It sees an empty home and nothing of AWS`() throws {
        try write("x", .command)
        try home.folder.put(
            "#!/bin/sh\nenv; [ \"$(ls -A \"$HOME\")\" = '' ] || exit 3\nenv | grep -q CANARY && exit 4\nexit 0\n",
            at: "p/awsx-x", mode: 0o755)
        #expect(try checks().allSatisfy(\.hasPassed))
    }

    @Test func `A broken manifest, and a program that is missing, not executable or anybody's, are told`() throws {
        func fault() throws -> String? { try checks().first?.fault }
        try write("x", .provider)
        let program = home.folder.path("p/awsx-x")
        try home.files.setMode(0o644, of: program)
        #expect(try fault()?.contains("is not executable") == true)
        try home.files.setMode(0o777, of: program)
        #expect(try fault()?.contains("another user could have changed") == true)
        try home.files.remove(program)
        #expect(try fault()?.contains("missing") == true)
        try home.folder.put("{", at: "p/awsx-x.json", mode: 0o644)
        #expect(try fault()?.contains("is not JSON") == true)
    }
}
