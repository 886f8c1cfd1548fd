package import Engine
import SystemKit

/// The sign-in service over HTTP: unsigned JSON, each request with a proof of the session's key (<doc:LoginSessions>,
/// Signing in, Renewal and DPoP).
package struct SignInClient: SignInService {
    private let endpoint: Endpoint
    private let client: ServiceClient
    /// Seconds by which the clocks may differ: proofs are good for a moment only.
    private static let clockTolerance: Int64 = 30

    package init(endpoint: Endpoint, client: ServiceClient) {
        self.endpoint = endpoint
        self.client = client
    }

    package func renew(clientID: String, refreshToken: Secret, dpopKey: Secret) async throws -> SignInReply {
        let body = JSON.object([
            "clientId": .string(clientID), "refreshToken": .string(refreshToken.reveal()),
            "grantType": .string("refresh_token"),
        ])
        return try reply(await createToken(body, hiding: [refreshToken], dpopKey))
    }

    package func createToken(_ code: SignInCode, dpopKey: Secret) async throws -> SignInGrant {
        let body = JSON.object([
            "clientId": .string(code.clientID), "grantType": .string("authorization_code"),
            "code": .string(code.code.reveal()), "codeVerifier": .string(code.verifier.reveal()),
            "redirectUri": .string(code.redirectURI),
        ])
        let answer = try await createToken(body, hiding: [code.code, code.verifier], dpopKey)
        let idToken = try answer.secret("idToken")
        guard let identity = IdentityToken(idToken) else {
            throw answer.bad("has an idToken that names no identity of an account")
        }
        return SignInGrant(
            reply: try reply(answer), tokenType: try answer.text("tokenType"), idToken: idToken,
            subject: identity.subject)
    }

    package func makeKey() -> Secret { DPoPProof().pem }

    package func authorizeURL(_ parameters: [(name: String, value: String)]) -> String {
        "\(base)/v1/authorize?\(PercentEncoding.query(parameters))"
    }

    package var confirmationURL: String { "\(base)/v1/sessions/confirmation" }

    package func authorizationCode(pasted text: String, state: String) -> Secret? {
        PastedAuthorizationCode(text, state: Secret(state))?.code
    }

    /// Pages are at the host, whatever path the API was moved to.
    private var base: String {
        WebAddress(endpoint.url).map { "\($0.scheme)://\($0.authority)" } ?? endpoint.url
    }

    private func createToken(
        _ body: JSON, hiding secrets: [Secret], _ dpopKey: Secret
    ) async throws -> JSONResponse {
        guard let proof = DPoPProof(pem: dpopKey) else {
            throw Failure(.loginNeeded, "the session's dpopKey is not a P-256 key in PEM")
        }
        let url = "\(endpoint.url)/v1/token"
        let bytes = Array(body.serialized(.minified).utf8)
        let random = client.random
        // Signing can fail for want of memory only; an empty proof is refused by the service.
        let call = ServiceCall(
            operation: "CreateOAuth2Token", format: .json, url: url, secrets: secrets, grantWorksOnce: true,
            clockTolerance: Self.clockTolerance
        ) { now in
            let header = try? proof.header(method: "POST", url: url, at: now, identifier: random.uuid())
            return HTTPRequest(
                "POST", url,
                headers: [HTTPField("Content-Type", "application/json"), HTTPField("DPoP", header ?? "")],
                body: bytes)
        }
        return try JSONResponse(try await client.send(call), to: call)
    }

    private func reply(_ answer: JSONResponse) throws -> SignInReply {
        let keys = try answer.object("accessToken")
        return SignInReply(
            accessKeyID: try keys.secret("accessKeyId").reveal(), secretAccessKey: try keys.secret("secretAccessKey"),
            sessionToken: try keys.secret("sessionToken"),
            expiresIn: try answer.requiredInteger("expiresIn", in: 1...86_400),
            refreshToken: try answer.secret("refreshToken"))
    }
}
