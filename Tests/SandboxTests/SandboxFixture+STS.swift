import Crypto
import SystemKit

@testable import Sandbox

extension Fixture {
    /// The keys of the standard user `ci`.
    static let userKeys = (
        id: IAMUser.standard[0].accessKeys[0].accessKeyId, secret: IAMUser.standard[0].accessKeys[0].secretAccessKey
    )
    static let deploy = "arn:aws:iam::222222222222:role/Deploy"

    /// Sends an operation of STS. Signed by the user `ci`, by given keys, or not at all.
    mutating func sts(
        _ action: String,
        _ parameters: [String: String] = [:],
        by signer: (id: String, secret: String)? = userKeys,
        token: String? = nil,
        now: Instant = noon
    ) -> ServerResponse {
        let all = parameters.merging(["Action": action, "Version": "2011-06-15"]) { given, _ in given }
        let body = all.sorted { $0.key < $1.key }
            .map { "\(PercentEncoding.encode($0.key))=\(PercentEncoding.encode($0.value))" }.joined(separator: "&")
        var headers: [(name: String, value: String)] = [
            ("content-type", "application/x-www-form-urlencoded; charset=utf-8"), ("host", "127.0.0.1:4000"),
            ("x-amz-date", now.iso8601Basic),
        ]
        if let token { headers.append(("x-amz-security-token", token)) }
        if let signer { headers.append(("authorization", Self.authorization(headers, body, signer, now: now))) }
        return send("POST", "/", headers: headers, body: body, now: now)
    }

    /// The same signed by keys that STS issued.
    mutating func sts(_ action: String, _ parameters: [String: String], by keys: IssuedKeys) -> ServerResponse {
        sts(action, parameters, by: (keys.accessKeyID, keys.secretAccessKey), token: keys.sessionToken)
    }

    /// The keys that were issued last.
    var lastKeys: IssuedKeys? { server.iam.all.last }

    private static func authorization(
        _ headers: [(name: String, value: String)],
        _ body: String,
        _ signer: (id: String, secret: String),
        now: Instant
    ) -> String {
        let date = now.iso8601Basic
        let scope = "\(date.prefix(8))/eu-west-1/sts/aws4_request"
        let names = headers.map(\.name).joined(separator: ";")
        let canonical = [
            "POST", "/", "", headers.map { "\($0.name):\($0.value)\n" }.joined(), names,
            Hex.text(SHA256.hash(data: Array(body.utf8))),
        ].joined(separator: "\n")
        let text = "AWS4-HMAC-SHA256\n\(date)\n\(scope)\n\(Hex.text(SHA256.hash(data: Array(canonical.utf8))))"
        var key = SymmetricKey(data: Array("AWS4\(signer.secret)".utf8))
        for part in scope.split(separator: "/") {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
        }
        let signature = Hex.text(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
        return "AWS4-HMAC-SHA256 Credential=\(signer.id)/\(scope), SignedHeaders=\(names), Signature=\(signature)"
    }
}

extension ServerResponse {
    /// The text of the first element of this name.
    func element(_ name: String) -> String? {
        guard let start = text.firstRange(of: "<\(name)>"), let end = text.firstRange(of: "</\(name)>") else {
            return nil
        }
        return String(text[start.upperBound..<end.lowerBound])
    }
}
