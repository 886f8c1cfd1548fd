import SystemKit

/// Elastic Kubernetes Service: where a cluster is (<doc:ConsoleAndClusters>, Clusters).
struct EKSService: SimulatedService {
    private static let prefix = "/clusters/"

    func label(of request: ServerRequest) -> RequestLabel? {
        guard request.method == "GET", request.path.hasPrefix(Self.prefix),
            !request.path.dropFirst(Self.prefix.count).contains("/"), [nil, "eks"].contains(request.signedService)
        else { return nil }
        return RequestLabel(.describeCluster)
    }

    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse
    {
        do throws(ServiceError) {
            let state = server.center.state
            let signer = try SignatureCheck(service: "eks").signer(of: request, now: now) {
                server.iam.keys($0, state: state)
            }
            let name = String(request.path.dropFirst(Self.prefix.count))
            let account = signer.keys.principal.accountID
            let arn = "arn:\(state.partition):eks:\(signer.region):\(account):cluster/\(name)"
            var call = SignedCall(
                signer, label.operation.rawValue, AccessRequest(action: "eks:DescribeCluster", resource: arn))
            call.parameters = ["name": .string(name)]
            try server.carryOut(call, now: now) { _, _ in }
            guard let cluster = state.clusters.first(where: { $0.name == name && $0.accountId == account }) else {
                throw .resourceNotFound("No cluster found for name: \(name).")
            }
            return .json(Reply(cluster, region: signer.region, partition: state.partition))
        } catch {
            let denied = error.restAccessDenied
            return refusal(denied.status, denied.type, denied.message)
        }
    }

    func refusal(_ status: Int, _ code: String, _ message: String) -> ServerResponse {
        ServerResponse.json(["message": message], status: status).with("x-amzn-ErrorType", code)
    }
}

private struct Reply: Encodable {
    struct Authority: Encodable { let data: String }

    struct Description: Encodable {
        let arn: String
        let certificateAuthority: Authority
        let endpoint: String
        let name: String
        let status = "ACTIVE"

        enum CodingKeys: CodingKey { case arn, certificateAuthority, endpoint, name, status }
    }

    let cluster: Description

    init(_ cluster: Cluster, region: String, partition: String) {
        self.cluster = Description(
            arn: "arn:\(partition):eks:\(region):\(cluster.accountId):cluster/\(cluster.name)",
            certificateAuthority: Authority(data: cluster.certificateAuthority), endpoint: cluster.endpoint,
            name: cluster.name)
    }
}
