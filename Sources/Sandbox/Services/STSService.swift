import SystemKit

/// The Security Token Service with its query protocol (<doc:STSAndSigning>, The query protocol).
struct STSService: SimulatedService {
    private static let operations: [Operation] = [.getCallerIdentity, .assumeRole, .assumeRoleWithWebIdentity]

    var throttlingCode: String { "Throttling" }

    func label(of request: ServerRequest) -> RequestLabel? {
        guard request.path == "/", let action = parameters(of: request)?["Action"] else { return nil }
        return RequestLabel(Self.operations.first { $0.rawValue == action } ?? .unknown)
    }

    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse
    {
        guard Self.operations.contains(label.operation), let form = parameters(of: request) else {
            return refusal(400, "InvalidAction", "Could not find operation for this action and version")
        }
        guard form["Version"] == "2011-06-15" else {
            return refusal(400, "InvalidAction", "Could not find operation for this version")
        }
        do throws(ServiceError) {
            let result: STSResult
            switch label.operation {
            case .assumeRoleWithWebIdentity:
                let ask = try SessionRequest(form)
                let token = try ParameterConstraint("webIdentityToken", length: 4...20_000).required(
                    form["WebIdentityToken"])
                result = .webIdentitySession(try server.assumeRole(ask, token: token, now: now))
            case .assumeRole:
                let caller = try signer(of: request, in: server, now: now)
                result = .session(try server.assumeRole(try SessionRequest(form), caller: caller, now: now))
            default:
                result = .identity(try signer(of: request, in: server, now: now).keys.principal)
            }
            let text = result.xml(label.operation, requestID: server.center.generator.requestID())
            return xml(text, status: 200)
        } catch {
            return refusal(error.status, error.type, error.message)
        }
    }

    func refusal(_ status: Int, _ code: String, _ message: String) -> ServerResponse {
        xml(
            """
            <ErrorResponse xmlns="\(STSResult.namespace)">
            <Error><Type>\(status < 500 ? "Sender" : "Receiver")</Type><Code>\(Markup.escape(code))</Code>\
            <Message>\(Markup.escape(message))</Message></Error>
            <RequestId>00000000-0000-4000-8000-000000000000</RequestId>
            </ErrorResponse>
            """,
            status: status
        )
    }

    private func signer(of request: ServerRequest, in server: ServerState, now: Instant) throws(ServiceError)
        -> VerifiedSigner
    {
        try SignatureCheck(service: "sts").signer(of: request, now: now) {
            server.iam.keys($0, state: server.center.state)
        }
    }

    private func xml(_ text: String, status: Int) -> ServerResponse {
        ServerResponse(status, headers: [("Content-Type", "text/xml")], body: Array(text.utf8))
    }

    private func parameters(of request: ServerRequest) -> FormFields? {
        request.method == "POST" ? request.form : request.method == "GET" ? request.query : nil
    }
}
