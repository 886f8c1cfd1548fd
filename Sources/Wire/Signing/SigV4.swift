import Crypto
package import Engine
package import SystemKit

/// AWS's signature, version 4: a pure function of request, keys and time (<doc:STSAndSigning>, Signature version 4).
///
/// What is signed: every header of the request but `User-Agent`, the host of its URL, the time, the session token, the
/// query as it stands and the body.
package struct SigV4: Sendable {
    private let service: String
    private let region: String

    package init(service: String, region: String) {
        self.service = service
        self.region = region
    }

    /// The request with `X-Amz-Date`, `X-Amz-Security-Token` if there is one, and `Authorization`.
    package func sign(_ request: HTTPRequest, with credentials: Credentials, at time: Instant) -> HTTPRequest {
        var signed = request
        let replaced = ["authorization", "x-amz-date", "x-amz-security-token"]
        signed.headers.removeAll { replaced.contains($0.name.lowercased()) }
        signed.headers.append(HTTPField("X-Amz-Date", time.iso8601Basic))
        if let token = credentials.sessionToken {
            signed.headers.append(HTTPField("X-Amz-Security-Token", token.reveal()))
        }
        let canonical = CanonicalRequest(signed)
        let signature = signature(of: canonical, with: credentials, at: time)
        signed.headers.append(
            HTTPField(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope(at: time)), "
                    + "SignedHeaders=\(canonical.signedHeaders), Signature=\(signature)"))
        return signed
    }

    /// What a signature is good for: a day, a region, a service.
    func scope(at time: Instant) -> String { "\(time.iso8601Basic.prefix(8))/\(region)/\(service)/aws4_request" }

    func signature(of canonical: CanonicalRequest, with credentials: Credentials, at time: Instant) -> String {
        let stringToSign = [
            "AWS4-HMAC-SHA256", time.iso8601Basic, scope(at: time),
            hex(SHA256.hash(data: Array(canonical.text.utf8))),
        ].joined(separator: "\n")
        let key = signingKey(credentials.secretAccessKey, day: String(time.iso8601Basic.prefix(8)))
        return hex(HMAC<SHA256>.authenticationCode(for: Array(stringToSign.utf8), using: key))
    }

    private func signingKey(_ secret: Secret, day: String) -> SymmetricKey {
        var key = SymmetricKey(data: Array("AWS4\(secret.reveal())".utf8))
        for part in [day, region, service, "aws4_request"] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
        }
        return key
    }
}

/// The form of a request that both sides hash.
struct CanonicalRequest {
    let text: String
    /// Lower-case names in order, joined by semicolons.
    let signedHeaders: String

    init(_ request: HTTPRequest) {
        let address = WebAddress(request.url)
        var values: [String: [String]] = ["host": [address?.authority ?? ""]]
        for field in request.headers where !CanonicalRequest.unsigned.contains(field.name.lowercased()) {
            values[field.name.lowercased(), default: []].append(CanonicalRequest.collapsed(field.value))
        }
        let names = values.keys.sorted()
        signedHeaders = names.joined(separator: ";")
        let headers = names.map { "\($0):\((values[$0] ?? []).joined(separator: ","))\n" }.joined()
        text = [
            request.method, CanonicalRequest.path(address?.path ?? ""),
            CanonicalRequest.query(address?.query ?? ""), headers, signedHeaders,
            hex(SHA256.hash(data: request.body)),
        ].joined(separator: "\n")
    }

    /// Dot segments and repeated slashes removed, then encoded once more; a slash at the end stays.
    private static func path(_ path: String) -> String {
        var segments: [Substring] = []
        for segment in path.split(separator: "/") where segment != "." {
            if segment == ".." { _ = segments.popLast() } else { segments.append(segment) }
        }
        let joined = "/" + segments.joined(separator: "/")
        let ends = path.hasSuffix("/") && !segments.isEmpty ? "/" : ""
        return PercentEncoding.encode(joined + ends, keeping: "/")
    }

    /// Pairs as they stand, sorted by name, then value.
    private static func query(_ query: String) -> String {
        guard !query.isEmpty else { return "" }
        let pairs = query.split(separator: "&", omittingEmptySubsequences: false).map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : "")
        }
        return pairs.sorted { $0.name == $1.name ? $0.value < $1.value : $0.name < $1.name }
            .map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    /// Without blanks at the ends, runs of blanks as one space.
    private static func collapsed(_ value: String) -> String {
        value.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }

    /// Programs between here and AWS change these.
    private static let unsigned: Set<String> = [
        "connection", "expect", "host", "transfer-encoding", "user-agent", "x-amzn-trace-id",
    ]
}

private func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
