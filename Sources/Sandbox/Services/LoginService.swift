import SystemKit

/// The sign-in service's keys (<doc:LoginSessions>, Signing in, Renewal and DPoP), for a code or a refresh token, proved
/// by DPoP.
struct LoginService: SimulatedService {
    private static let path = "/v1/token"
    private static let denials = [
        "TOKEN_EXPIRED", "USER_CREDENTIALS_CHANGED", "INSUFFICIENT_PERMISSIONS", "AUTHCODE_EXPIRED",
    ]

    var throttlingCode: String { "TooManyRequestsError" }

    func label(of request: ServerRequest) -> RequestLabel? {
        guard request.method == "POST", request.path == Self.path else { return nil }
        let body = JSONText.decode(CreateOAuth2TokenRequest.self, from: request.body)
        let known: [String] = ["refresh_token", "authorization_code"]
        let grant = body?.grantType.flatMap { known.contains($0) ? $0 : nil }
        return RequestLabel(.createOAuth2Token, variant: grant)
    }

    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse
    {
        do throws(ServiceError) {
            guard let body = JSONText.decode(CreateOAuth2TokenRequest.self, from: request.body) else {
                throw ServiceError("INVALID_REQUEST", "The request body is not the JSON of this operation")
            }
            let address = request.base(of: server) + Self.path
            let proof = try DPoPProofCheck(method: "POST", address: address, now: now).proof(request["dpop"])
            return .json(Reply(try server.createLoginToken(body, proof: proof, region: request.signInRegion, now: now)))
        } catch {
            return refusal(error.status, error.type, error.message)
        }
    }

    /// `code` is a word of the member `error`, or the type of an error.
    func refusal(_ status: Int, _ code: String, _ message: String) -> ServerResponse {
        let (type, word) =
            Self.denials.contains(code)
            ? ("AccessDeniedException", code)
            : code == "INVALID_REQUEST" || code == "ValidationException"
                ? ("ValidationException", "INVALID_REQUEST") : (code, "server_error")
        return ServerResponse.json(Refusal(error: word, message: message), status: status).with(
            "x-amzn-ErrorType", type)
    }
}

private struct Refusal: Encodable {
    let error: String
    let message: String
}

private struct Reply: Encodable {
    struct AccessToken: Encodable {
        let accessKeyId: String
        let secretAccessKey: String
        let sessionToken: String
    }

    let accessToken: AccessToken
    let expiresIn: Int64
    let refreshToken: String
    /// Of a new session only.
    let idToken: String?
    let tokenType = "aws_sigv4"

    init(_ grant: LoginGrant) {
        accessToken = AccessToken(
            accessKeyId: grant.keys.accessKeyID,
            secretAccessKey: grant.keys.secretAccessKey,
            sessionToken: grant.keys.sessionToken ?? ""
        )
        expiresIn = grant.expiresIn
        refreshToken = grant.refreshToken
        idToken = grant.idToken
    }

    enum CodingKeys: CodingKey { case accessToken, expiresIn, refreshToken, idToken, tokenType }
}
