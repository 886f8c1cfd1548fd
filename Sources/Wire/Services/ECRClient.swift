package import Engine
import FoundationEssentials
import SystemKit

/// Elastic Container Registry over HTTP, of an account or the public one (<doc:ConsoleAndClusters>, Container registries).
package struct ECRClient: Sendable {
    private let endpoint: Endpoint
    private let client: ServiceClient

    /// - Parameter endpoint: of `ecr`, or of `ecrPublic`.
    package init(endpoint: Endpoint, client: ServiceClient) {
        self.endpoint = endpoint
        self.client = client
    }

    /// A password for the registry of the credentials' account.
    package func authorizationToken(with credentials: Credentials) async throws -> RegistryToken {
        let isPublic = endpoint.service == .ecrPublic
        let signer = SigV4(service: isPublic ? "ecr-public" : "ecr", region: endpoint.region)
        let target = isPublic ? "SpencerFrontendService" : "AmazonEC2ContainerRegistry_V20150921"
        try credentials.requireHeaderText()
        let url = "\(endpoint.url)/"
        let request = HTTPRequest(
            "POST", url,
            headers: [
                HTTPField("Content-Type", "application/x-amz-json-1.1"),
                HTTPField("X-Amz-Target", "\(target).GetAuthorizationToken"),
            ], body: Array("{}".utf8))
        let call = ServiceCall(
            operation: "GetAuthorizationToken", format: .json, url: url, secrets: credentials.secrets
        ) { now in signer.sign(request, with: credentials, at: now) }
        let answer = try JSONResponse(try await client.send(call), to: call)
        let data: JSONResponse
        if isPublic {
            data = try answer.object("authorizationData")
        } else {
            guard let first = try answer.objects("authorizationData").first else {
                throw answer.bad("has no authorizationData")
            }
            data = first
        }
        return RegistryToken(
            password: try password(data),
            expiresAt: try data.timestamp("expiresAt"))
    }

    private func password(_ data: JSONResponse) throws -> Secret {
        let decoded = Data(base64Encoded: try data.secret("authorizationToken").reveal())
        let text = decoded.flatMap { String(validating: $0, as: UTF8.self) } ?? ""
        let prefix = "\(RegistryToken.userName):"
        guard text.hasPrefix(prefix), let password = Secret(visible: String(text.dropFirst(prefix.count))) else {
            throw data.bad("has an authorizationToken that is not valid")
        }
        return password
    }
}
