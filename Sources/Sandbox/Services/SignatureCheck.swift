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
        guard let parts = SignatureAuthorization.parts(of: request) else {
            throw ServiceError("MissingAuthenticationToken", "Request is missing Authentication Token", 403)
        }
        guard let authorization = SignatureAuthorization(parts), let signed = Instant(iso8601Basic: authorization.date)
        else {
            throw ServiceError("IncompleteSignature", "SignatureAuthorization header or date is incomplete", 400)
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
        guard required.isSubset(of: authorization.signedHeaders), let hash = payloadHash(request, authorization) else {
            throw mismatch("A header that must be signed is not, or the payload hash is not that of the payload.")
        }
        let text = stringToSign(request, authorization, date: date, payloadHash: hash)
        guard signature(of: text, by: issued, authorization) == authorization.signature else {
            throw mismatch(
                "The request signature we calculated does not match the signature you provided. "
                    + "Check your AWS Secret Access Key and signing method."
            )
        }
        return VerifiedSigner(keys: issued, region: authorization.region)
    }

    /// What is signed in place of the payload; nil if the caller sends a hash that is not true. S3 lets callers sign a
    /// word instead (<doc:STSAndSigning>, Signature version 4).
    private func payloadHash(_ request: ServerRequest, _ authorization: SignatureAuthorization) -> String? {
        let hash = Hex.text(SHA256.hash(data: request.body))
        guard let claimed = request["x-amz-content-sha256"] else {
            return service == "s3" && authorization.lifetime != nil ? PayloadSigning.unsigned.rawValue : hash
        }
        if service == "s3", let word = PayloadSigning(rawValue: claimed) { return word.rawValue }
        return claimed == hash ? hash : nil
    }

    private func mismatch(_ message: String) -> ServiceError {
        ServiceError("SignatureDoesNotMatch", message, 403)
    }

    private func stringToSign(
        _ request: ServerRequest, _ authorization: SignatureAuthorization, date: String, payloadHash: String
    ) -> String {
        let headers = authorization.signedHeaders.map { name in
            let values = request.headers.filter { $0.name == name }.map { trimmed($0.value) }
            return "\(name):\(values.joined(separator: ","))\n"
        }
        let canonical = [
            request.method,
            canonicalPath(request.path),
            canonicalQuery(request.query),
            headers.joined(),
            authorization.signedHeaders.joined(separator: ";"),
            payloadHash,
        ].joined(separator: "\n")
        return [
            "AWS4-HMAC-SHA256", date, authorization.scope, Hex.text(SHA256.hash(data: Array(canonical.utf8))),
        ].joined(separator: "\n")
    }

    /// Every service but S3 signs the path that was sent as if it were a text to encode once more.
    private func canonicalPath(_ path: String) -> String {
        guard !path.isEmpty else { return "/" }
        guard service != "s3" else { return path }
        return path.split(separator: "/", omittingEmptySubsequences: false).map { PercentEncoding.encode(String($0)) }
            .joined(separator: "/")
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

    private func signature(of text: String, by keys: IssuedKeys, _ authorization: SignatureAuthorization) -> String {
        var key = SymmetricKey(data: Array("AWS4\(keys.secretAccessKey)".utf8))
        for part in [authorization.day, authorization.region, authorization.service, authorization.terminator] {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: key))
        }
        return Hex.text(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    }
}
