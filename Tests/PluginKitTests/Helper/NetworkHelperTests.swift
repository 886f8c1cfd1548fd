import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct NetworkHelperTests {
    private let folder: TemporaryFolder
    private let files = LocalFiles()
    private static let variables = Environment(["PATH": "/usr/bin:/bin"])

    init() throws { folder = try TemporaryFolder() }

    /// An awsx-connect of the test's own beside an awsx.
    private func connect(_ script: String) throws -> NetworkHelper {
        try folder.put("#!/bin/sh\n\(script)\n", at: "build/awsx-connect", mode: 0o755)
        return try NetworkHelper.find(files: files, executable: folder.path("build/awsx"))
    }

    private func ask(_ script: String) throws -> JSON {
        try connect(script).ask(.object(["v": .integer(1)]), environment: Self.variables)
    }

    @Test func `The installed one goes before the one beside`() throws {
        try folder.put("#!/bin/sh\necho '{\"ok\": 1}'\n", at: "libexec/awsx/awsx-connect", mode: 0o755)
        #expect(try ask("echo '{\"ok\": 2}'").integer == 1)
    }

    @Test func `Neither a variable nor PATH is asked`() throws {
        try folder.put("#!/bin/sh\n", at: "elsewhere/awsx-connect", mode: 0o755)
        let failure = try #require(throws: Failure.self) {
            _ = try NetworkHelper.find(files: files, executable: folder.path("bin/awsx"))
        }
        #expect(failure.message == "awsx-connect is missing")
        #expect(failure.location == .file(folder.path("libexec/awsx/awsx-connect"), line: nil))
        #expect(failure.hint?.words == "install awsx again: shell/install --prefix \(folder.path)")
        #expect(throws: Failure.self) { _ = try NetworkHelper.find(files: files, executable: nil) }
    }

    @Test func `It is asked in one line and answers in one`() throws {
        let answer = try ask(#"read -r line; printf '{"ok": %s}\n' "$line""#)
        #expect(answer == .object(["v": .integer(1)]))
    }

    @Test func `It is told what to do by its word`() throws {
        #expect(try ask(#"printf '{"ok": "%s"}\n' "$*""#).string == "answer")
    }

    @Test func `Its failure is ours`() throws {
        let failure = try #require(throws: Failure.self) {
            try ask(#"echo '{"err": {"code": "login-needed", "status": 79, "message": "m", "hint": "h"}}'"#)
        }
        #expect(failure.code == .loginNeeded)
        #expect(failure.hint?.words == "h")
    }

    @Test(arguments: ["exit 3", "exec <&-; exit 3", "echo nonsense; exit 3", "printf '{\"ok\": 1}'; exit 3"])
    func `No answer is told with how it ended`(script: String) throws {
        let failure = try #require(throws: Failure.self) { try ask(script) }
        #expect(failure.status == .failure)
    }

    @Test func `One that can't be run is told`() throws {
        try folder.put("no program", at: "build/awsx-connect", mode: 0o644)
        let connect = try NetworkHelper.find(files: files, executable: folder.path("build/awsx"))
        let failure = try #require(throws: Failure.self) { try connect.ask(.null, environment: Self.variables) }
        #expect(failure.status == .failure)
        #expect(failure.message.contains(folder.path("build/awsx-connect")))
    }
}
