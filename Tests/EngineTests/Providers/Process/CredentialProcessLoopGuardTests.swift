import Engine
import SystemKit
import TestSupport
import Testing

struct CredentialProcessLoopGuardTests {
    private func chain(_ row: String?) -> CredentialProcessLoopGuard {
        var environment = Environment()
        if let row { environment.set("_AWS_CLI_PROFILE_CHAIN", row) }
        return CredentialProcessLoopGuard(environment)
    }

    @Test func `A name is appended`() throws {
        #expect(try chain(nil).appending("a").text == "a")
        #expect(try chain("").appending("a").text == "a")
        #expect(try chain("a,b").appending("c").text == "a,b,c")
    }

    @Test func `A profile that is being answered goes round`() throws {
        let failure = try #require(throws: Failure.self) { try chain("a,b").appending("a") }
        #expect(failure.code == .configInvalid)
        #expect(failure.message.contains("a → b → a"))
        #expect(failure.location == .variable("_AWS_CLI_PROFILE_CHAIN"))
    }

    @Test func `Four are the most, as in the AWS CLI`() throws {
        #expect(try chain("a,b,c").appending("d").text == "a,b,c,d")
        let failure = try #require(throws: Failure.self) { try chain("a,b,c,d").appending("e") }
        #expect(failure.message.contains("too deeply"))
    }

    @Test func `Python's csv module reads and writes the same rows`() async throws {
        let source = SeededGenerator(8)
        let alphabet = ["a", "b", ",", "\"", " ", "é", "'", "-", "\\"]
        let rows = (0..<300).map { _ in
            (0...source.number(under: 2)).map { number in
                "n\(number)" + (0..<source.number(under: 5)).map { _ in source.pick(alphabet) }.joined()
            }
        }
        let ours = try rows.map { row in
            try row.reduce(chain(nil)) { try chain($0.text).appending($1) }.text
        }
        let script = """
            import csv, io, json, sys
            for row in json.load(sys.stdin):
                text = io.StringIO()
                csv.writer(text, lineterminator="").writerow(row)
                print(json.dumps(text.getvalue()))
            """
        let input = JSON.array(rows.map { .array($0.map(JSON.string)) }).serialized(.python)
        let output = try await PythonScript.run(script, input: input).split(separator: "\n")
        #expect(output.map { JSON(Array($0.utf8))?.string } == ours)
    }
}
