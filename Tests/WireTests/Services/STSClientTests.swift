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
                service: .sts, url: "https://sts.eu-west-1.amazonaws.com", region: "eu-west-1", location: nil),
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

    private static let scoped = """
        <GetScopedCredentialsResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetScopedCredentialsResult>
        <Credentials><AccessKeyId>ASIASCOPEDEXAMPLE1</AccessKeyId><SecretAccessKey>SEC</SecretAccessKey>\
        <SessionToken>TOK</SessionToken><Expiration>2026-11-28T04:00:00Z</Expiration></Credentials>
        <SessionInfo><ScopedSessionId>AROAEXAMPLEID:alice</ScopedSessionId>\
        <Arn>arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice</Arn></SessionInfo>
        <SessionTokenUtilization>31</SessionTokenUtilization><SessionTokenSize>1284</SessionTokenSize>\
        <ScopedPoliciesCount>1</ScopedPoliciesCount><SourceIdentity>alice</SourceIdentity>
        </GetScopedCredentialsResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>\
        </GetScopedCredentialsResponse>
        """

    private func narrowing(policy: String? = #"{"Action":"s3:List*"}"#, duration: Int64? = 900)
        -> ScopedCredentialsRequest
    {
        ScopedCredentialsRequest(
            policy: policy, durationSeconds: duration,
            description: ScopedSessionDescription(RunID(.seeded(1)), scope: "a b", profile: nil))
    }

    @Test func `GetScopedCredentials is a signed form of a policy, a duration and a description`() async throws {
        let transport = ScriptedTransport(.text(Self.scoped, type: "text/xml"))
        let answer = try await client(transport).scopedCredentials(narrowing(), with: Self.credentials)
        #expect(answer.credentials.accessKeyID == "ASIASCOPEDEXAMPLE1")
        #expect(answer.credentials.accountID == "111122223333")
        #expect(answer.credentials.expiration == Instant(iso8601: "2026-11-28T04:00:00Z"))
        #expect(answer.tokenUtilization == 31 && answer.policiesCount == 1)
        let request = try #require(transport.requests.first)
        #expect(
            request.bodyText
                == "Action=GetScopedCredentials&Version=2011-06-15&Policy=%7B%22Action%22%3A%22s3%3AList%2A%22%7D"
                + "&DurationSeconds=900&ScopedSessionDescription=awsx+\(RunID(.seeded(1)))+scope%3Da+b")
        #expect(request.headers["x-amz-security-token"] == "TOKEN-CANARY")
        #expect(try #require(request.headers["authorization"]).contains("/eu-west-1/sts/aws4_request"))
        #expect(!request.bodyText.contains("CANARY"))
    }

    @Test func `what is not asked for is not sent, and only the keys have to be in the answer`() async throws {
        let part = try #require(Self.scoped.firstRange(of: "<SessionInfo>"))
        let end = try #require(Self.scoped.firstRange(of: "</GetScopedCredentialsResult>"))
        let bare = Self.scoped[..<part.lowerBound] + Self.scoped[end.lowerBound...]
        let transport = ScriptedTransport(.text(String(bare), type: "text/xml"))
        let answer = try await client(transport).scopedCredentials(
            narrowing(policy: nil, duration: 1), with: Self.credentials)
        #expect(answer.tokenUtilization == nil && answer.policiesCount == nil && answer.credentials.accountID == nil)
        let body = try #require(transport.requests.first).bodyText
        #expect(!body.contains("Policy=") && body.contains("DurationSeconds=1&"))
    }

    @Test(arguments: ["AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration", "Credentials"])
    func `an answer without one of the keys is a bad answer`(member: String) async throws {
        let body = Self.scoped.replacing("<\(member)>", with: "<X>").replacing("</\(member)>", with: "</X>")
        let failure = try await #require(throws: Failure.self) {
            try await client(ScriptedTransport(.text(body, type: "text/xml")))
                .scopedCredentials(narrowing(), with: Self.credentials)
        }
        #expect(failure.code == .badAnswer)
    }

    @Test func `Every attempt is signed with its own time`() async throws {
        let transport = ScriptedTransport(
            .text("", type: "text/xml", status: 429), .text(Self.answer, type: "text/xml"))
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
        #expect(failure.location == .url("https://sts.eu-west-1.amazonaws.com/"))
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

    // MARK: Roles

    private static func roleAnswer(_ action: String, end: String = "2026-11-21T01:00:00Z") -> String {
        """
        <\(action)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><\(action)Result>
        <Credentials><AccessKeyId>ASIA-ROLE</AccessKeyId><SecretAccessKey>SEC/ret+</SecretAccessKey>
        <SessionToken>TOK==</SessionToken><Expiration>\(end)</Expiration></Credentials>
        <AssumedRoleUser><AssumedRoleId>AROA:me</AssumedRoleId>
        <Arn>arn:aws:sts::222222222222:assumed-role/r/me</Arn></AssumedRoleUser>
        </\(action)Result><ResponseMetadata><RequestId>req-1</RequestId></ResponseMetadata></\(action)Response>
        """
    }

    private static var wholeRequest: RoleRequest {
        var limits = RoleSessionRestrictions()
        limits.policyARNs = ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/X"]
        limits.policy = "{\"a\":1}"
        limits.tags = [
            RoleSessionRestrictions.Tag(key: "team", value: "a b"), RoleSessionRestrictions.Tag(key: "é", value: ""),
        ]
        limits.sourceIdentity = "ada@x"
        return RoleRequest(
            roleARN: "arn:aws:iam::222222222222:role/r", externalID: "x&id", durationSeconds: 900,
            serialNumber: "arn:aws:iam::1:mfa/me", limits: limits)
    }

    @Test func `AssumeRole sends every argument and is signed`() async throws {
        let transport = ScriptedTransport(.text(Self.roleAnswer("AssumeRole"), type: "text/xml"))
        let role = try await client(transport).assumeRole(
            Self.wholeRequest, sessionName: "me", code: Secret("123456"), with: Self.credentials)
        #expect(role.credentials.accessKeyID == "ASIA-ROLE")
        #expect(role.credentials.secretAccessKey == Secret("SEC/ret+"))
        #expect(role.credentials.sessionToken == Secret("TOK=="))
        #expect(role.credentials.expiration == Instant(iso8601: "2026-11-21T01:00:00Z"))
        #expect(role.credentials.accountID == "222222222222")
        #expect(role.id == "AROA:me")
        #expect(role.requestID == "req-1")
        let request = try #require(transport.requests.first)
        #expect(
            request.bodyText
                == "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A222222222222%3Arole%2Fr"
                + "&RoleSessionName=me&PolicyArns.member.1.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FReadOnlyAccess"
                + "&PolicyArns.member.2.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FX&Policy=%7B%22a%22%3A1%7D"
                + "&DurationSeconds=900&ExternalId=x%26id&SerialNumber=arn%3Aaws%3Aiam%3A%3A1%3Amfa%2Fme"
                + "&TokenCode=123456&Tags.member.1.Key=team&Tags.member.1.Value=a+b&Tags.member.2.Key=%C3%A9"
                + "&Tags.member.2.Value=&SourceIdentity=ada%40x")
        #expect(request.headers["authorization"] != nil)
    }

    @Test func `A plain request sends no more than it has`() async throws {
        let transport = ScriptedTransport(.text(Self.roleAnswer("AssumeRole"), type: "text/xml"))
        _ = try await client(transport).assumeRole(
            RoleRequest(roleARN: "arn:r"), sessionName: "me", code: nil, with: Self.credentials)
        #expect(
            transport.requests.first?.bodyText
                == "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Ar&RoleSessionName=me")
    }

    @Test func `A web identity is not signed, and its token is sent as it stands`() async throws {
        let transport = ScriptedTransport(.text(Self.roleAnswer("AssumeRoleWithWebIdentity"), type: "text/xml"))
        let role = try await client(transport).assumeRoleWithWebIdentity(
            RoleRequest(roleARN: "arn:r"), sessionName: "me", token: Secret("a.b.c\n"))
        #expect(role.arn == "arn:aws:sts::222222222222:assumed-role/r/me")
        let request = try #require(transport.requests.first)
        #expect(request.bodyText.hasSuffix("&RoleSessionName=me&WebIdentityToken=a.b.c%0A"))
        #expect(request.headers["authorization"] == nil)
        #expect(request.headers["x-amz-date"] == nil)
    }

    @Test func `A refusal repeats no token`() async throws {
        let body =
            "<ErrorResponse><Error><Code>InvalidIdentityToken</Code><Message>a.b.c-CANARY is bad</Message></Error></ErrorResponse>"
        let refusal = try await #require(throws: ServiceError.self) {
            try await client(ScriptedTransport(.text(body, type: "text/xml", status: 400)))
                .assumeRoleWithWebIdentity(
                    RoleRequest(roleARN: "arn:r"), sessionName: "me", token: Secret("a.b.c-CANARY"))
        }
        #expect(refusal.code == "InvalidIdentityToken")
        #expect(!refusal.message.contains("CANARY"))
    }

    @Test(arguments: [
        roleAnswer("AssumeRole", end: "soon"), roleAnswer("AssumeRole", end: ""),
        "<AssumeRoleResponse><AssumeRoleResult/></AssumeRoleResponse>", "<html>sign in</html>", "not XML",
        roleAnswer("AssumeRole").replacing("SEC/ret+", with: "a\u{e9}b"),
        roleAnswer("AssumeRole").replacing("AssumedRoleUser", with: "Nobody"),
    ])
    func `An answer that lacks something is bad`(body: String) async throws {
        let failure = try await #require(throws: Failure.self) {
            try await client(ScriptedTransport(.text(body, type: "text/xml"))).assumeRole(
                RoleRequest(roleARN: "arn:r"), sessionName: "me", code: nil, with: Self.credentials)
        }
        #expect(failure.code == .badAnswer)
        #expect(failure.status == .unavailable)
    }
}
