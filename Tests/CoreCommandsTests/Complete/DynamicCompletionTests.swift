import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

@testable import CoreCommands

/// A plugin is asked what a word of its line may be; its program is real here.
@Suite(.timeLimit(.minutes(2)))
struct DynamicCompletionTests {
    private struct One: AnsweringPlugins {
        let program: AnsweringProgram

        func provider(_ name: String) throws(Failure) -> AnsweringProgram { throw Failure(.failed, "none") }
        func hooks(for event: HookEvent) -> [Hook] { [] }
        func completer(_ name: String, subcommand: String?) -> AnsweringProgram? { name == "db" ? program : nil }
    }

    private let home: TestHome

    init() throws { home = try TestHome() }

    private func complete(_ script: String, _ words: String..., deadline: Int64 = 20_000) throws -> [String] {
        let text =
            "#!/bin/sh\nIFS= read -r request\nprintf '%s\\n' \"$request\" >>'\(home.path)/asked'\n\(script)\n"
        // Written anew it would be another version.
        if try home.folder.text("awsx-db") != text { try home.folder.put(text, at: "awsx-db", mode: 0o755) }
        let path = home.folder.path("awsx-db")
        let program = AnsweringProgram(
            plugin: "db", path: path, environment: Environment(["PATH": "/usr/bin:/bin"]), deadline: deadline,
            files: [path])
        let filter = CandidateFilter(words[0], isLoose: false)
        return DynamicCompletion(home.context(), One(program: program))
            .candidates(["dynamic", "--loose"] + words, filter).map {
                String(decoding: $0.value, as: UTF8.self) + ($0.description.isEmpty ? "" : "\t\($0.description)")
            }
    }

    private var asked: [JSON] {
        (((try? home.folder.text("asked")) ?? nil) ?? "").split(separator: "\n").compactMap { JSON(Array($0.utf8)) }
    }

    private let answer =
        #"echo '{"ok":{"candidates":["alpha",{"value":"alps","description":"high"},"beta","a b"]}}'"#

    @Test func `It is told the line and the place in it, and what fits is offered`() throws {
        #expect(try complete(answer, "al", "db", "open", "--host") == ["alpha", "alps\thigh"])
        #expect(asked.count == 1 && asked[0]["kind"]?.string == "complete")
        #expect(asked[0]["words"]?.array?.compactMap(\.string) == ["open", "--host", "al"])
        #expect(asked[0]["position"]?.integer == 2 && asked[0]["interactive"]?.bool == false)
    }

    @Test func `The same line is answered from what is kept, for some seconds`() throws {
        #expect(try complete(answer, "", "db").count == 4)
        #expect(try complete(answer, "", "db").count == 4)
        #expect(asked.count == 1)
        #expect(try complete(answer, "", "db", "open").count == 4)
        #expect(asked.count == 2)
        home.clock.advance(seconds: 11)
        #expect(try complete(answer, "", "db", "open").count == 4)
        #expect(asked.count == 3)
        // A changed plugin is another one.
        #expect(try complete(answer + "\n# changed", "", "db", "open").count == 4)
        #expect(asked.count == 4)
        #expect(try home.files.list("\(home.path)/.local/state/awsx/completions") == ["db.json"])
    }

    @Test(arguments: [
        "exit 1", "sleep 100", "yes", "echo '{\"ok\":{\"candidates\":7}}'", "echo '{\"ok\":{\"candidates\":[[]]}}'",
        "echo '{\"err\":{\"kind\":\"unsupported\"}}'", "echo noise >&2; exit 3",
    ])
    func `Where it has no answer nothing is offered and nothing said`(script: String) throws {
        #expect(try complete(script, "", "db", deadline: 500).isEmpty)
        #expect(home.said.error.isEmpty)
    }

    @Test func `What no shell should see is left out`() throws {
        let script = #"printf '%s\n' '{"ok":{"candidates":["a\u001b[2J","b\nc","\u202ed","e"]}}'"#
        #expect(try complete(script, "", "db") == ["e"])
    }

    @Test(arguments: [[], ["x"], ["x", "../db"], ["x", "other"]])
    func `Nobody is asked for a plugin that there isn't`(words: [String]) throws {
        let program = AnsweringProgram(plugin: "db", path: "/no", environment: Environment(), deadline: 1)
        let found = DynamicCompletion(home.context(), One(program: program))
            .candidates(["dynamic"] + words, CandidateFilter("", isLoose: false))
        #expect(found.isEmpty)
    }
}
