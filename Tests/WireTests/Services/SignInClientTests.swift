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
}
