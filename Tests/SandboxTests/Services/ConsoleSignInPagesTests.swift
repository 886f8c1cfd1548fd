import Crypto
import SystemKit
import Testing

@testable import Sandbox

struct ConsoleSignInPagesTests {
    private static let host = [(name: "host", value: "127.0.0.1:4000")]
    private static let form = host + [(name: "content-type", value: "application/x-www-form-urlencoded")]
    private static let state = "f419dd9a-0000-4000-8000-000000000001"
    private static let confirmation = "http://127.0.0.1:4000/v1/sessions/confirmation"
    private static let sameDevice = "arn:aws:signin:::devtools/same-device"
    private static let crossDevice = "arn:aws:signin:::devtools/cross-device"
    private static let bob = "arn:aws:iam::111111111111:user/bob"

    /// The address that the AWS CLI sends a browser to, with changes.
    private func target(_ changes: [String: String?] = [:]) -> String {
        var parameters: [String: String?] = [
            "response_type": "code", "client_id": Self.sameDevice, "state": Self.state,
            "code_challenge_method": "SHA-256", "scope": "openid", "redirect_uri": Fixture.redirect,
            "code_challenge": Fixture.challenge,
        ]
        for (name, value) in changes { parameters[name] = value }
        return "/v1/authorize?"
            + parameters.sorted { $0.key < $1.key }.compactMap { name, value in
                value.map { "\(name)=\(PercentEncoding.encode($0))" }
            }.joined(separator: "&")
    }

    private func query(_ reply: ServerResponse) -> FormFields {
        FormFields(String((reply["location"] ?? "").drop { $0 != "?" }.dropFirst()))
    }

    /// Redeems a code with a proof of a new key.
    private func redeem(
        _ code: String, _ fixture: inout Fixture, clientID: String = sameDevice, redirect: String = Fixture.redirect,
        verifier: String = Fixture.verifier, host: String = "127.0.0.1:4000", id: String = "one"
    ) throws -> ServerResponse {
        let key = P256.Signing.PrivateKey()
        let point = Array(key.publicKey.x963Representation)
        let (x, y) = (Base64.urlSafe(point[1..<33]), Base64.urlSafe(point[33...]))
        let head = #"{"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","x":"\#(x)","y":"\#(y)","crv":"P-256"}}"#
        let claims = #"{"htm":"POST","htu":"http://\#(host)/v1/token","iat":\#(noon.seconds),"jti":"\#(id)"}"#
        let signed = "\(Base64.urlSafe(head.utf8)).\(Base64.urlSafe(claims.utf8))"
        let signature = try key.signature(for: Array(signed.utf8))
        let body = [
            "clientId": clientID, "grantType": "authorization_code", "code": code, "codeVerifier": verifier,
            "redirectUri": redirect,
        ]
        return fixture.send(
            "POST", "/v1/token",
            headers: [("host", host), ("dpop", "\(signed).\(Base64.urlSafe(signature.rawRepresentation))")],
            body: String(decoding: JSONText.encode(body), as: UTF8.self))
    }

    @Test func `somebody chooses who to be, and the code is good once, for that identity`() throws {
        var fixture = Fixture()
        let page = fixture.send("GET", target(), headers: Self.host)
        #expect(page.text.contains("arn:aws:iam::111111111111:root"))
        #expect(page["content-security-policy"]?.contains("form-action 'self' http://127.0.0.1:40123;") == true)
        let form = try #require(HTMLForm(page.text))
        #expect(form.fields["identity"] == "arn:aws:iam::111111111111:user/ci")
        let body = form.filled(with: ["decision": "allow", "identity": Self.bob])
        let reply = fixture.send("POST", form.action, headers: Self.form, body: body)
        #expect(reply.status == 302)
        #expect(reply["location"]?.hasPrefix(Fixture.redirect) == true)
        #expect(query(reply)["state"] == Self.state)
        #expect(fixture.send("POST", form.action, headers: Self.form, body: body).status == 400)
        let code = try #require(query(reply)["code"])
        let token = try redeem(code, &fixture)
        #expect(token.status == 200, "\(token.text)")
        #expect(fixture.lastKeys?.principal.arn == Self.bob)
        guard case .string(let idToken)? = token.json["idToken"] else {
            Issue.record("no ID token: \(token.text)")
            return
        }
        let claims = try #require(Base64.bytes(urlSafe: idToken.split(separator: ".")[1]))
        #expect(JSONText.decode([String: JSONValue].self, from: claims)?["sub"] == .string(Self.bob))
        #expect(try redeem(code, &fixture, id: "two").json["error"] == .string("AUTHCODE_EXPIRED"))
    }

    @Test func `where nobody is asked it is who was set, and a refusal goes back, too`() throws {
        var fixture = Fixture {
            $0.autoApprove = .visit
            $0.consoleIdentity = Self.bob
        }
        let code = query(fixture.send("GET", target(), headers: Self.host))["code"]
        #expect(try redeem(try #require(code), &fixture).status == 200)
        #expect(fixture.lastKeys?.principal.arn == Self.bob)
        var other = Fixture { $0.autoApprove = .deny }
        #expect(query(other.send("GET", target(), headers: Self.host))["error"] == "access_denied")
    }

    @Test func `a browser on another machine ends on a text to copy`() throws {
        var fixture = Fixture { $0.autoApprove = .always }
        let changes = ["client_id": Self.crossDevice, "redirect_uri": Self.confirmation]
        let reply = fixture.send("GET", target(changes), headers: Self.host)
        let location = try #require(reply["location"])
        #expect(location.hasPrefix(Self.confirmation))
        let page = fixture.send("GET", String(location.dropFirst("http://127.0.0.1:4000".count)), headers: Self.host)
        let code = try #require(query(reply)["code"])
        #expect(page.text.contains(Base64.text(Array("state=\(Self.state)&code=\(code)".utf8))))
        let token = try redeem(code, &fixture, clientID: Self.crossDevice, redirect: Self.confirmation)
        #expect(token.status == 200)
    }

    @Test(
        arguments: [
            ["client_id": "other"], ["redirect_uri": "https://evil.example/oauth/callback"],
            ["redirect_uri": Self.confirmation],
            ["client_id": Self.crossDevice], ["code_challenge_method": "S256"], ["scope": "x"], ["state": nil],
            ["code_challenge": "short"], ["response_type": "token"],
            ["client_id": Self.crossDevice, "redirect_uri": "http://evil.example/v1/sessions/confirmation"],
        ] as [[String: String?]])
    func `a request that is not the AWS CLI's goes nowhere`(changes: [String: String?]) {
        var fixture = Fixture { $0.autoApprove = .always }
        let reply = fixture.send("GET", target(changes), headers: Self.host)
        #expect(reply.status == 400)
        #expect(reply["location"] == nil)
    }

    @Test func `a code is good for its client, redirect, verifier and region`() throws {
        for index in 0..<4 {
            var fixture = Fixture { $0.autoApprove = .always }
            let host = [(name: "host", value: "us-west-2.signin.aws.amazon.com")]
            let code = try #require(query(fixture.send("GET", target(), headers: host))["code"])
            let reply =
                switch index {
                case 0: try redeem(code, &fixture, clientID: Self.crossDevice)
                case 1: try redeem(code, &fixture, redirect: Fixture.redirect + "x")
                case 2: try redeem(code, &fixture, verifier: Fixture.verifier + "x")
                default: try redeem(code, &fixture, host: "eu-west-1.signin.aws.amazon.com")
                }
            #expect(reply.json["error"] == .string("INVALID_REQUEST"), "\(index)")
        }
    }
}
