import Testing

@testable import Sandbox

struct FaultTests {
    @Test func `a fault hits as often as it says`() {
        var faults = [Fault(operation: "ListAccounts", kind: .reset, count: 2)]
        let hits = (0..<4).map { _ in faults.take(for: RequestLabel(.listAccounts), chance: { 0 }) != nil }
        #expect(hits == [true, true, false, false])
    }

    @Test(arguments: [
        ("CreateToken", true), ("CreateToken.refresh_token", true), ("*", true),
        ("CreateToken.device_code", false), ("Logout", false),
    ])
    func `a fault names an operation, a grant or all`(name: String, hits: Bool) {
        let label = RequestLabel(.createToken, variant: "refresh_token")
        #expect(Fault(operation: name, kind: .hang).concerns(label) == hits)
    }

    @Test func `chance decides below the probability`() {
        var faults = [Fault(operation: "*", kind: .empty, probability: 0.3)]
        #expect(faults.take(for: RequestLabel(.logout), chance: { 0.29 }) != nil)
        #expect(faults.take(for: RequestLabel(.logout), chance: { 0.3 }) == nil)
    }

    @Test func `an error fault speaks the words of its service`() throws {
        var fixture = Fixture {
            $0.faults = [
                Fault(operation: "CreateToken", kind: .status, code: "InvalidGrantException"),
                Fault(operation: "ListAccounts", kind: .status, status: 429, retryAfter: 3),
                Fault(operation: "GetCallerIdentity", kind: .status, status: 500),
            ]
        }
        let token = fixture.send("POST", "/token", body: "{}")
        #expect(token.status == 400)
        #expect(token.json["error"] == .string("invalid_grant"))
        let accounts = fixture.send("GET", "/assignment/accounts")
        #expect(accounts.status == 429)
        #expect(accounts["retry-after"] == "3")
        #expect(accounts.json["__type"] == .string("com.amazonaws.switchboard.portal#TooManyRequestsException"))
        let identity = fixture.send("GET", "/?Action=GetCallerIdentity&Version=2011-06-15")
        #expect(identity.status == 500)
        #expect(identity.text.contains("<Code>InternalServerException</Code>"))
    }

    @Test func `a page, an empty reply and garbage arrive with status 200`() {
        for kind in [Fault.Kind.html, .empty, .garbage] {
            var fixture = Fixture { $0.faults = [Fault(operation: "Logout", kind: kind)] }
            let reply = fixture.send("POST", "/logout")
            #expect(reply.status == 200)
            #expect(reply.json.isEmpty)
        }
    }
}
