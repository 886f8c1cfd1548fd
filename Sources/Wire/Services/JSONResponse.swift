import Engine
import SystemKit

/// A successful answer's members, each checked for kind and range.
///
/// Every fault is `bad-answer` and names the operation, the member and the URL; values are never shown.
struct JSONResponse {
    private let json: JSON
    private let operation: String
    private let url: String
    /// Where in the answer this object is, such as `roleCredentials.`.
    private let path: String

    init(_ response: HTTPResponse, to call: ServiceCall) throws(Failure) {
        guard let json = JSON(response.body), json.members != nil else {
            let kind = response.headers["content-type"] ?? "no content type"
            throw Failure(
                .badAnswer,
                "the response to \(call.operation) is not JSON (\(call.hidingSecrets(kind)), \(response.body.count) bytes)",
                at: .url(call.url), hint: "a proxy or the network's sign-in page may answer instead of AWS")
        }
        self.init(json: json, operation: call.operation, url: call.url, path: "")
    }

    private init(json: JSON, operation: String, url: String, path: String) {
        self.json = json
        self.operation = operation
        self.url = url
        self.path = path
    }

    /// A member that must be text and not empty.
    func text(_ name: String) throws(Failure) -> String {
        guard let text = try optionalText(name) else { throw bad("has no \(path)\(name)") }
        return text
    }

    /// A member that may be absent, null or empty.
    func optionalText(_ name: String) throws(Failure) -> String? {
        switch json[name] {
        case nil, .null?: return nil
        case .string(let text)?: return text.isEmpty ? nil : text
        default: throw bad("has a \(path)\(name) that is not text")
        }
    }

    /// A secret that will stand in a header or a request: visible ASCII.
    func secret(_ name: String) throws(Failure) -> Secret {
        let text = try text(name)
        guard text.isVisibleASCII else { throw bad("has a \(path)\(name) with invalid characters") }
        return Secret(text)
    }

    func optionalSecret(_ name: String) throws(Failure) -> Secret? {
        try optionalText(name) == nil ? nil : try secret(name)
    }

    /// A whole number in a range; nil if the member is absent or null.
    func integer(_ name: String, in range: ClosedRange<Int64>) throws(Failure) -> Int64? {
        switch json[name] {
        case nil, .null?: return nil
        case let value?:
            guard let number = value.integer, range.contains(number) else {
                throw bad("has a \(path)\(name) that is not a number from \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }
    }

    func requiredInteger(_ name: String, in range: ClosedRange<Int64>) throws(Failure) -> Int64 {
        guard let number = try integer(name, in: range) else { throw bad("has no \(path)\(name)") }
        return number
    }

    /// A time in seconds since 1970, with or without a fraction.
    func timestamp(_ name: String) throws(Failure) -> Instant {
        guard case .number(let text)? = json[name], let seconds = Double(text),
            let whole = Int64(exactly: seconds.rounded(.down)), Self.epochSeconds.contains(whole)
        else { throw bad("has no \(path)\(name) that is a time") }
        return Instant(seconds: whole)
    }

    func object(_ name: String) throws(Failure) -> JSONResponse {
        guard let value = json[name], value.members != nil else { throw bad("has no \(path)\(name)") }
        return JSONResponse(json: value, operation: operation, url: url, path: "\(path)\(name).")
    }

    /// The objects of a list; none if it is absent or null.
    func objects(_ name: String) throws(Failure) -> [JSONResponse] {
        switch json[name] {
        case nil, .null?: return []
        case .array(let values)?:
            var objects: [JSONResponse] = []
            for value in values {
                guard value.members != nil else { throw bad("has a \(path)\(name) that is not a list of objects") }
                objects.append(JSONResponse(json: value, operation: operation, url: url, path: "\(path)\(name)[]."))
            }
            return objects
        default: throw bad("has a \(path)\(name) that is not a list")
        }
    }

    func bad(_ what: String) -> Failure {
        Failure(.badAnswer, "the response to \(operation) \(what)", at: .url(url))
    }

    /// Epoch seconds up to the year 9999, the last that the time formats of cache files can write.
    static let epochSeconds: ClosedRange<Int64> = 1...253_402_300_799
}
