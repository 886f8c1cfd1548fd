package import Engine
package import SystemKit

/// A bearer token for a cluster: an address of STS, signed for one cluster, that its API server calls to learn who asks
/// (<doc:ConsoleAndClusters>, Tokens for clusters).
package struct ClusterToken: Sendable {
    package let text: Secret
    package let expiresAt: Instant

    /// - Parameter sts: a region's own endpoint.
    package init(cluster: String, sts: Endpoint, credentials: Credentials, at now: Instant) {
        let question = PercentEncoding.query([("Action", "GetCallerIdentity"), ("Version", "2011-06-15")])
        let request = HTTPRequest(
            "GET", "\(sts.url)/?\(question)", headers: [HTTPField("x-k8s-aws-id", cluster)])
        let url = SigV4(service: "sts", region: sts.region)
            .presignedURL(of: request, with: credentials, at: now, lifetime: 60)
        text = Secret("k8s-aws-v1.\(Base64URL.text(Array(url.reveal().utf8)))")
        // A server takes the address for 15 minutes whatever its own lifetime; a minute less leaves time to use it.
        let end = now.advanced(bySeconds: 14 * 60)
        expiresAt = credentials.expiration.map { min($0, end) } ?? end
    }
}
