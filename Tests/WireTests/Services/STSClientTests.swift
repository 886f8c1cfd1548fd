import Engine
import SystemKit
import TestSupport
import Testing
import Wire

struct STSClientTests {
    private static let credentials = Credentials(
        accessKeyID: "ASIAEXAMPLE", secretAccessKey: Secret("SECRET-CANARY"), sessionToken: Secret("TOKEN-CANARY"),
        expiration: nil, accountID: nil)

    private func client(_ transport: ScriptedTransport, _ clock: HeldClock = HeldClock()) -> STSClient {
        STSClient(
            endpoint: Endpoint(
                service: .sts, url: "https://sts.eu-west-1.amazonaws.com", region: "eu-west-1", place: nil),
            client: .scripted(transport, clock: clock))
    }

    private static let answer = """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <GetCallerIdentityResult>
            <Arn>arn:aws:sts::111111111111:assumed-role/AWSReservedSSO_A_0123456789abcdef/me</Arn>
            <UserId>AROA:me</UserId>
            <Account>111111111111</Account>
          </GetCallerIdentityResult>
          <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>
        </GetCallerIdentityResponse>
        """

    @Test func `GetCallerIdentity is a signed form`() async throws {
        let transport = ScriptedTransport(.text(Self.answer, type: "text/xml"))
        let identity = try await client(transport).callerIdentity(of: Self.credentials)
        #expect(identity.account == "111111111111")
        #expect(identity.arn.hasSuffix("/me"))
        #expect(identity.userID == "AROA:me")
        let request = try #require(transport.requests.first)
        #expect(request.method == "POST")
        #expect(request.url == "https://sts.eu-west-1.amazonaws.com/")
        #expect(request.bodyText == "Action=GetCallerIdentity&Version=2011-06-15")
        #expect(request.headers["content-type"] == "application/x-www-form-urlencoded; charset=utf-8")
        #expect(request.headers["x-amz-security-token"] == "TOKEN-CANARY")
        #expect(request.headers["x-amz-date"] == "20261121T000000Z")
        let authorization = try #require(request.headers["authorization"])
        #expect(authorization.contains("Credential=ASIAEXAMPLE/20261121/eu-west-1/sts/aws4_request"))
        #expect(authorization.contains("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token,"))
        #expect(!authorization.contains("CANARY"))
    }

    @Test func `Every attempt is signed with its own time`() async throws {
        let transport = ScriptedTransport(.refused, .text(Self.answer, type: "text/xml"))
        _ = try await client(transport).callerIdentity(of: Self.credentials)
        #expect(transport.requests.map { $0.headers["x-amz-date"] } == ["20261121T000000Z", "20261121T000001Z"])
    }

    @Test func `A refusal is read from XML`() async throws {
        let body =
            "<ErrorResponse><Error><Code>ExpiredToken</Code><Message>TOKEN-CANARY is over</Message></Error></ErrorResponse>"
        let refusal = try await #require(throws: ServiceError.self) {
            try await client(ScriptedTransport(.text(body, type: "text/xml", status: 403)))
                .callerIdentity(of: Self.credentials)
        }
        #expect(refusal.code == "ExpiredToken")
        #expect(refusal.message == "••• is over")
    }

    @Test(arguments: [
        "", "<html>", "{}", "<a/>", "<GetCallerIdentityResult><Account>1</Account></GetCallerIdentityResult>",
    ])
    func `An answer that is none is a bad answer`(body: String) async throws {
        let failure = try await #require(throws: Failure.self) {
            try await client(ScriptedTransport(.text(body, type: "text/html"))).callerIdentity(of: Self.credentials)
        }
        #expect(failure.code == .badAnswer)
        #expect(failure.message.contains("GetCallerIdentity"))
        #expect(failure.place == .url("https://sts.eu-west-1.amazonaws.com/"))
    }

    @Test func `Keys with line breaks are not sent`() async throws {
        let transport = ScriptedTransport()
        let keys = Credentials(
            accessKeyID: "AKIA\r\nX: 1", secretAccessKey: Secret("S"), sessionToken: nil, expiration: nil,
            accountID: nil)
        let failure = try await #require(throws: Failure.self) { try await client(transport).callerIdentity(of: keys) }
        #expect(failure.status == .configuration)
        #expect(transport.requests.isEmpty)
    }
}
