import Engine
import SystemKit
import TestSupport
import Testing
import Wire

struct OIDCClientTests {
    private func client(_ transport: ScriptedTransport, clock: HeldClock = HeldClock()) -> OIDCClient {
        OIDCClient(
            endpoint: Endpoint(service: .oidc, url: "https://oidc.example", region: "us-east-1", location: nil),
            client: .scripted(transport, clock: clock))
    }

    private static let registration =
        #"{"clientId":"CID","clientSecret":"SECRET","clientIdIssuedAt":1,"clientSecretExpiresAt":1795219200}"#

    @Test func `RegisterClient for the browser sends its members in order`() async throws {
        let transport = ScriptedTransport(.json(Self.registration))
        let reply = try await client(transport).registerClient(
            ClientRegistrationRequest(
                clientName: "botocore-client-corp", scopes: ["sso:account:access"],
                grantTypes: ["authorization_code", "refresh_token"],
                redirectURIs: ["http://127.0.0.1/oauth/callback"], issuerURL: "https://corp.awsapps.com/start"))
        #expect(reply.clientID == "CID")
        #expect(reply.clientSecret.reveal() == "SECRET")
        #expect(reply.expiresAt.iso8601 == "2026-11-21T00:00:00Z")
        let request = try #require(transport.requests.first)
        #expect(request.method == "POST")
        #expect(request.url == "https://oidc.example/client/register")
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.headers["user-agent"] == "awsx/9.9")
        #expect(
            request.bodyText
                == #"{"clientName": "botocore-client-corp", "clientType": "public", "#
                + #""grantTypes": ["authorization_code", "refresh_token"], "#
                + #""redirectUris": ["http://127.0.0.1/oauth/callback"], "#
                + #""issuerUrl": "https://corp.awsapps.com/start", "scopes": ["sso:account:access"]}"#)
    }

    @Test func `RegisterClient for the device code sends what is there and nothing else`() async throws {
        let transport = ScriptedTransport(.json(Self.registration))
        _ = try await client(transport).registerClient(
            ClientRegistrationRequest(
                clientName: "n", scopes: nil, grantTypes: nil, redirectURIs: nil, issuerURL: nil))
        #expect(transport.requests.first?.bodyText == #"{"clientName": "n", "clientType": "public"}"#)
    }

    @Test(arguments: [
        (400, "InvalidRequestException", true), (401, "InvalidClientException", true),
        (429, "TooManyRequestsException", true), (500, "InternalServerException", false), (503, "HTTP 503", false),
    ])
    func `A service that refuses an empty question answers, one that fails doesn't`(
        status: Int, code: String, answers: Bool
    ) async throws {
        let transport = ScriptedTransport(
            .answer(HTTPResponse(status: status, headers: [HTTPField("x-amzn-ErrorType", code)])))
        let client = OIDCClient(
            endpoint: Endpoint(service: .oidc, url: "https://oidc.example", region: "us-east-1", location: nil),
            client: ServiceClient(
                transport: transport, retry: RetryPolicy(maxAttempts: 1), clock: HeldClock().clock, random: .seeded(1),
                version: "9.9"))
        #expect((try await client.silence() == nil) == answers)
        #expect(transport.requests.map(\.url) == ["https://oidc.example/token"])
        #expect(transport.requests.first?.bodyText == "{}")
    }

    @Test func `StartDeviceAuthorization`() async throws {
        let transport = ScriptedTransport(
            .json(
                #"{"deviceCode":"DC","userCode":"ABCD-EFGH","verificationUri":"https://device.example/","#
                    + #""verificationUriComplete":"https://device.example/?user_code=ABCD-EFGH","#
                    + #""expiresIn":600,"interval":1}"#))
        let reply = try await client(transport).startDeviceAuthorization(
            clientID: "CID", clientSecret: Secret("SEC"), startURL: "https://corp.awsapps.com/start")
        #expect(
            reply
                == DeviceAuthorization(
                    deviceCode: Secret("DC"), userCode: "ABCD-EFGH", verificationURI: "https://device.example/",
                    verificationURIComplete: "https://device.example/?user_code=ABCD-EFGH", expiresIn: 600,
                    interval: 1))
        #expect(transport.requests.first?.url == "https://oidc.example/device_authorization")
        #expect(
            transport.requests.first?.bodyText
                == #"{"clientId": "CID", "clientSecret": "SEC", "startUrl": "https://corp.awsapps.com/start"}"#)
    }

    @Test(arguments: [
        (#""expiresIn":600"#, 600, 5), (#""expiresIn":600,"interval":null"#, 600, 5),
        (#""expiresIn":600,"interval":0"#, 600, 1), (#""interval":7"#, 600, 7),
    ])
    func `A device answer without interval or lifetime gets the usual ones`(
        members: String, expiresIn: Int, interval: Int
    ) async throws {
        let body = #"{"deviceCode":"DC","userCode":"U","verificationUri":"https://d.example",\#(members)}"#
        let reply = try await client(ScriptedTransport(.json(body))).startDeviceAuthorization(
            clientID: "CID", clientSecret: Secret("SEC"), startURL: "s")
        #expect(reply.expiresIn == Int64(expiresIn))
        #expect(reply.interval == Int64(interval))
        #expect(reply.verificationURIComplete == nil)
    }

    @Test(arguments: [
        "javascript:alert(1)", "file:///etc/passwd", "-a Calculator", "https://h/\\u001b[2J", "",
        "http://device.example/",
    ])
    func `A browser is sent to web addresses only`(address: String) async throws {
        let body = #"{"deviceCode":"DC","userCode":"U","verificationUri":"\#(address)","expiresIn":600}"#
        let failure = try await #require(throws: Failure.self) {
            try await client(ScriptedTransport(.json(body))).startDeviceAuthorization(
                clientID: "CID", clientSecret: Secret("SEC"), startURL: "s")
        }
        #expect(failure.code == .badAnswer)
        #expect(failure.message.contains("verificationUri"))
    }

    @Test(arguments: [
        (
            TokenGrant.authorizationCode(
                code: Secret("CODE"), redirectURI: "http://127.0.0.1:1/oauth/callback", verifier: Secret("VER")),
            #"{"grantType": "authorization_code", "clientId": "CID", "clientSecret": "SEC", "#
                + #""redirectUri": "http://127.0.0.1:1/oauth/callback", "codeVerifier": "VER", "code": "CODE"}"#
        ),
        (
            .deviceCode(Secret("DC")),
            #"{"grantType": "urn:ietf:params:oauth:grant-type:device_code", "clientId": "CID", "#
                + #""clientSecret": "SEC", "deviceCode": "DC"}"#
        ),
        (
            .refreshToken(Secret("RT")),
            #"{"grantType": "refresh_token", "clientId": "CID", "clientSecret": "SEC", "refreshToken": "RT"}"#
        ),
    ])
    func `CreateToken sends each grant in its order`(grant: TokenGrant, body: String) async throws {
        let transport = ScriptedTransport(
            .json(#"{"accessToken":"AT","tokenType":"Bearer","expiresIn":3600,"refreshToken":"RT2"}"#))
        let reply = try await client(transport).createToken(grant, clientID: "CID", clientSecret: Secret("SEC"))
        #expect(reply == TokenReply(accessToken: Secret("AT"), expiresIn: 3600, refreshToken: Secret("RT2")))
        #expect(transport.requests.first?.url == "https://oidc.example/token")
        #expect(transport.requests.first?.bodyText == body)
    }

    private func refresh(_ steps: ScriptedTransport.Step..., clock: HeldClock = HeldClock()) async throws -> TokenReply
    {
        try await client(ScriptedTransport(steps), clock: clock).createToken(
            .refreshToken(Secret("REFRESH-CANARY")), clientID: "CID", clientSecret: Secret("SECRET-CANARY"))
    }

    @Test(arguments: ["", #","refreshToken":null"#, #","refreshToken":"""#])
    func `A reply without a refresh token has none`(member: String) async throws {
        #expect(try await refresh(.json(#"{"accessToken":"AT","expiresIn":1\#(member)}"#)).refreshToken == nil)
    }

    @Test func `A lifetime beyond any session counts as a year`() async throws {
        #expect(
            try await refresh(.json(#"{"accessToken":"AT","expiresIn":9223372036854775807}"#)).expiresIn == 31_536_000)
    }

    @Test(arguments: [
        ("", "is not JSON"), ("<html>proxy</html>", "is not JSON"), (#"{"accessToken":"AT","expi"#, "is not JSON"),
        ("[]", "is not JSON"), ("null", "is not JSON"), ("{}", "accessToken"),
        (#"{"accessToken":"","expiresIn":1}"#, "accessToken"), (#"{"accessToken":7,"expiresIn":1}"#, "accessToken"),
        (#"{"accessToken":"a\r\nb","expiresIn":1}"#, "accessToken"), (#"{"accessToken":"AT"}"#, "expiresIn"),
        (#"{"accessToken":"AT","expiresIn":0}"#, "expiresIn"), (#"{"accessToken":"AT","expiresIn":-5}"#, "expiresIn"),
        (#"{"accessToken":"AT","expiresIn":"60"}"#, "expiresIn"),
        (#"{"accessToken":"AT","expiresIn":1.5}"#, "expiresIn"),
        (#"{"accessToken":"AT","expiresIn":1e30}"#, "expiresIn"),
        (#"{"accessToken":"AT","expiresIn":1,"refreshToken":[]}"#, "refreshToken"),
    ])
    func `A success that is none names the operation, the member and the URL`(body: String, what: String) async throws {
        let failure = try await #require(throws: Failure.self) { try await refresh(.json(body)) }
        #expect(failure.code == .badAnswer)
        #expect(failure.status == .unavailable)
        #expect(failure.message.contains("CreateToken"))
        #expect(failure.message.contains(what))
        #expect(failure.location == .url("https://oidc.example/token"))
    }

    @Test(arguments: ["0", "-1", "253402300800", "null", "\"soon\""])
    func `A registration that ends at no real time is a bad answer`(value: String) async throws {
        let body = #"{"clientId":"CID","clientSecret":"S","clientSecretExpiresAt":\#(value)}"#
        let failure = try await #require(throws: Failure.self) {
            try await client(ScriptedTransport(.json(body))).registerClient(
                ClientRegistrationRequest(
                    clientName: "n", scopes: nil, grantTypes: nil, redirectURIs: nil, issuerURL: nil))
        }
        #expect(failure.message.contains("clientSecretExpiresAt"))
    }

    @Test(arguments: [
        ("access_denied", "AccessDeniedException", 400),
        ("authorization_pending", "AuthorizationPendingException", 400),
        ("expired_token", "ExpiredTokenException", 400), ("invalid_client", "InvalidClientException", 401),
        ("invalid_client_metadata", "InvalidClientMetadataException", 400),
        ("invalid_grant", "InvalidGrantException", 400),
        ("invalid_redirect_uri", "InvalidRedirectUriException", 400),
        ("invalid_request", "InvalidRequestException", 400), ("invalid_scope", "InvalidScopeException", 400),
        ("slow_down", "SlowDownException", 400), ("unauthorized_client", "UnauthorizedClientException", 400),
        ("unsupported_grant_type", "UnsupportedGrantTypeException", 400),
    ])
    func `Each OAuth error is AWS's exception, asked for once`(error: String, code: String, status: Int) async throws {
        let clock = HeldClock()
        let refusal = try await #require(throws: ServiceError.self) {
            try await refresh(
                .json(#"{"error":"\#(error)","error_description":"words"}"#, status: status), clock: clock)
        }
        #expect(
            refusal
                == ServiceError(
                    code: code, message: "words", httpStatus: status, operation: "CreateToken",
                    url: "https://oidc.example/token", reason: error))
        #expect(clock.sleeps.isEmpty)
    }

    @Test func `The authorize URL keeps the order and encodes by RFC 3986`() {
        let url = client(ScriptedTransport()).authorizeURL([
            ("response_type", "code"), ("client_id", "CID"),
            ("redirect_uri", "http://127.0.0.1:43325/oauth/callback"), ("scopes", "sso:account:access a"),
        ])
        #expect(
            url == "https://oidc.example/authorize?response_type=code&client_id=CID"
                + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A43325%2Foauth%2Fcallback&scopes=sso%3Aaccount%3Aaccess%20a")
    }

    @Test func `A message that repeats a secret is shown without it`() async throws {
        let refusal = try await #require(throws: ServiceError.self) {
            try await refresh(
                .json(
                    #"{"error":"invalid_grant","error_description":"bad REFRESH-CANARY of SECRET-CANARY"}"#, status: 400
                ))
        }
        #expect(refusal.message == "bad ••• of •••")
    }
}
