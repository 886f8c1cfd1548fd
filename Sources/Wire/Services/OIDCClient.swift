package import Engine
import SystemKit

/// Identity Center's OIDC service over HTTP: unsigned JSON (<doc:SignInProtocol>).
package struct OIDCClient: OIDCService {
    private let endpoint: Endpoint
    private let client: ServiceClient

    package init(endpoint: Endpoint, client: ServiceClient) {
        self.endpoint = endpoint
        self.client = client
    }

    package func registerClient(_ request: ClientRegistrationRequest) async throws -> ClientRegistration {
        let answer = try await call(
            "RegisterClient", "/client/register",
            .object([
                "clientName": .string(request.clientName),
                "clientType": .string("public"),
                "grantTypes": request.grantTypes.map(list),
                "redirectUris": request.redirectURIs.map(list),
                "issuerUrl": request.issuerURL.map(JSON.string),
                "scopes": request.scopes.map(list),
            ]))
        return ClientRegistration(
            clientID: try answer.secret("clientId").reveal(),
            clientSecret: try answer.secret("clientSecret"),
            expiresAt: Instant(
                seconds: try answer.requiredInteger("clientSecretExpiresAt", in: JSONResponse.epochSeconds)))
    }

    package func startDeviceAuthorization(
        clientID: String, clientSecret: Secret, startURL: String
    ) async throws -> DeviceAuthorization {
        let answer = try await call(
            "StartDeviceAuthorization", "/device_authorization",
            .object([
                "clientId": .string(clientID),
                "clientSecret": .string(clientSecret.reveal()),
                "startUrl": .string(startURL),
            ]), secrets: [clientSecret])
        return DeviceAuthorization(
            deviceCode: try answer.secret("deviceCode"),
            userCode: try answer.text("userCode"),
            verificationURI: try pageAddress(answer, "verificationUri", try answer.text("verificationUri")),
            verificationURIComplete: try answer.optionalText("verificationUriComplete").map {
                try pageAddress(answer, "verificationUriComplete", $0)
            },
            expiresIn: try lifetime(answer) ?? 600,
            interval: max(1, try answer.integer("interval", in: 0...3600) ?? 5))
    }

    package func createToken(
        _ grant: TokenGrant, clientID: String, clientSecret: Secret
    ) async throws -> TokenReply {
        let (type, rest) = grant.members
        var members = [
            JSON.Member("grantType", .string(type)), JSON.Member("clientId", .string(clientID)),
            JSON.Member("clientSecret", .string(clientSecret.reveal())),
        ]
        members += rest.map { JSON.Member($0.name, .string($0.value)) }
        let answer = try await call(
            "CreateToken", "/token", .object(members), secrets: grant.secrets + [clientSecret],
            grantWorksOnce: true)
        let accessToken = try answer.secret("accessToken")
        guard let expiresIn = try lifetime(answer) else { throw answer.bad("has no expiresIn") }
        return TokenReply(
            accessToken: accessToken, expiresIn: expiresIn,
            refreshToken: try answer.optionalSecret("refreshToken"))
    }

    package func authorizeURL(_ parameters: [(name: String, value: String)]) -> String {
        "\(endpoint.url)/authorize?\(PercentEncoding.query(parameters))"
    }

    /// Why the service gives no answer; nil while it gives any. It is asked for a token with nothing in the question, which
    /// a service that works refuses, and which holds no secret.
    package func silence() async throws -> Failure? {
        do {
            _ = try await call("CreateToken", "/token", .object([]))
            return nil
        } catch let refusal as ServiceError {
            let failure = Failure(refusal)
            return failure.isOutage ? failure : nil
        } catch let failure as Failure {
            return failure.isOutage ? failure : nil
        }
    }

    private func call(
        _ operation: String, _ path: String, _ body: JSON, secrets: [Secret] = [], grantWorksOnce: Bool = false
    ) async throws -> JSONResponse {
        let url = endpoint.url + path
        let bytes = Array(body.serialized(.python).utf8)
        let call = ServiceCall(
            operation: operation, format: .json, url: url, secrets: secrets, grantWorksOnce: grantWorksOnce
        ) { _ in
            HTTPRequest("POST", url, headers: [HTTPField("Content-Type", "application/json")], body: bytes)
        }
        return try JSONResponse(try await client.send(call), to: call)
    }

    /// Seconds from now; a lifetime that is over or beyond any session is a fault, and a year is the most that counts
    /// (a session of Identity Center ends after 90 days).
    private func lifetime(_ answer: JSONResponse) throws(Failure) -> Int64? {
        try answer.integer("expiresIn", in: 1...Int64.max).map { min($0, 365 * 86_400) }
    }

    /// A page that a browser will be sent to: nothing but a web address may come from an answer.
    private func pageAddress(_ answer: JSONResponse, _ name: String, _ text: String) throws(Failure) -> String {
        guard let address = WebAddress(text) else { throw answer.bad("has a \(name) that is not a web address") }
        guard address.scheme == "https" || PlainHTTP.isAllowed(to: address) else {
            throw answer.bad("has a \(name) that is not https")
        }
        return text
    }

    private func list(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }
}

extension TokenGrant {
    /// The grant's type and its own members, in the order of <doc:SignInProtocol>.
    fileprivate var members: (type: String, rest: [(name: String, value: String)]) {
        switch self {
        case .authorizationCode(let code, let redirectURI, let verifier):
            (
                "authorization_code",
                [("redirectUri", redirectURI), ("codeVerifier", verifier.reveal()), ("code", code.reveal())]
            )
        case .deviceCode(let code):
            ("urn:ietf:params:oauth:grant-type:device_code", [("deviceCode", code.reveal())])
        case .refreshToken(let token): ("refresh_token", [("refreshToken", token.reveal())])
        }
    }

    fileprivate var secrets: [Secret] {
        switch self {
        case .authorizationCode(let code, _, let verifier): [code, verifier]
        case .deviceCode(let code): [code]
        case .refreshToken(let token): [token]
        }
    }
}
