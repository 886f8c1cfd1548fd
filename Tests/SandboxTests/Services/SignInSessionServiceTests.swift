import SystemKit
import Testing

@testable import Sandbox

struct SignInSessionServiceTests {
    private static let ci = "arn:aws:iam::111111111111:user/ci"
    private static let json = [(name: "content-type", value: "application/json")]

    private func list(_ fixture: inout Fixture, _ body: String = "{}", by keys: IssuedKeys) -> ServerResponse {
        fixture.call("signin", "POST", "/list-sessions", headers: Self.json, body: body, by: keys)
    }

    private func begun(_ fixture: inout Fixture, _ name: String = ci) throws -> IssuedKeys {
        let begun = fixture.server.beginLogin(name, secondsLeft: nil, now: noon)
        return try #require(begun).keys
    }

    @Test func `an identity lists its own sessions, by client and time`() throws {
        var fixture = Fixture()
        _ = try begun(&fixture, "arn:aws:iam::111111111111:user/bob")
        let keys = try begun(&fixture)
        let reply = list(&fixture, by: keys)
        #expect(reply.status == 200, "\(reply.text)")
        #expect(reply.text.components(of: "sessionArn") == 1)
        #expect(reply.text.contains(#""issuedAt":\#(noon.seconds)"#))
        for filter in [
            #"{"status": "REVOKED"}"#, #"{"clientId": "other"}"#, #"{"issuedAfter": \#(noon.seconds + 1)}"#,
            #"{"issuedBefore": \#(noon.seconds - 1)}"#,
        ] {
            #expect(list(&fixture, filter, by: keys).text == #"{"items":[]}"#, "\(filter)")
        }
    }

    @Test func `a session that was ended can't be renewed, and ending it again is fine`() throws {
        var fixture = Fixture()
        let keys = try begun(&fixture)
        let arn = try #require(fixture.server.logins.list(of: Self.ci, now: noon).first?.sessionArn)
        for _ in 0..<2 {
            let reply = fixture.call(
                "signin", "POST", "/batch-revoke-sessions", headers: Self.json,
                body: #"{"sessionArns": ["\#(arn)", "other"]}"#, by: keys)
            #expect(reply.text.contains(#""revokedSessions":[{"sessionArn":"#), "\(reply.text)")
            #expect(reply.text.contains("RESOURCE_NOT_FOUND"))
        }
        #expect(fixture.server.logins.list(of: Self.ci, now: noon).first?.status == "REVOKED")
    }

    @Test func `without a signature, by a foreign service's, or without permission nothing is told`() throws {
        var fixture = Fixture {
            $0.deniedActions = [DeniedActions(accountId: "111111111111", actions: ["signin:ListSessions"])]
        }
        let keys = try begun(&fixture)
        #expect(fixture.send("POST", "/list-sessions", headers: Self.json, body: "{}").status == 403)
        let foreign = fixture.call("sts", "POST", "/list-sessions", headers: Self.json, body: "{}", by: keys)
        #expect(foreign.status == 403)
        let denied = list(&fixture, by: keys)
        #expect(denied["x-amzn-errortype"] == "AccessDeniedException")
    }
}

extension String {
    /// How often a text is in it.
    fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
