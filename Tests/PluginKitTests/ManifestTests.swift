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
            {"schema": 1, "name": "ecr", "version": "2.0", "kinds": ["command", "hook", "later"],
             "summary": "Log in", "needs": {"credentials": "profile"}, "env": ["AWS_PROFILE", 7], "future": {}}
            """)
        #expect(manifest.name == "ecr")
        #expect(manifest.version == "2.0")
        #expect(manifest.kinds == [.command, .hook])
        #expect(manifest.summary == "Log in")
        #expect(manifest.needs == .profile)
        #expect(manifest.environment == ["AWS_PROFILE"])
    }

    @Test func `What may be left out has its usual meaning`() throws {
        let manifest = try manifest(
            #"{"schema": 1, "name": "x", "version": "1", "kinds": ["command"], "summary": "s"}"#)
        #expect(manifest.needs == .none)
        #expect(manifest.environment.isEmpty)
    }

    @Test(arguments: [
        ("", "is no JSON"), ("{", "is no JSON"), ("[]", "schema"), (#"{"schema": 2}"#, "schema"),
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
            #"{"schema": 1, "name": "x", "version": "1", "summary": "s", "kinds": ["hook"], "#
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
            #"{"schema": 1, "name": "x", "version": "1", "summary": "s", "kinds": ["hook"], "protocol": \#(range)}"#)
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
