import Engine
import SystemKit
import TestSupport
import Testing
import Wire

struct SignInSessionClientTests {
    private static let clientID = "arn:aws:signin:::devtools/same-device"
    private static let arn = "arn:aws:signin:us-west-2:123456789012:session/one"

    private static func idToken(_ claims: String = #""iat": 1764300000, "#) -> Secret {
        let claims = #"{\#(claims)"sub": "arn:aws:iam::123456789012:root"}"#
        return Secret("e30.\(Base64URL.text(Array(claims.utf8))).S")
    }

    private static func item(_ arn: String, issuedAt: Int64 = 1_764_300_010, more: String = "") -> String {
        #"{"sessionArn": "\#(arn)", "principalArn": "arn:aws:iam::123456789012:root", "issuedAt": \#(issuedAt), "expiresAt": 1764343200\#(more)}"#
    }

    private static func list(_ items: String..., next: String? = nil) -> ScriptedTransport.Step {
        let token = next.map { #", "nextToken": "\#($0)""# } ?? ""
        return .json(#"{"items": [\#(items.joined(separator: ", "))]\#(token)}"#)
    }

    private func revoke(_ transport: ScriptedTransport, idToken: Secret = idToken()) async throws -> Bool {
        try await SignInSessionClient(
            endpoint: Endpoint(
                service: .signIn, url: "https://signin.us-west-2.api.aws", region: "us-west-2", location: nil),
            client: .scripted(transport, random: .seeded(1))
        ).revoke(
            clientID: Self.clientID, idToken: idToken,
            with: Credentials(
                accessKeyID: "ASIAX", secretAccessKey: Secret("SK"), sessionToken: Secret("ST"), expiration: nil,
                accountID: nil))
    }

    @Test func `The one session of that client and time is ended, by signed requests`() async throws {
        let transport = ScriptedTransport(
            Self.list(Self.item(Self.arn, more: #", "status": "ACTIVE", "clientId": "\#(Self.clientID)""#)),
            .json(#"{"revokedSessions": [{"sessionArn": "\#(Self.arn)"}], "errors": []}"#))
        #expect(try await revoke(transport))
        #expect(
            transport.requests.map(\.url) == [
                "https://signin.us-west-2.api.aws/list-sessions",
                "https://signin.us-west-2.api.aws/batch-revoke-sessions",
            ])
        #expect(
            transport.requests.map { String(decoding: $0.body, as: UTF8.self) } == [
                #"{"status":"ACTIVE","clientId":"\#(Self.clientID)","issuedAfter":1764299940,"issuedBefore":1764300060}"#,
                #"{"sessionArns":["\#(Self.arn)"],"reason":"signed out"}"#,
            ])
        for request in transport.requests {
            #expect(request.headers["authorization"]?.contains("/us-west-2/signin/aws4_request") == true)
        }
    }

    @Test func `Of two, of none, and of what doesn't fit, nothing is ended`() async throws {
        for items in [
            Self.list(), Self.list(Self.item("a"), Self.item("b")), Self.list(Self.item("a", issuedAt: 1_764_300_061)),
            Self.list(Self.item("a", more: #", "clientId": "other""#)),
            Self.list(Self.item("a", more: #", "status": "REVOKED""#)),
        ] {
            let transport = ScriptedTransport(items)
            #expect(try await !revoke(transport))
            #expect(transport.requests.count == 1)
        }
    }

    @Test func `Pages are followed to their end, which must come`() async throws {
        let two = ScriptedTransport(
            Self.list(next: "N"), Self.list(Self.item(Self.arn)), .json(#"{"revokedSessions": [], "errors": []}"#))
        #expect(try await revoke(two))
        #expect(String(decoding: two.requests[1].body, as: UTF8.self).contains(#""nextToken":"N""#))
        let endless = ScriptedTransport(Array(repeating: Self.list(Self.item(Self.arn), next: "N"), count: 10))
        #expect(try await !revoke(endless))
    }

    @Test func `An ID token without a time tells no session, and costs no request`() async throws {
        let transport = ScriptedTransport()
        #expect(try await !revoke(transport, idToken: Self.idToken("")))
        #expect(try await !revoke(transport, idToken: Secret("ID")))
        #expect(transport.requests.isEmpty)
    }

    @Test func `What the service could not end is a failure`() async throws {
        let transport = ScriptedTransport(
            Self.list(Self.item(Self.arn)),
            .json(
                #"{"revokedSessions": [], "errors": [{"sessionArn": "x", "code": "CONFLICT", "message": "busy"}]}"#))
        let failure = try await #require(throws: Failure.self) { try await revoke(transport) }
        #expect(failure.message == "AWS did not end the session (CONFLICT: busy)")
    }
}
