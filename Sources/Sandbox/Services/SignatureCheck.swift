import Crypto
import SystemKit

/// Whose signature was good, and for which region it was made.
struct VerifiedSigner: Sendable, Hashable {
    let keys: IssuedKeys
    let region: String
}

/// Checks Signature Version 4 on a request, by an implementation that shares nothing with awsx's signer.
struct SignatureCheck {
    /// The service that the credential scope must name.
    let service: String

    /// The keys that signed a request, `find` being told their id. Throws what STS answers:
    /// `MissingAuthenticationToken`, `IncompleteSignature`, `InvalidClientTokenId`, `ExpiredToken`,
    /// `SignatureDoesNotMatch` (<doc:STSAndSigning>, Signature version 4).
    func signer(
        of request: ServerRequest,
        now: Instant,
        find: (String) -> IssuedKeys?
    ) throws(ServiceError) -> VerifiedSigner {
        guard let parts = Authorization.parts(of: request) else {
            throw ServiceError("MissingAuthenticationToken", "Request is missing Authentication Token", 403)
        }
        guard let authorization = Authorization(parts), let signed = Instant(iso8601Basic: authorization.date) else {
            throw ServiceError("IncompleteSignature", "Authorization header or date is incomplete", 400)
        }
        let date = authorization.date
        guard let issued = find(authorization.accessKeyID), authorization.sessionToken == issued.sessionToken else {
            throw ServiceError("InvalidClientTokenId", "The security token included in the request is invalid.", 403)
        }
        guard issued.expires.map({ now < $0 }) ?? true else {
            throw ServiceError("ExpiredToken", "The security token included in the request is expired", 403)
        }
        guard authorization.service == service else {
            throw mismatch("Credential should be scoped to correct service: '\(service)'.")
        }
        guard date.hasPrefix(authorization.day), authorization.terminator == "aws4_request" else {
            throw mismatch("Credential scope does not match the date of the request.")
        }
        let age = now.seconds(since: signed)
        guard (-300...(authorization.lifetime ?? 300)).contains(age) else {
            throw mismatch("Signature expired: \(date) is too far from \(now.iso8601Basic).")
        }
        // In a query they are signed with it.
        let required = Set(
            authorization.lifetime != nil
                ? ["host"] : ["host", "x-amz-date"] + (issued.sessionToken == nil ? [] : ["x-amz-security-token"]))
        guard required.isSubset(of: authorization.signedHeaders), isWhole(request) else {
            throw mismatch("A header that must be signed is not, or the payload hash is not that of the payload.")
        }
        let text = stringToSign(request, authorization, date: date)
        guard signature(of: text, by: issued, authorization) == authorization.signature else {
            throw mismatch(
                "The request signature we calculated does not match the signature you provided. "
                    + "Check your AWS Secret Access Key and signing method."
            )
        }
        return VerifiedSigner(keys: issued, region: authorization.region)
    }

    /// A payload hash that the caller sends must be true.
    private func isWhole(_ request: ServerRequest) -> Bool {
        guard let claimed = request["x-amz-content-sha256"] else { return true }
        return claimed == Hex.text(SHA256.hash(data: request.body))
    }

    private func mismatch(_ message: String) -> ServiceError {
        ServiceError("SignatureDoesNotMatch", message, 403)
    }

    private func stringToSign(_ request: ServerRequest, _ authorization: Authorization, date: String) -> String {
        let headers = authorization.signedHeaders.map { name in
            let values = request.headers.filter { $0.name == name }.map { trimmed($0.value) }
            return "\(name):\(values.joined(separator: ","))\n"
        }
        let canonical = [
            request.method,
            request.path.isEmpty ? "/" : request.path,
            canonicalQuery(request.query),
            headers.joined(),
            authorization.signedHeaders.joined(separator: ";"),
            Hex.text(SHA256.hash(data: request.body)),
        ].joined(separator: "\n")
        return [
            "AWS4-HMAC-SHA256", date, authorization.scope, Hex.text(SHA256.hash(data: Array(canonical.utf8))),
        ].joined(separator: "\n")
    }

    private func canonicalQuery(_ query: FormFields) -> String {
        query.fields.filter { $0.name != "X-Amz-Signature" }
            .map { (PercentEncoding.encode($0.name), PercentEncoding.encode($0.value)) }
            .sorted { $0 < $1 }
            .map { "\($0)=\($1)" }
            .joined(separator: "&")
    }

    /// Spaces around go, runs of spaces inside become one.
    private func trimmed(_ value: String) -> String {
        value.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
    }

    private func signature(of text: String, by keys: IssuedKeys, _ authorization: Authorization) -> String {
        var key = SymmetricKey(data: Array("AWS4\(keys.secretAccessKey)".utf8))
        for part in [authorization.day, authorization.region, authorization.service, authorization.terminator] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
        }
        return Hex.text(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    }
}

/// What a signature says of itself, in an `Authorization: AWS4-HMAC-SHA256 …` header or in the query of an address.
private struct Authorization {
    let accessKeyID: String
    let day: String
    let region: String
    let service: String
    let terminator: String
    /// As they stand, which must be sorted.
    let signedHeaders: [String]
    let signature: String
    let date: String
    let sessionToken: String?
    /// Seconds in which a signature of a query is taken; nil for one of a header.
    let lifetime: Int64?

    var scope: String { "\(day)/\(region)/\(service)/\(terminator)" }

    /// The parts as they stand; nil where nothing is signed.
    static func parts(of request: ServerRequest) -> [String: String]? {
        let algorithm = "AWS4-HMAC-SHA256"
        let query = request.query
        if query["X-Amz-Algorithm"] == algorithm {
            return Dictionary(
                query.fields.filter { $0.name.hasPrefix("X-Amz-") }
                    .map { (String($0.name.dropFirst("X-Amz-".count)), $0.value) },
                uniquingKeysWith: { _, later in later })
        }
        guard let header = request["authorization"] else { return nil }
        guard header.hasPrefix("\(algorithm) ") else { return [:] }
        var parts: [String: String] = [:]
        for part in header.dropFirst(algorithm.count + 1).split(separator: ",") {
            let text = part.drop { $0 == " " }
            let name = text.prefix { $0 != "=" }
            parts[String(name)] = String(text.dropFirst(name.count + 1))
        }
        parts["Date"] = request["x-amz-date"]
        parts["Security-Token"] = request["x-amz-security-token"]
        return parts
    }

    init?(_ parts: [String: String]) {
        guard let credential = parts["Credential"]?.split(separator: "/").map(String.init), credential.count == 5,
            let names = parts["SignedHeaders"]?.split(separator: ";").map(String.init), names == names.sorted(),
            let signature = parts["Signature"], let date = parts["Date"]
        else { return nil }
        let isInQuery = parts["Algorithm"] != nil
        lifetime = isInQuery ? parts["Expires"].flatMap(Int64.init) : nil
        // A week at most.
        if isInQuery { guard let lifetime, (1...604_800).contains(lifetime) else { return nil } }
        (accessKeyID, day, region) = (credential[0], credential[1], credential[2])
        (service, terminator) = (credential[3], credential[4])
        signedHeaders = names
        self.signature = signature
        self.date = date
        sessionToken = parts["Security-Token"]
    }
}

extension Instant {
    /// Reads `20261121T004532Z`.
    init?(iso8601Basic text: String) {
        let letters = Array(text)
        guard letters.count == 16, letters[8] == "T", letters[15] == "Z" else { return nil }
        func part(_ range: Range<Int>) -> String { String(letters[range]) }
        self.init(
            iso8601: "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z"
        )
    }
}
