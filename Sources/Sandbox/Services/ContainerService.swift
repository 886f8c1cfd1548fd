import SystemKit

/// Credentials for containers, as the agents of ECS and of EKS's pod identity give them (<doc:CredentialProviders>,
/// Containers).
struct ContainerService: SimulatedService {
    static func serves(_ path: String) -> Bool {
        ["/v1/credentials", "/v2/credentials"].contains { path == $0 || path.hasPrefix("\($0)/") }
    }

    func label(of request: ServerRequest) -> RequestLabel? {
        request.method == "GET" && Self.serves(request.path) ? RequestLabel(.getContainerCredentials) : nil
    }

    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse
    {
        guard let container = server.center.state.containers.first(where: { $0.path == request.path }) else {
            return refusal(404, "InvalidIdInRequest", "CredentialsV2Request: Credentials not found")
        }
        if let token = container.authorizationToken, request["authorization"] != token {
            return refusal(401, "AccessDeniedException", "The authorization token is missing or not valid")
        }
        guard
            let keys = server.keys(
                for: container.roleArn,
                session: "task",
                at: container.path,
                label.operation,
                lifetime: server.center.state.lifetimes.containerCredentials,
                now: now
            )
        else { return refusal(500, "InternalServerException", "") }
        return .json(Reply(keys))
    }

    func refusal(_ status: Int, _ code: String, _ message: String) -> ServerResponse {
        .json(Refusal(code: code, message: message), status: status)
    }
}

private struct Reply: Encodable {
    let accessKeyId: String
    let accountId: String
    let expiration: String
    let roleArn: String
    let secretAccessKey: String
    let token: String

    init(_ keys: IssuedKeys) {
        accessKeyId = keys.accessKeyID
        accountId = keys.principal.accountID
        expiration = keys.expires?.iso8601 ?? ""
        roleArn = keys.principal.roleArn ?? ""
        secretAccessKey = keys.secretAccessKey
        token = keys.sessionToken ?? ""
    }

    enum CodingKeys: String, CodingKey {
        case accessKeyId = "AccessKeyId"
        case accountId = "AccountId"
        case expiration = "Expiration"
        case roleArn = "RoleArn"
        case secretAccessKey = "SecretAccessKey"
        case token = "Token"
    }
}

private struct Refusal: Encodable {
    let code: String
    let message: String
}
