import Crypto
import Engine
import SystemKit
import TestSupport
import Testing
import Wire

struct SignInClientTests {
    private let key = P256.Signing.PrivateKey()
    private static let answer = #"""
        {"accessToken": {"accessKeyId": "AK", "secretAccessKey": "SK", "sessionToken": "ST"},
         "tokenType": "aws_sigv4", "expiresIn": 900, "refreshToken": "RT2"}
        """#

    /// What `aws login` writes: SEC 1 in lines of 64 (<doc:LoginSessions>, The file).
    private var pem: String { PEM.sec1(key) }

    private func renew(_ transport: ScriptedTransport, pem: String? = nil) async throws -> SignInReply {
        let client = SignInClient(
            endpoint: Endpoint(service: .signIn, url: "https://signin.example", region: "us-east-1", location: nil),
            client: .scripted(transport, random: .seeded(1)))
        return try await client.renew(
            clientID: "arn:aws:signin:::devtools/same-device", refreshToken: Secret("RT-CANARY"),
            dpopKey: Secret(pem ?? self.pem))
    }

    @Test func `A renewal is one POST with a proof of the key`() async throws {
        let transport = ScriptedTransport(.json(Self.answer))
        let reply = try await renew(transport)
        #expect(
            reply
                == SignInReply(
                    accessKeyID: "AK", secretAccessKey: Secret("SK"), sessionToken: Secret("ST"), expiresIn: 900,
                    refreshToken: Secret("RT2")))
        let request = try #require(transport.requests.first)
        #expect(request.method == "POST")
        #expect(request.url == "https://signin.example/v1/token")
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.headers["authorization"] == nil)
        #expect(
            JSON(request.body)
                == .object([
                    "clientId": .string("arn:aws:signin:::devtools/same-device"),
                    "refreshToken": .string("RT-CANARY"), "grantType": .string("refresh_token"),
                ]))
    }

    @Test func `The proof is signed by the session's key for this request alone`() async throws {
        let transport = ScriptedTransport(.json("{}", status: 500), .json(Self.answer))
        _ = try await renew(transport)
        var identifiers: Set<String> = []
        for request in transport.requests {
            let parts = try #require(request.headers["dpop"]).split(separator: ".").map(String.init)
            #expect(parts.count == 3)
            let header = try #require(JSON(Base64Text.decode(parts[0])))
            let payload = try #require(JSON(Base64Text.decode(parts[1])))
            let point = Array(key.publicKey.x963Representation)
            #expect(
                header.serialized(.minified)
                    == #"{"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","x":"\#(Base64URL.text(Array(point[1..<33])))","#
                    + #""y":"\#(Base64URL.text(Array(point[33...])))","crv":"P-256"}}"#)
            #expect(payload.members?.map(\.name) == ["htm", "htu", "iat", "jti"])
            #expect(payload["htm"]?.string == "POST")
            #expect(payload["htu"]?.string == "https://signin.example/v1/token")
            #expect(payload["iat"]?.integer != nil)
            identifiers.insert(try #require(payload["jti"]?.string))
            let raw = Base64Text.decode(parts[2])
            #expect(raw.count == 64)
            let signature = try P256.Signing.ECDSASignature(rawRepresentation: raw)
            #expect(key.publicKey.isValidSignature(signature, for: Array("\(parts[0]).\(parts[1])".utf8)))
        }
        #expect(identifiers.count == 2)
    }

    @Test func `Keys of both kinds and any layout are read`() async throws {
        let body = pem.split(separator: "\n").dropFirst().dropLast().joined()
        for text in [
            key.pemRepresentation, pem.replacing("\n", with: "\r\n"), body,
            "-----BEGIN X-----\n \(body)\n\n-----END X-----",
        ] {
            #expect(try await renew(ScriptedTransport(.json(Self.answer)), pem: text).accessKeyID == "AK")
        }
    }

    @Test(arguments: ["", "x", "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n", "CANARY\u{0}"])
    func `What is no key needs a sign-in and costs no request`(text: String) async throws {
        let transport = ScriptedTransport()
        let failure = try await #require(throws: Failure.self) { try await renew(transport, pem: text) }
        #expect(failure.code == .loginNeeded)
        #expect(transport.requests.isEmpty)
        #expect(!"\(failure)".contains("CANARY"))
    }

    @Test(arguments: ["TOKEN_EXPIRED", "INSUFFICIENT_PERMISSIONS"])
    func `A refusal keeps the service's finer word`(reason: String) async throws {
        let transport = ScriptedTransport(
            .json(
                #"{"error": "\#(reason)", "message": "no RT-CANARY"}"#, status: 401,
                headers: [HTTPField("x-amzn-ErrorType", "AccessDeniedException")]))
        let error = try await #require(throws: ServiceError.self) { try await renew(transport) }
        #expect(error.code == "AccessDeniedException")
        #expect(error.reason == reason)
        #expect(error.httpStatus == 401)
        #expect(error.message == "no •••")
    }

    @Test(arguments: [
        "", "[]", "{}", Self.answer.replacing("900", with: "0"), Self.answer.replacing("RT2", with: ""),
        Self.answer.replacing("accessKeyId", with: "x"), Self.answer.replacing(#""SK""#, with: "7"),
    ])
    func `Rubbish is a bad answer`(body: String) async throws {
        let failure = try await #require(throws: Failure.self) { try await renew(ScriptedTransport(.json(body))) }
        #expect(failure.code == .badAnswer)
    }

    // MARK: Signing in

    private static let grant = answer.replacing(
        #""refreshToken""#,
        with:
            #""idToken": "e30.\#(Base64URL.text(Array(#"{"sub": "arn:aws:iam::123456789012:root"}"#.utf8))).S", "refreshToken""#
    )

    private func client(_ transport: ScriptedTransport, url: String = "https://signin.example") -> SignInClient {
        SignInClient(
            endpoint: Endpoint(service: .signIn, url: url, region: "us-east-1", location: nil),
            client: .scripted(transport, random: .seeded(1)))
    }

    private func redeem(_ transport: ScriptedTransport) async throws -> SignInGrant {
        try await client(transport).createToken(
            SignInCode(
                clientID: "arn:aws:signin:::devtools/same-device", code: Secret("CODE-CANARY"),
                verifier: Secret("VERIFIER-CANARY"), redirectURI: "http://127.0.0.1:43325/oauth/callback"),
            dpopKey: Secret(pem))
    }

    @Test func `A code is redeemed by one POST, its members in this order, proved by the key`() async throws {
        let transport = ScriptedTransport(.json(Self.grant))
        let grant = try await redeem(transport)
        #expect(grant.subject == "arn:aws:iam::123456789012:root")
        #expect(grant.tokenType == "aws_sigv4")
        #expect(grant.reply.refreshToken == Secret("RT2"))
        let request = try #require(transport.requests.first)
        #expect(request.url == "https://signin.example/v1/token")
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == #"{"clientId":"arn:aws:signin:::devtools/same-device","grantType":"authorization_code","#
                + #""code":"CODE-CANARY","codeVerifier":"VERIFIER-CANARY","#
                + #""redirectUri":"http://127.0.0.1:43325/oauth/callback"}"#)
        #expect(request.headers["dpop"]?.split(separator: ".").count == 3)
    }

    @Test func `An answer that tells nobody is a bad one`() async throws {
        for body in [Self.answer, Self.grant.replacing("e30.", with: ""), Self.grant.replacing("aws_sigv4", with: "")] {
            let failure = try await #require(throws: Failure.self) { try await redeem(ScriptedTransport(.json(body))) }
            #expect(failure.code == .badAnswer)
        }
    }

    @Test func `A refusal repeats neither code nor verifier`() async throws {
        let transport = ScriptedTransport(
            .json(
                #"{"error": "AUTHCODE_EXPIRED", "message": "CODE-CANARY VERIFIER-CANARY"}"#, status: 401,
                headers: [HTTPField("x-amzn-ErrorType", "AccessDeniedException")]))
        let error = try await #require(throws: ServiceError.self) { try await redeem(transport) }
        #expect(error.reason == "AUTHCODE_EXPIRED")
        #expect(!error.message.contains("CANARY"))
    }

    @Test func `The browser's address is encoded as the AWS CLI does it, at the host whatever the path`() {
        let parameters = [
            (name: "client_id", value: "arn:aws:signin:::devtools/same-device"),
            (name: "redirect_uri", value: "http://127.0.0.1:43325/oauth/callback"),
        ]
        for url in ["https://signin.example:444", "https://signin.example:444/proxy/x"] {
            let client = client(ScriptedTransport(), url: url)
            #expect(
                client.authorizeURL(parameters)
                    == "https://signin.example:444/v1/authorize?client_id=arn%3Aaws%3Asignin%3A%3A%3Adevtools%2Fsame-device"
                    + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A43325%2Foauth%2Fcallback")
            #expect(client.confirmationURL == "https://signin.example:444/v1/sessions/confirmation")
        }
    }

    @Test func `A new key is written as SEC 1, and another each time`() async throws {
        let client = client(ScriptedTransport())
        let first = client.makeKey().reveal()
        let lines = first.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "-----BEGIN EC PRIVATE KEY-----")
        #expect(lines.suffix(2) == ["-----END EC PRIVATE KEY-----", ""])
        #expect(lines.dropFirst().dropLast(2).map(\.count) == [64, 64, 36])
        let der = Base64Text.decode(lines.dropFirst().dropLast(2).joined())
        #expect(der.count == 121)
        let key = try P256.Signing.PrivateKey(derRepresentation: der)
        #expect(PEM.sec1(key) == first)
        #expect(client.makeKey().reveal() != first)
        #expect(try await renew(ScriptedTransport(.json(Self.answer)), pem: first).accessKeyID == "AK")
    }

    @Test(arguments: [
        ("Sat, 21 Nov 2026 00:00:30 GMT", nil), ("Sat, 21 Nov 2026 00:00:31 GMT", "31 s behind"),
        ("Fri, 20 Nov 2026 23:59:20 GMT", "40 s ahead of"), ("Sat, 21 Nov 2026 00:10:00 GMT", "10 minutes behind"),
    ])
    func `A clock that is off by more than half a minute is named`(date: String, words: String?) async throws {
        let clock = ManualClock("2026-11-21T00:00:00Z")
        let transport = ScriptedTransport(
            .json(
                #"{"error": "TOKEN_EXPIRED", "message": "no"}"#, status: 401,
                headers: [HTTPField("x-amzn-ErrorType", "AccessDeniedException"), HTTPField("Date", date)]))
        let client = SignInClient(
            endpoint: Endpoint(service: .signIn, url: "https://signin.example", region: "us-east-1", location: nil),
            client: ServiceClient(
                transport: transport, clock: clock.clock, random: .seeded(1), version: "1"))
        let error = try await #require(throws: ServiceError.self) {
            try await client.renew(clientID: "c", refreshToken: Secret("REFRESH-TOKEN"), dpopKey: Secret(pem))
        }
        #expect(error.message == "no" + (words.map { " (this machine's clock is \($0) the server's)" } ?? ""))
        #expect((error.clockRemedy != nil) == (words != nil))
    }
}
