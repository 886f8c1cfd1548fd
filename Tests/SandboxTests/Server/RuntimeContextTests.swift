import SystemKit
import Testing

@testable import Sandbox

struct RuntimeContextTests {
    @Test func `every request is counted, however many come at once`() async throws {
        let clock = WallClock(now: { noon }, sleep: { _ in await Task.yield() })
        var state = SandboxConfiguration()
        state.latencyMs = 1
        state.faults = [Fault(operation: "ListAccounts", kind: .status, count: 300)]
        let server = SharedServerState(
            ServerState(state: state, generator: SecretGenerator(.system), baseURL: ""), clock: clock)
        let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<1000 {
                group.addTask {
                    let request = ServerRequest("GET", "/assignment/accounts")
                    guard case .send(let response) = try await server.handle(request) else { return false }
                    return response.status == 500
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        let counts = try await server.handle(
            ServerRequest("GET", "/_admin/counts", headers: [("host", "127.0.0.1")])
        )
        guard case .send(let response) = counts else {
            Issue.record("no counts")
            return
        }
        #expect(response.json == ["ListAccounts": .integer(1000)])
        #expect(refused == 300)
    }

    @Test func `too many in a second are told when to come back`() {
        var fixture = Fixture { $0.requestsPerSecond = 2 }
        let first = (0..<3).map { _ in fixture.send("GET", "/assignment/accounts") }
        #expect(first.map(\.status) == [401, 401, 429])
        #expect(first[2]["retry-after"] == "1")
        #expect(fixture.send("GET", "/assignment/accounts", now: noon.after(1)).status == 401)
    }

    @Test func `a clock that is wrong is wrong everywhere but in the rate limit`() throws {
        var fixture = Fixture { $0.clockOffset = 7200 }
        let (client, _) = try fixture.device(now: fixture.server.clock(noon))
        #expect(client.registration.issued == noon.after(7200))
    }

    @Test(arguments: [("GET", "/nothing"), ("POST", "/assignment/accounts"), ("POST", "/"), ("GET", "/")])
    func `what no service knows is 404 and counted as unknown`(method: String, target: String) {
        var fixture = Fixture()
        #expect(fixture.send(method, target).status == 404)
        #expect(fixture.server.counts.byName == ["Unknown": 1])
    }

    @Test(
        arguments: [
            (1_795_219_200, "Sat, 21 Nov 2026 00:00:00 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        ] as [(Int64, String)])
    func `dates are those of HTTP`(seconds: Int64, text: String) {
        #expect(HTTPDate.text(Instant(seconds: seconds)) == text)
    }
}
