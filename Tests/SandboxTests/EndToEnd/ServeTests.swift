import Testing

@testable import Sandbox

@Suite(.serialized) struct ServeTests {
    /// Asks a served fault and prints curl's exit status.
    private func curl(_ fault: String) async throws -> String {
        let outcome = try await Program.script(
            [],
            """
            curl -sf -o /dev/null -X PUT "$AWSX_SANDBOX_URL/_admin/state" -d '{"faults": [\(fault)]}' || exit 1
            curl -s --max-time 1 -o /dev/null -w '%{http_code} ' -X POST $AWSX_SANDBOX_URL/logout; echo $?
            """
        )
        return outcome.output
    }

    @Test(arguments: [
        (#"{"operation": "Logout", "kind": "reset"}"#, "000 56\n"),
        (#"{"operation": "Logout", "kind": "hang"}"#, "000 28\n"),
        (#"{"operation": "Logout", "kind": "truncate"}"#, "401 18\n"),
        (#"{"operation": "Logout", "kind": "status", "status": 503}"#, "503 0\n"),
        (#"{"operation": "Logout", "kind": "empty"}"#, "200 0\n"),
    ])
    func `a fault is seen on the wire`(fault: String, seen: String) async throws {
        #expect(try await curl(fault) == seen)
    }

    @Test func `a client that waits to be told to send its body is told`() async throws {
        let outcome = try await Program.script(
            [],
            """
            curl -s --max-time 20 --expect100-timeout 60 -H 'Expect: 100-continue' -d text -o /dev/null \\
              -w '%{http_code}' $AWSX_SANDBOX_URL/logout
            """
        )
        #expect(outcome.output == "401", "\(outcome)")
    }

    @Test func `the Date header tells the sandbox's time`() async throws {
        let outcome = try await Program.script(
            [],
            """
            curl -sf -o /dev/null -X PUT "$AWSX_SANDBOX_URL/_admin/state" -d '{"clockOffset": -1000000000}' || exit 1
            curl -sI -X POST $AWSX_SANDBOX_URL/logout | grep -ic '^date: .* 199[0-9] .* GMT'
            """
        )
        #expect(outcome.output == "1\n")
    }

    @Test func `serve tells where it is in one line and ends with its input`() async throws {
        let outcome = try await Program.run(["serve", "--until-stdin-closes"])
        #expect(outcome.status == 0)
        #expect(outcome.error.isEmpty)
        let line = try #require(JSONText.decode([String: JSONValue].self, from: Array(outcome.output.utf8)))
        guard case .string(let url)? = line["url"] else {
            Issue.record("no url: \(outcome.output)")
            return
        }
        #expect(url.hasPrefix("http://127.0.0.1:"))
        #expect(line["admin"] == .string("\(url)/_admin"))
        #expect(line["ca"] == .null)
    }

    @Test(
        arguments: [
            (["serve", "--config", "/nonexistent.json"], 66), (["serve", "--port", "70000"], 64), (["run"], 64),
        ] as [([String], Int32)])
    func `what is typed wrong is refused`(words: [String], status: Int32) async throws {
        let outcome = try await Program.run(words)
        #expect(outcome.status == status)
        #expect(!outcome.error.isEmpty)
    }
}
