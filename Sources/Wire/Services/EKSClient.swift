package import Engine
import SystemKit

/// A Kubernetes cluster as its kubeconfig needs it.
package struct KubernetesCluster: Sendable, Hashable {
    package let arn: String
    package let endpoint: String
    /// Base64 of PEM.
    package let certificateAuthority: String

    package init(arn: String, endpoint: String, certificateAuthority: String) {
        self.arn = arn
        self.endpoint = endpoint
        self.certificateAuthority = certificateAuthority
    }
}

/// Elastic Kubernetes Service over HTTP (<doc:ConsoleAndClusters>, Clusters).
package struct EKSClient: Sendable {
    private let endpoint: Endpoint
    private let client: ServiceClient

    package init(endpoint: Endpoint, client: ServiceClient) {
        self.endpoint = endpoint
        self.client = client
    }

    /// - Parameter name: of a form that was checked, since it becomes part of a path.
    package func cluster(_ name: String, with credentials: Credentials) async throws -> KubernetesCluster {
        try credentials.requireHeaderText()
        let signer = SigV4(service: "eks", region: endpoint.region)
        let url = "\(endpoint.url)/clusters/\(PercentEncoding.encode(name))"
        let call = ServiceCall(operation: "DescribeCluster", format: .json, url: url, secrets: credentials.secrets) {
            signer.sign(HTTPRequest("GET", url), with: credentials, at: $0)
        }
        let cluster = try JSONResponse(try await client.send(call), to: call).object("cluster")
        // While a cluster is made, or has failed, there is nothing to reach.
        guard let address = try cluster.optionalText("endpoint") else {
            let state = try cluster.optionalText("status") ?? "unknown"
            throw Failure(
                .failed, "the cluster \(name) has no endpoint yet (state: \(state))", at: .url(url),
                hint: "try again once it is ACTIVE")
        }
        return KubernetesCluster(
            arn: try cluster.text("arn"), endpoint: address,
            certificateAuthority: try cluster.object("certificateAuthority").text("data"))
    }
}
