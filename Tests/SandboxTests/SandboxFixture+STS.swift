import Crypto
import SystemKit
import Testing

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
        region: String = "eu-west-1",
        host: String = "127.0.0.1:4000",
        now: Instant = noon
    ) -> ServerResponse {
        let all = parameters.merging(["Action": action, "Version": "2011-06-15"]) { given, _ in given }
        let body = all.sorted { $0.key < $1.key }
            .map { "\(PercentEncoding.encode($0.key))=\(PercentEncoding.encode($0.value))" }.joined(separator: "&")
        let form = [(name: "content-type", value: "application/x-www-form-urlencoded; charset=utf-8")]
        return call(
            "sts", "POST", "/", headers: form, body: body, by: signer, token: token, region: region, host: host,
            now: now)
    }

    /// Sends a signed request to any service. What the target's query has must be sorted.
    mutating func call(
        _ service: String, _ method: String, _ target: String, headers: [(name: String, value: String)] = [],
        body: String = "", by signer: (id: String, secret: String)?, token: String? = nil,
        region: String = "eu-west-1", host: String = "127.0.0.1:4000", now: Instant = noon
    ) -> ServerResponse {
        var headers = headers + [("host", host), ("x-amz-date", now.iso8601Basic)]
        if let token { headers.append(("x-amz-security-token", token)) }
        headers.sort { $0.name < $1.name }
        if let signer {
            let scope = "\(now.iso8601Basic.prefix(8))/\(region)/\(service)/aws4_request"
            headers.append(
                ("authorization", Self.authorization(method, target, headers, body, signer, scope, now: now)))
        }
        return send(method, target, headers: headers, body: body, now: now)
    }

    /// The same by keys that were issued.
    mutating func call(
        _ service: String, _ method: String, _ target: String, headers: [(name: String, value: String)] = [],
        body: String = "", by keys: IssuedKeys, region: String = "eu-west-1", host: String = "127.0.0.1:4000"
    ) -> ServerResponse {
        call(
            service, method, target, headers: headers, body: body, by: (keys.accessKeyID, keys.secretAccessKey),
            token: keys.sessionToken, region: region, host: host)
    }

    /// Keys of a permission set, as the portal gives them.
    mutating func session(
        _ role: String = "AdministratorAccess", account: String = "111111111111", lifetime: Int64 = 3600
    ) -> IssuedKeys {
        let pair = AccountRole(accountId: account, roleName: role)
        return server.issue(
            .permissionSet(pair, user: "me", partition: "aws"), KeyIssuanceCause(operation: "GetRoleCredentials"),
            lifetime: lifetime, now: noon)
    }

    /// Keys that GetScopedCredentials narrowed to a policy.
    mutating func scoped(_ keys: IssuedKeys, to policy: String) throws -> IssuedKeys {
        let response = sts("GetScopedCredentials", ["Policy": policy], by: keys)
        try #require(response.status == 200, "\(response.text)")
        return try #require(lastKeys)
    }

    /// The same signed by keys that STS issued.
    mutating func sts(
        _ action: String, _ parameters: [String: String], by keys: IssuedKeys, region: String = "eu-west-1",
        host: String = "127.0.0.1:4000", now: Instant = noon
    ) -> ServerResponse {
        sts(
            action, parameters, by: (keys.accessKeyID, keys.secretAccessKey), token: keys.sessionToken, region: region,
            host: host, now: now)
    }

    /// The keys that were issued last.
    var lastKeys: IssuedKeys? { server.iam.all.last }

    private static func authorization(
        _ method: String,
        _ target: String,
        _ headers: [(name: String, value: String)],
        _ body: String,
        _ signer: (id: String, secret: String),
        _ scope: String,
        now: Instant
    ) -> String {
        let names = headers.map(\.name).joined(separator: ";")
        let hash =
            headers.first { $0.name == "x-amz-content-sha256" }?.value ?? Hex.text(SHA256.hash(data: Array(body.utf8)))
        let canonical = [
            method, String(target.prefix { $0 != "?" }), String(target.drop { $0 != "?" }.dropFirst()),
            headers.map { "\($0.name):\($0.value)\n" }.joined(), names, hash,
        ].joined(separator: "\n")
        let digest = Hex.text(SHA256.hash(data: Array(canonical.utf8)))
        let text = "AWS4-HMAC-SHA256\n\(now.iso8601Basic)\n\(scope)\n\(digest)"
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
