import SystemKit

/// The Security Token Service with its query protocol (<doc:STSAndSigning>, The query protocol).
struct STSService: SimulatedService {
    private static let operations: [Operation] = [
        .getCallerIdentity, .assumeRole, .assumeRoleWithWebIdentity, .getSessionToken, .getAccessKeyInfo,
        .getScopedCredentials,
    ]
    /// Of STS alone.
    private static let version = "2011-06-15"

    var throttlingCode: String { "Throttling" }

    func label(of request: ServerRequest) -> RequestLabel? {
        guard request.path == "/", let form = parameters(of: request), let action = form["Action"],
            form["Version"] == Self.version || [nil, "sts"].contains(request.signedService)
        else { return nil }
        return RequestLabel(Self.operations.first { $0.rawValue == action } ?? .unknown)
    }

    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse
    {
        guard Self.operations.contains(label.operation), let form = parameters(of: request) else {
            return refusal(400, "InvalidAction", "Could not find operation for this action and version")
        }
        guard form["Version"] == Self.version else {
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
                result = try assumeRole(form, try signer(of: request, in: server, now: now), &server, now: now)
            case .getSessionToken:
                result = try sessionToken(form, try signer(of: request, in: server, now: now), &server, now: now)
            case .getAccessKeyInfo:
                let call = SignedCall(
                    try signer(of: request, in: server, now: now), label.operation.rawValue,
                    AccessRequest(action: "sts:GetAccessKeyInfo", resource: "*"))
                let id = try ParameterConstraint("accessKeyId", length: 16...128).required(form["AccessKeyId"])
                result = try server.carryOut(call, now: now) { server, _ throws(ServiceError) in
                    guard let keys = server.iam.keys(id, state: server.center.state) else {
                        throw .validation("Invalid AccessKeyId \(id)")
                    }
                    return .account(keys.principal.accountID)
                }
            case .getScopedCredentials:
                guard !request.isForGlobalSTS else {
                    return refusal(400, "InvalidAction", "Could not find operation for this action and version")
                }
                result = try scope(form, try signer(of: request, in: server, now: now), &server, now: now)
            default:
                let call = SignedCall(
                    try signer(of: request, in: server, now: now), label.operation.rawValue,
                    AccessRequest(action: "sts:GetCallerIdentity", resource: "*"))
                result = try server.carryOut(call, needsPermission: false, now: now) { _, _ in
                    .identity(call.signer.keys.principal)
                }
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

    private func assumeRole(
        _ form: FormFields, _ signer: VerifiedSigner, _ server: inout ServerState, now: Instant
    ) throws(ServiceError) -> STSResult {
        let ask = try SessionRequest(form)
        func access(_ action: String) -> AccessRequest { AccessRequest(action: action, resource: ask.role.text) }
        var call = SignedCall(signer, Operation.assumeRole.rawValue, access("sts:AssumeRole"))
        if !ask.tags.isEmpty { call.accesses.append(access("sts:TagSession")) }
        if ask.sourceIdentity != nil { call.accesses.append(access("sts:SetSourceIdentity")) }
        call.parameters = parameters(
            form, ["RoleArn", "RoleSessionName", "DurationSeconds", "Policy", "SourceIdentity"])
        return try server.carryOut(call, now: now) { server, record throws(ServiceError) in
            let session = try server.assumeRole(ask, caller: signer, now: now)
            record.tell(of: session.keys)
            return .session(session)
        }
    }

    private func sessionToken(
        _ form: FormFields, _ signer: VerifiedSigner, _ server: inout ServerState, now: Instant
    ) throws(ServiceError) -> STSResult {
        let seconds = try ScopeRequest.number(form["DurationSeconds"], "durationSeconds", 900...129_600)
        var call = SignedCall(
            signer, Operation.getSessionToken.rawValue, AccessRequest(action: "sts:GetSessionToken", resource: "*"))
        call.parameters = parameters(form, ["DurationSeconds", "SerialNumber"])
        return try server.carryOut(call, now: now) { server, record throws(ServiceError) in
            let keys = try server.sessionToken(
                caller: signer, seconds: seconds, serialNumber: form["SerialNumber"], code: form["TokenCode"], now: now)
            record.tell(of: keys)
            return .sessionToken(keys)
        }
    }

    private func scope(
        _ form: FormFields, _ signer: VerifiedSigner, _ server: inout ServerState, now: Instant
    ) throws(ServiceError) -> STSResult {
        guard Self.hasScopedCredentials(signer.region) else {
            throw ServiceError("InvalidAction", "Could not find operation for this action and version")
        }
        let ask = try ScopeRequest(form)
        var call = SignedCall(
            signer, Operation.getScopedCredentials.rawValue,
            AccessRequest(action: "sts:GetScopedCredentials", resource: signer.keys.principal.arn))
        call.parameters = parameters(
            form, ["Policy", "DurationSeconds", "ScopedSessionDescription", "MinimumSessionTokenSize"])
        return try server.carryOut(call, now: now) { server, record throws(ServiceError) in
            let keys = try server.scope(ask, caller: signer, now: now)
            record.tell(of: keys)
            return .scoped(keys)
        }
    }

    /// Where AWS is known to have it: not in China and not in the isolated partitions (<doc:STSAndSigning>, Scoped
    /// credentials).
    private static func hasScopedCredentials(_ region: String) -> Bool {
        !["cn-", "us-iso", "eu-iso"].contains { region.hasPrefix($0) }
    }

    /// Parameters as CloudTrail names them: `roleArn` of `RoleArn`.
    private func parameters(_ form: FormFields, _ names: [String]) -> [String: JSONValue] {
        names.reduce(into: [:]) { parameters, name in
            guard let value = form[name] else { return }
            parameters[name.prefix(1).lowercased() + name.dropFirst()] =
                Int64(value).map(JSONValue.integer) ?? .string(value)
        }
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

extension ServerRequest {
    /// The host that stands for no region. It reaches the sandbox through a proxy setting, or by a name that leads here.
    fileprivate var isForGlobalSTS: Bool { hostName == "sts.amazonaws.com" }
}
