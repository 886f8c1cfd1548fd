/// A Kubernetes cluster that EKS tells of; its API server is somebody else's.
struct Cluster: Sendable, Hashable, Codable {
    var accountId: String
    var name: String
    /// The API server's address.
    var endpoint: String
    /// Base64 of PEM.
    var certificateAuthority: String

    static let standard = [
        Cluster(
            accountId: "111111111111", name: "web", endpoint: "https://127.0.0.1:6443",
            certificateAuthority: "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCi0tLS0tRU5EIENFUlRJRklDQVRFLS0tLS0K")
    ]
}
