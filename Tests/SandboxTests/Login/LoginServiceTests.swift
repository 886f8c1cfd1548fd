import Crypto
import SystemKit
import Testing

@testable import Sandbox

struct LoginServiceTests {
    private let bob = "arn:aws:iam::123456789012:user/bob"

    /// A client with its file, and what may be changed in what it sends.
    private struct Client {
        var key: P256.Signing.PrivateKey
        var refreshToken: String
        var clientID = LoginCacheFile.clientID
        var grantType = "refresh_token"
        var head = #"{"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","x":"X","y":"Y","crv":"P-256"}}"#
        var method = "POST"
        var address = "http://127.0.0.1:4000/v1/token"
        var id = "one"
        var made = noon

        func send(_ fixture: inout Fixture, now: Instant = noon) -> ServerResponse {
            let point = Array(key.publicKey.x963Representation)
            let head = head.replacing("\"X\"", with: "\"\(Base64.urlSafe(point[1..<33]))\"")
                .replacing("\"Y\"", with: "\"\(Base64.urlSafe(point[33...]))\"")
            let claims = #"{"htm":"\#(method)","htu":"\#(address)","iat":\#(made.seconds),"jti":"\#(id)"}"#
            let signed = "\(Base64.urlSafe(head.utf8)).\(Base64.urlSafe(claims.utf8))"
            guard let signature = try? key.signature(for: Array(signed.utf8)) else { return ServerResponse(0) }
            let body: [String: String] = [
                "clientId": clientID, "grantType": grantType, "refreshToken": refreshToken,
            ]
            return fixture.send(
                "POST", "/v1/token",
                headers: [
                    ("host", "127.0.0.1:4000"), ("content-type", "application/json"),
                    ("dpop", "\(signed).\(Base64.urlSafe(signature.rawRepresentation))"),
                ], body: String(decoding: JSONText.encode(body), as: UTF8.self), now: now)
        }
    }

    private func client(_ fixture: inout Fixture) throws -> Client {
        let begun = fixture.server.beginLogin(bob, secondsLeft: nil, now: noon)
        let file = try #require(begun)
        return Client(key: file.key, refreshToken: file.refreshToken)
    }

    private func word(_ reply: ServerResponse) -> String {
        guard reply.status != 200 else { return "200" }
        guard case .string(let word)? = reply.json["error"] else { return reply.text }
        return "\(reply.status) \(word)"
    }

    @Test func `a refresh brings new keys and a new refresh token, once`() throws {
        var fixture = Fixture()
        var client = try client(&fixture)
        let old = client.refreshToken
        let reply = client.send(&fixture)
        #expect(reply.status == 200, "\(reply.text)")
        #expect(reply.json["tokenType"] == .string("aws_sigv4"))
        #expect(reply.json["expiresIn"] == .integer(900))
        #expect(reply.json["idToken"] == nil)
        let keys = try #require(fixture.lastKeys)
        #expect(
            reply.json["accessToken"]
                == .object([
                    "accessKeyId": .string(keys.accessKeyID), "secretAccessKey": .string(keys.secretAccessKey),
                    "sessionToken": .string(keys.sessionToken ?? ""),
                ]))
        #expect(fixture.sts("GetCallerIdentity", [:], by: keys).element("Arn") == bob)
        client.id = "two"
        #expect(word(client.send(&fixture)) == "401 TOKEN_EXPIRED")
        guard case .string(let new)? = reply.json["refreshToken"] else {
            Issue.record("no refresh token: \(reply.text)")
            return
        }
        #expect(new != old)
        (client.refreshToken, client.id) = (new, "three")
        #expect(client.send(&fixture).status == 200)
        #expect(fixture.server.counts.byName["CreateOAuth2Token.refresh_token"] == 3)
    }

    @Test func `a proof is good for one request`() throws {
        var fixture = Fixture { $0.rotateRefreshTokens = false }
        var client = try client(&fixture)
        #expect(client.send(&fixture).status == 200)
        #expect(word(client.send(&fixture)) == "400 INVALID_REQUEST")
        client.id = "two"
        #expect(client.send(&fixture).status == 200)
    }

    @Test func `a proof is of this request, this time and the session's key`() throws {
        typealias Change = (inout Client) -> Void
        let cases: [(Change, String)] = [
            ({ $0.method = "GET" }, "400 INVALID_REQUEST"),
            ({ $0.address = "http://127.0.0.1:4000/token" }, "400 INVALID_REQUEST"),
            ({ $0.address = "https://127.0.0.1:4000/v1/token" }, "400 INVALID_REQUEST"),
            ({ $0.made = noon.after(301) }, "400 INVALID_REQUEST"),
            ({ $0.made = noon.after(-301) }, "400 INVALID_REQUEST"), ({ $0.made = noon.after(-300) }, "200"),
            ({ $0.id = "" }, "400 INVALID_REQUEST"),
            ({ $0.head = $0.head.replacing("dpop+jwt", with: "JWT") }, "400 INVALID_REQUEST"),
            ({ $0.head = $0.head.replacing("ES256", with: "none") }, "400 INVALID_REQUEST"),
            ({ $0.head = $0.head.replacing("\"X\"", with: "\"AAAA\"") }, "400 INVALID_REQUEST"),
            ({ $0.key = P256.Signing.PrivateKey() }, "401 TOKEN_EXPIRED"),
            ({ $0.clientID = "arn:aws:signin:::devtools/cross-device" }, "401 TOKEN_EXPIRED"),
            ({ $0.grantType = "password" }, "400 INVALID_REQUEST"),
            ({ $0.grantType = "authorization_code" }, "400 INVALID_REQUEST"),
            ({ $0.refreshToken = "x" }, "401 TOKEN_EXPIRED"), ({ $0.refreshToken = "" }, "400 INVALID_REQUEST"),
        ]
        for (index, (change, expected)) in cases.enumerated() {
            var fixture = Fixture()
            var client = try client(&fixture)
            change(&client)
            #expect(word(client.send(&fixture)) == expected, "case \(index)")
        }
    }

    @Test func `without a proof, or with a broken one, nothing is given`() {
        var fixture = Fixture()
        for proof in [nil, "", "a.b.c", "..", "e30.e30.e30"] {
            let headers = proof.map { [(name: "dpop", value: $0)] } ?? []
            let reply = fixture.send("POST", "/v1/token", headers: headers, body: "{}")
            #expect(reply["x-amzn-errortype"] == "ValidationException")
        }
    }

    @Test func `a session ends by time and by the administrator`() throws {
        var fixture = Fixture { $0.lifetimes.loginSession = 1000 }
        var client = try client(&fixture)
        client.made = noon.after(400)
        let reply = client.send(&fixture, now: noon.after(400))
        #expect(reply.json["expiresIn"] == .integer(600))
        client.made = noon.after(1000)
        client.id = "two"
        if case .string(let new)? = reply.json["refreshToken"] { client.refreshToken = new }
        #expect(word(client.send(&fixture, now: noon.after(1000))) == "401 TOKEN_EXPIRED")

        var other = Fixture()
        let second = try self.client(&other)
        _ = AdminService().answer(
            ServerRequest(
                "POST", "/_admin/revoke", headers: [("host", "localhost")], body: Array(#"{"what":"logins"}"#.utf8)),
            in: &other.server, now: noon)
        #expect(word(second.send(&other)) == "401 TOKEN_EXPIRED")
    }

    @Test(arguments: [
        ("USER_CREDENTIALS_CHANGED", "401 USER_CREDENTIALS_CHANGED", "AccessDeniedException"),
        ("TooManyRequestsError", "429 server_error", "TooManyRequestsError"),
        ("InternalServerException", "500 server_error", "InternalServerException"),
        ("ValidationException", "400 INVALID_REQUEST", "ValidationException"),
    ])
    func `faults speak the service's words`(code: String, answer: String, type: String) throws {
        var fixture = Fixture { $0.faults = [Fault(operation: "CreateOAuth2Token", kind: .status, code: code)] }
        let reply = try client(&fixture).send(&fixture)
        #expect(word(reply) == answer)
        #expect(reply["x-amzn-errortype"] == type)
    }
}
