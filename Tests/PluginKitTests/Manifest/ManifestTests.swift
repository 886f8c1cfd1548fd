import Engine
import PluginKit
import Testing

struct ManifestTests {
    private func manifest(_ text: String) throws(Failure) -> Manifest {
        try Manifest(parsing: Array(text.utf8), path: "/p/awsx-x.json")
    }

    @Test func `All that this awsx knows is read, and the rest is passed over`() throws {
        let manifest = try manifest(
            """
            {"schema": 1, "name": "ecr", "version": "2.0", "kinds": ["command", "provider", "later"],
             "summary": "Log in", "needs": {"credentials": "profile"}, "env": ["AWS_PROFILE", 7], "future": {}}
            """)
        #expect(manifest.name == "ecr")
        #expect(manifest.version == "2.0")
        #expect(manifest.kinds == [.command, .provider])
        #expect(manifest.summary == "Log in")
        #expect(manifest.needs.credentials == .profile)
        #expect(manifest.environment == ["AWS_PROFILE"])
    }

    @Test func `What may be left out has its usual meaning`() throws {
        let manifest = try manifest(
            #"{"schema": 1, "name": "x", "version": "1", "kinds": ["command"], "summary": "s"}"#)
        #expect(manifest.needs == CommandRequirements(credentials: .none, network: false))
        #expect(manifest.environment.isEmpty && manifest.hooks.isEmpty && manifest.executables.isEmpty)
        #expect(!manifest.isPolicy && manifest.personAccess == .never && manifest.deadlineMilliseconds == nil)
    }

    @Test func `Of a hook's events those that are known are read, and no name that is no variable's`() throws {
        let manifest = try manifest(
            """
            {"schema": 1, "name": "x", "version": "1", "kinds": ["hook"], "summary": "s", "policy": true,
             "hooks": ["on-denied", "pre-exec", "later", 7, "pre-exec"], "interactive": "sometimes",
             "env": ["AWS_PROFILE", "A=B", "1A", "", "é", "A B", "_x9"]}
            """)
        #expect(manifest.hooks == [.preExec, .onDenied])
        #expect(manifest.isPolicy && manifest.personAccess == .never)
        #expect(manifest.environment == ["AWS_PROFILE", "_x9"])
    }

    /// Words that a shell is told of are plain ones.
    @Test func `Words are read with their kinds, and what can't be typed is passed over`() throws {
        let words = try manifest(
            """
            {"schema": 1, "name": "x", "version": "1", "kinds": ["command"], "summary": "s", "group": "Sign in",
             "position": 3, "json": false,
             "options": [{"names": ["-p", "--as", "--a b", "---", "-", "x", "--$(x)", "-é"], "value": "profiles"},
                         {"names": ["--bad name"]}, {"names": []}, {}, 7,
                         {"names": ["--in"], "value": ["a", "b c", "d,e", "", "f\\u001b", "g"], "repeats": true,
                          "summary": "In."},
                         {"names": ["--later"], "value": "a-kind-to-come"}],
             "arguments": [{"name": "file", "value": "files"}, {"name": "rest", "value": "command", "after": "--"}],
             "subcommands": [{"name": "do", "options": [{"names": ["--now"]}]}, {"name": "Not this"}]}
            """
        ).words
        #expect(
            words.table() == [
                ". -p,--as profiles ", ". *--in =a,g In", ". --later text ", ". : files file", ". -- command rest",
                ". do subcommand ", "do --now flag ",
            ])
    }

    @Test func `What is written is read as the same`() throws {
        let words = CommandSyntax(
            options: [
                .init(["-p", "--profile"], .known(.profiles), "The profile."), .init(["--all"], nil, ""),
                .init(["--in"], .list(["a", "b"]), isRepeating: true, "In"),
            ],
            arguments: [.init("file", .folders, isRepeating: true), .init("c", .command, isAfterDashes: true)],
            subcommands: [.init("do", "Do it", CommandSyntax(options: [.init(["-x"], .text, "X")]))])
        let written = Manifest(
            name: "x", version: "2", kinds: [.command, .hook], summary: "s", group: .look, position: 4,
            needs: CommandRequirements(credentials: .any, network: true, terminal: true),
            environment: ["AWS_PROFILE"], hooks: [.preExec, .onDenied], isPolicy: true, personAccess: .always,
            deadlineMilliseconds: 1500,
            executables: [PluginExecutable("awsx-x-hook", kinds: [.hook], hooks: [.onDenied], subcommands: ["do"])],
            answersInJSON: false
        ) { words }
        let text = written.json.serialized(.sortedPretty)
        let read = try manifest(text)
        #expect(read.json.serialized(.sortedPretty) == text)
        #expect(read.words == words)
        #expect(read.name == "x" && read.version == "2" && read.kinds == [.command, .hook] && read.group == .look)
        #expect(read.position == 4 && read.needs == written.needs && read.environment == ["AWS_PROFILE"])
        #expect(read.hooks == written.hooks && read.isPolicy && read.personAccess == .always)
        #expect(read.deadlineMilliseconds == 1500 && read.executables == written.executables)
        #expect(!read.answersInJSON)
    }

    private static func command(_ member: String) -> String {
        #"{"schema": 1, "name": "x", "version": "1", "summary": "s", "kinds": ["command"], \#(member)}"#
    }

    private static func hook(_ member: String) -> String {
        command(member).replacing("command", with: "hook")
    }

    @Test(arguments: [
        ("", "is not JSON"), ("{", "is not JSON"), ("[]", "schema"), (#"{"schema": 2}"#, "schema"),
        (#"{"schema": 1, "name": "Bad"}"#, "name"), (#"{"schema": 1, "name": 7}"#, "name"),
        (#"{"schema": 1, "name": "x", "summary": "s"}"#, "version"),
        (#"{"schema": 1, "name": "x", "version": "1"}"#, "summary"),
        (#"{"schema": 1, "name": "x", "version": "1", "summary": "s"}"#, "kind"),
        (#"{"schema": 1, "name": "x", "version": "1", "summary": "s", "kinds": []}"#, "kind"),
        (#"{"schema": 1, "name": "x", "version": "1", "summary": "s", "kinds": ["future"]}"#, "kind"),
        (
            #"{"schema": 1, "name": "x", "version": "1", "summary": "s", "kinds": ["hook"], "protocol": {"min": 2}}"#,
            "protocol"
        ),
        (
            #"{"schema": 1, "name": "x", "version": "1", "summary": "s", "kinds": ["provider"], "#
                + #""protocol": {"min": 0, "max": 0}}"#, "protocol"
        ),
    ])
    func `What is wrong is told with the file`(text: String, what: String) throws {
        let failure = try #require(throws: Failure.self) { try manifest(text) }
        #expect(failure.code == .pluginBroken)
        #expect(failure.message.contains(what))
        #expect(failure.location == .file("/p/awsx-x.json", line: nil))
    }

    @Test(arguments: [
        #"{"min": 1}"#, #"{"max": 3}"#, #"{"min": 0, "max": 1}"#, #"{"min": 1, "max": 1}"#,
        #"{"min": -9223372036854775808}"#,
    ])
    func `A range that holds our protocol is met`(range: String) throws {
        _ = try manifest(
            #"{"schema": 1, "name": "x", "version": "1", "summary": "s", "kinds": ["provider"], "protocol": \#(range)}"#
        )
    }

    @Test(arguments: [
        ("x", true), ("sandbox", true), ("a-b-1", true), ("", false), ("-a", false), ("a-", false), ("1a", false),
        ("A", false), ("a_b", false), ("a.b", false), ("../x", false), ("a/b", false), ("é", false), ("a b", false),
        (String(repeating: "a", count: 64), true), (String(repeating: "a", count: 65), false),
    ])
    func `A name is part of a path`(name: String, isName: Bool) {
        #expect(Manifest.isName(name) == isName)
    }
}
