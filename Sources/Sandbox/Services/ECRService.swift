import SystemKit

/// Elastic Container Registry: the passwords of registries, an account's and the public one (<doc:ConsoleAndClusters>,
/// Container registries).
struct ECRService: SimulatedService {
    private static let privateTarget = "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken"
    private static let publicTarget = "SpencerFrontendService.GetAuthorizationToken"

    func label(of request: ServerRequest) -> RequestLabel? {
        guard request.method == "POST", request.path == "/" else { return nil }
        switch request["x-amz-target"] {
        case Self.privateTarget?: return RequestLabel(.getAuthorizationToken, variant: "private")
        case Self.publicTarget?: return RequestLabel(.getAuthorizationToken, variant: "public")
        default: return nil
        }
    }

    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse
    {
        let isPublic = label.variant == "public"
        do throws(ServiceError) {
            let state = server.center.state
            let signer = try SignatureCheck(service: isPublic ? "ecr-public" : "ecr").signer(of: request, now: now) {
                server.iam.keys($0, state: state)
            }
            guard !isPublic || signer.region == "us-east-1" else {
                throw ServiceError("InvalidSignatureException", "ECR Public is in us-east-1", 403)
            }
            let call = SignedCall(
                signer, label.operation.rawValue,
                AccessRequest(
                    action: "\(isPublic ? "ecr-public" : "ecr"):\(label.operation.rawValue)", resource: "*"))
            try server.carryOut(call, now: now) { _, _ in }
            // bcrypt, by which a registry may keep it, reads 72 bytes.
            let password = server.center.generator.token("ecr", bytes: 32)
            let end = now.advanced(bySeconds: state.lifetimes.registryToken)
            let token = Base64.text(Array("AWS:\(password)".utf8))
            if isPublic {
                return reply(.object(["authorizationData": data(token, end)]))
            }
            let host = "\(signer.keys.principal.accountID).dkr.ecr.\(signer.region).amazonaws.com"
            return reply(.object(["authorizationData": .array([data(token, end, "https://\(host)")])]))
        } catch {
            let denied = error.jsonAccessDenied
            return refusal(denied.status, denied.type, denied.message)
        }
    }

    func refusal(_ status: Int, _ code: String, _ message: String) -> ServerResponse {
        reply(.object(["__type": .string(code), "message": .string(message)]), status: status)
    }

    private func data(_ token: String, _ end: Instant, _ endpoint: String? = nil) -> JSONValue {
        var members: [String: JSONValue] = [
            "authorizationToken": .string(token), "expiresAt": .number(Double(end.seconds) + 0.809),
        ]
        members["proxyEndpoint"] = endpoint.map(JSONValue.string)
        return .object(members)
    }

    private func reply(_ json: JSONValue, status: Int = 200) -> ServerResponse {
        ServerResponse(
            status, headers: [("Content-Type", "application/x-amz-json-1.1"), ("Cache-Control", "no-store")],
            body: JSONText.encode(json))
    }
}
