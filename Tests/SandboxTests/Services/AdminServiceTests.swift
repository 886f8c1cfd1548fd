import Testing

@testable import Sandbox

struct AdminServiceTests {
    private func send(
        _ fixture: inout Fixture,
        _ method: String,
        _ path: String,
        _ body: String = "",
        headers: [(name: String, value: String)] = [("host", "127.0.0.1:4000")]
    ) -> ServerResponse {
        let request = ServerRequest(method, "/_admin/\(path)", headers: headers, body: Array(body.utf8))
        return AdminService().answer(request, in: &fixture.server, now: noon)
    }

    @Test func `state is merged, counts are read and reset`() {
        var fixture = Fixture()
        #expect(send(&fixture, "PUT", "state", #"{"interval": 7}"#).json["interval"] == .integer(7))
        #expect(send(&fixture, "GET", "state").json["interval"] == .integer(7))
        #expect(send(&fixture, "PUT", "state", #"{"intervall": 7}"#).status == 400)
        _ = fixture.send("POST", "/token", body: #"{"grantType": "refresh_token"}"#)
        #expect(
            send(&fixture, "GET", "counts").json == [
                "CreateToken": .integer(1), "CreateToken.refresh_token": .integer(1),
            ]
        )
        _ = send(&fixture, "POST", "reset-counts")
        #expect(send(&fixture, "GET", "counts").json.isEmpty)
    }

    @Test func `every request is kept as it came, until the counts are reset`() {
        var fixture = Fixture()
        let body = #"{"grantType": "refresh_token", "refreshToken": "secret"}"#
        _ = fixture.server.plan(
            ServerRequest("POST", "/token?x=1", headers: [("host", "h")], body: Array(body.utf8)), now: noon)
        _ = fixture.server.plan(ServerRequest("GET", "/nowhere"), now: noon)
        let kept = send(&fixture, "GET", "requests")
        #expect(kept.status == 200)
        let text = String(decoding: kept.body, as: UTF8.self)
        #expect(text.contains(#"\"refreshToken\": \"secret\""#) && text.contains("host: h"), "\(text)")
        #expect(text.contains("?x=1") && text.contains("nowhere") && !text.contains("_admin"))
        _ = send(&fixture, "POST", "reset-counts")
        #expect(String(decoding: send(&fixture, "GET", "requests").body, as: UTF8.self) == "[]")
    }

    @Test func `devices are approved and denied by their code`() throws {
        var fixture = Fixture()
        let (client, device) = try fixture.device()
        #expect(send(&fixture, "POST", "approve", #"{"userCode": "NONE-SUCH"}"#).status == 404)
        #expect(send(&fixture, "POST", "approve", #"{"userCode": "\#(device.userCode)"}"#).status == 200)
        #expect(throws: Never.self) { try fixture.center.createToken(Fixture.poll(client, device), now: noon) }
    }

    @Test func `what is revoked is named`() throws {
        var fixture = Fixture()
        let (_, grant) = try fixture.signIn()
        #expect(send(&fixture, "POST", "revoke", #"{"what": "everything"}"#).status == 400)
        #expect(send(&fixture, "POST", "revoke", #"{"what": "sessions"}"#).status == 200)
        #expect(throws: ServiceError.unauthorized) { try fixture.center.bearer(grant.accessToken, now: noon) }
    }

    @Test(arguments: [
        [(name: "host", value: "127.0.0.1:4000"), (name: "origin", value: "https://evil.example")],
        [(name: "host", value: "evil.example:4000")], [(name: "host", value: "127.0.0.1.evil.example")], [],
    ])
    func `web pages are kept out`(headers: [(name: String, value: String)]) {
        var fixture = Fixture()
        #expect(send(&fixture, "GET", "state", headers: headers).status == 403)
    }
}
