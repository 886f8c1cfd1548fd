import Crypto
package import Engine
package import SystemKit

extension SigV4 {
    /// The address of a request with the signature in its query, for somebody else to send (<doc:ConsoleAndClusters>,
    /// Tokens for clusters). Whoever sends it adds the request's headers.
    ///
    /// - Parameter lifetime: seconds from `time` in which AWS takes it.
    package func presignedURL(
        of request: HTTPRequest, with credentials: Credentials, at time: Instant, lifetime: Int64
    ) -> Secret {
        let names = CanonicalRequest(request).signedHeaders
        var parameters = [
            (name: "X-Amz-Algorithm", value: "AWS4-HMAC-SHA256"),
            ("X-Amz-Credential", "\(credentials.accessKeyID)/\(scope(at: time))"), ("X-Amz-Date", time.iso8601Basic),
            ("X-Amz-Expires", String(lifetime)), ("X-Amz-SignedHeaders", names),
        ]
        if let token = credentials.sessionToken { parameters.append(("X-Amz-Security-Token", token.reveal())) }
        let joint = request.url.contains("?") ? "&" : "?"
        let url = "\(request.url)\(joint)\(PercentEncoding.query(parameters))"
        let canonical = CanonicalRequest(
            HTTPRequest(request.method, url, headers: request.headers, body: request.body))
        return Secret("\(url)&X-Amz-Signature=\(signature(of: canonical, with: credentials, at: time))")
    }
}
