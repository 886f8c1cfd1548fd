import SystemKit

/// What a signature says of itself, in an `Authorization: AWS4-HMAC-SHA256 …` header or in the query of an address.
struct SignatureAuthorization: Sendable {
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

extension ServerRequest {
    /// The service that a signature names, good or not; nil without one.
    var signedService: String? { SignatureAuthorization.parts(of: self).flatMap(SignatureAuthorization.init)?.service }
}

/// Words that stand for a payload which is not hashed into the signature.
enum PayloadSigning: String, Sendable {
    case unsigned = "UNSIGNED-PAYLOAD"
    /// In chunks, with a checksum after them.
    case unsignedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
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
