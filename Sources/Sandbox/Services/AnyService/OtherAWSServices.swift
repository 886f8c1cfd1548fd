import SystemKit

/// Every AWS service that the sandbox does not play: what somebody may do there is evaluated, and what is allowed gets an
/// empty answer in the service's own form.
struct OtherAWSServices: SimulatedService {
    private static let played: Set = ["sts", "s3"]

    func label(of request: ServerRequest) -> RequestLabel? {
        guard let service = request.signedService, !Self.played.contains(service) else { return nil }
        return RequestLabel(.otherService, variant: ServiceCall(request, service)?.action)
    }

    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse
    {
        let service = request.signedService ?? ""
        let form = ServiceProtocol(request, service)
        do throws(ServiceError) {
            let state = server.center.state
            let signer = try SignatureCheck(service: service).signer(of: request, now: now) {
                server.iam.keys($0, state: state)
            }
            guard let ask = ServiceCall(request, service) else {
                throw ServiceError(
                    "UnknownOperationException", "The sandbox does not know \(request.method) \(request.path)", 404)
            }
            let access = AccessRequest(
                action: ask.action,
                resource: ask.resource(
                    partition: state.partition, region: signer.region, account: signer.keys.principal.accountID))
            try server.carryOut(SignedCall(signer, ask.operation, access), now: now) { _, _ in }
            return form.success(ask.operation, requestID: server.center.generator.requestID())
        } catch {
            return form.refusal(error)
        }
    }

    func refusal(_ status: Int, _ code: String, _ message: String) -> ServerResponse {
        ServiceProtocol.json.refusal(ServiceError(code, message, status))
    }
}
