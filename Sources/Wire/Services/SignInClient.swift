package import Engine
import SystemKit

/// The sign-in service over HTTP: unsigned JSON, each request with a proof of the session's key (<doc:LoginSessions>,
/// DPoP and Renewal).
package struct SignInClient: SignInService {
    private let endpoint: Endpoint
    private let client: ServiceClient

    package init(endpoint: Endpoint, client: ServiceClient) {
        self.endpoint = endpoint
        self.client = client
    }

    package func renew(clientID: String, refreshToken: Secret, dpopKey: Secret) async throws -> SignInReply {
        guard let proof = DPoPProof(pem: dpopKey) else {
            throw Failure(.loginNeeded, "the session's dpopKey is not a P-256 key in PEM")
        }
        let url = "\(endpoint.url)/v1/token"
        let body = JSON.object([
            "clientId": .string(clientID), "refreshToken": .string(refreshToken.reveal()),
            "grantType": .string("refresh_token"),
        ]).serialized(.minified)
        let random = client.random
        // Signing can fail for want of memory only; an empty proof is refused by the service.
        let call = ServiceCall(
            operation: "CreateOAuth2Token", format: .json, url: url, secrets: [refreshToken], grantWorksOnce: true
        ) { now in
            let header = try? proof.header(method: "POST", url: url, at: now, identifier: random.uuid())
            return HTTPRequest(
                "POST", url,
                headers: [HTTPField("Content-Type", "application/json"), HTTPField("DPoP", header ?? "")],
                body: Array(body.utf8))
        }
        let answer = try JSONResponse(try await client.send(call), to: call)
        let keys = try answer.object("accessToken")
        return SignInReply(
            accessKeyID: try keys.secret("accessKeyId").reveal(), secretAccessKey: try keys.secret("secretAccessKey"),
            sessionToken: try keys.secret("sessionToken"),
            expiresIn: try answer.requiredInteger("expiresIn", in: 1...86_400),
            refreshToken: try answer.secret("refreshToken"))
    }
}
