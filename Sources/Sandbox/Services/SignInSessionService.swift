import SystemKit

/// The sign-in service's sessions of an identity, which it lists and ends (<doc:LoginSessions>, Signing out).
struct SignInSessionService: SimulatedService {
    var throttlingCode: String { "TooManyRequestsError" }

    func label(of request: ServerRequest) -> RequestLabel? {
        guard request.method == "POST" else { return nil }
        return switch request.path {
        case "/list-sessions": RequestLabel(.listSessions)
        case "/batch-revoke-sessions": RequestLabel(.batchRevokeSessions)
        default: nil
        }
    }

    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse
    {
        do throws(ServiceError) {
            let state = server.center.state
            let signer = try SignatureCheck(service: "signin").signer(of: request, now: now) {
                server.iam.keys($0, state: state)
            }
            let operation = label.operation.rawValue
            let call = SignedCall(signer, operation, AccessRequest(action: "signin:\(operation)", resource: "*"))
            let principal = signer.keys.principal.arn
            return try server.carryOut(call, now: now) { server, _ throws(ServiceError) in
                try carryOut(request, label, of: principal, &server, now: now)
            }
        } catch {
            let denied = error.restAccessDenied
            return refusal(denied.status, denied.type, denied.message)
        }
    }

    func refusal(_ status: Int, _ code: String, _ message: String) -> ServerResponse {
        ServerResponse.json(["message": message], status: status).with("x-amzn-ErrorType", code)
    }

    private func carryOut(
        _ request: ServerRequest, _ label: RequestLabel, of principal: String, _ server: inout ServerState, now: Instant
    ) throws(ServiceError) -> ServerResponse {
        switch label.operation {
        case .listSessions:
            guard let filter = JSONText.decode(ListSessionsInput.self, from: request.body) else { throw .badBody }
            let found = server.logins.list(of: principal, now: now).filter(filter.fits)
            return .json(ListSessionsOutput(items: found))
        default:
            guard let order = JSONText.decode(BatchRevokeSessionsInput.self, from: request.body),
                (1...5).contains(order.sessionArns.count)
            else { throw .badBody }
            var output = BatchRevokeSessionsOutput()
            for arn in order.sessionArns {
                if server.logins.revoke(arn, of: principal) {
                    output.revokedSessions.append(.init(sessionArn: arn))
                } else {
                    output.errors.append(.init(sessionArn: arn))
                }
            }
            return .json(output)
        }
    }
}

extension ServiceError {
    fileprivate static let badBody = ServiceError(
        "ValidationException", "The request body is not the JSON of this operation")
}

private struct ListSessionsInput: Decodable {
    var status: String?
    var clientId: String?
    var issuedAfter: Int64?
    var issuedBefore: Int64?

    func fits(_ session: ListedSession) -> Bool {
        status.map { $0 == session.status } ?? true && clientId.map { $0 == session.clientId } ?? true
            && issuedAfter.map { $0 <= session.issuedAt } ?? true
            && issuedBefore.map { session.issuedAt <= $0 } ?? true
    }
}

/// One session as ListSessions tells it; times in seconds since 1970.
struct ListedSession: Encodable, Sendable {
    let sessionArn: String
    let principalArn: String
    let status: String
    let issuedAt: Int64
    let expiresAt: Int64
    let clientId: String
    let clientType = "CLI"

    enum CodingKeys: CodingKey { case sessionArn, principalArn, status, issuedAt, expiresAt, clientId, clientType }
}

private struct ListSessionsOutput: Encodable { let items: [ListedSession] }

private struct BatchRevokeSessionsInput: Decodable { let sessionArns: [String] }

private struct BatchRevokeSessionsOutput: Encodable {
    struct Revoked: Encodable { let sessionArn: String }
    struct Refused: Encodable {
        let sessionArn: String
        let code = "RESOURCE_NOT_FOUND"
        let message = "There is no such session of this identity"

        enum CodingKeys: CodingKey { case sessionArn, code, message }
    }

    var revokedSessions: [Revoked] = []
    var errors: [Refused] = []
}
