import SystemKit
import Testing

@testable import Sandbox

struct OIDCServiceTests {
    @Test func `an error has its type in a header and its word in the body`() {
        var fixture = Fixture()
        let reply = fixture.send(
            "POST",
            "/token",
            body: #"{"clientId": "x", "clientSecret": "y", "grantType": "refresh_token", "refreshToken": "z"}"#
        )
        #expect(reply.status == 401)
        #expect(
            reply["x-amzn-errortype"]
                == "InvalidClientException:http://internal.amazon.com/coral/com.amazonaws.sso.oidc/"
        )
        #expect(reply.text == #"{"error":"invalid_client","error_description":"Client is unknown"}"#)
    }

    @Test(arguments: [
        ("AccessDeniedException", "access_denied"), ("AuthorizationPendingException", "authorization_pending"),
        ("ExpiredTokenException", "expired_token"), ("InternalServerException", "server_error"),
        ("InvalidClientMetadataException", "invalid_client_metadata"), ("InvalidGrantException", "invalid_grant"),
        ("InvalidRedirectUriException", "invalid_redirect_uri"), ("InvalidScopeException", "invalid_scope"),
        ("InvalidRequestRegionException", "invalid_request"), ("SlowDownException", "slow_down"),
        ("UnauthorizedClientException", "unauthorized_client"),
        ("UnsupportedGrantTypeException", "unsupported_grant_type"),
    ])
    func `every error type has its word`(type: String, word: String) {
        #expect(ServiceError.oauthWord(of: type) == word)
    }

    @Test(arguments: ["", "not JSON", "[]", #"{"grantType": 5}"#, #"{"grantType": "refresh_token"}"#])
    func `a body that is not the operation's is an invalid request`(body: String) {
        var fixture = Fixture()
        let reply = fixture.send("POST", "/token", body: body)
        #expect(reply.status == 400)
        #expect(reply.json["error"] == .string("invalid_request"))
    }

    @Test func `a device flow over the wire has AWS's member names`() throws {
        var fixture = Fixture()
        let client = fixture.send("POST", "/client/register", body: #"{"clientName": "n", "clientType": "public"}"#)
            .json
        #expect(
            Set(client.keys) == [
                "clientId", "clientSecret", "clientIdIssuedAt", "clientSecretExpiresAt", "authorizationEndpoint",
                "tokenEndpoint",
            ]
        )
        #expect(client["clientSecretExpiresAt"] == .integer(noon.seconds + 7_776_000))
        let request = client.filter { ["clientId", "clientSecret"].contains($0.key) }
            .merging(["startUrl": .string("https://sandbox.awsapps.com/start")]) { _, new in new }
        let body = String(decoding: JSONText.encode(request), as: UTF8.self)
        let device = fixture.send("POST", "/device_authorization", body: body).json
        guard case .string(let code)? = device["userCode"] else {
            Issue.record("no user code")
            return
        }
        #expect(device["verificationUriComplete"] == .string("http://127.0.0.1:4000/device?user_code=\(code)"))
        #expect(device["expiresIn"] == .integer(600))
        #expect(device["interval"] == .integer(1))
    }
}
