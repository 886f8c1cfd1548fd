import Engine
import SystemKit

/// The code and words of an answer that refuses, from wherever the service put them (<doc:RequestsAndErrors>, Error
/// codes; <doc:STSAndSigning>, Errors).
struct ServiceErrorDecoder: Sendable, Hashable {
    let code: String
    let message: String
    let retryAfter: String?
    let retryHint: String?
    /// The body's `error`.
    let reason: String?

    init(_ response: HTTPResponse, format: ServiceCall.Format) {
        let (code, message, reason) =
            switch format {
            case .json: ServiceErrorDecoder.readJSON(response)
            case .xml: ServiceErrorDecoder.readXML(response)
            }
        self.reason = reason
        self.code = code ?? "HTTP \(response.status)"
        self.message = message ?? ServiceErrorDecoder.description(of: response)
        retryAfter = response.headers["retry-after"]
        retryHint = response.headers["x-amz-retry-after"]
    }

    func error(
        of call: ServiceCall, response: HTTPResponse, now: Instant, afterLostAnswer: Bool
    ) -> ServiceError {
        var words = call.hidingSecrets(message)
        if afterLostAnswer {
            words += " (the response to an earlier attempt was lost; that attempt may have used up the grant)"
        }
        if let date = response.date, ServiceErrorDecoder.clockCodes.contains(code) {
            words += ServiceErrorDecoder.clockNote(here: now, there: date, tolerance: call.clockTolerance)
        }
        return ServiceError(
            code: call.hidingSecrets(code), message: words, httpStatus: response.status, operation: call.operation,
            url: call.url,
            retryAfter: retryAfter.flatMap { ServiceErrorDecoder.seconds($0, now: now) },
            retryHint: retryHint.flatMap(ServiceErrorDecoder.milliseconds), reason: reason)
    }

    /// Header, `code`, `__type`; then OAuth's `error`, by the exception that AWS gives the same name.
    private static func readJSON(_ response: HTTPResponse) -> (code: String?, message: String?, reason: String?) {
        let body = JSON(response.body)
        func text(_ names: String...) -> String? {
            names.lazy.compactMap { body?[$0]?.string }.first { !$0.isEmpty }
        }
        let oauth = text("error")
        let code =
            response.headers["x-amzn-errortype"].flatMap(shapeName) ?? text("code", "Code")
            ?? text("__type").flatMap(shapeName) ?? oauth.flatMap { oauthCodes[$0] }
        return (code, text("message", "Message") ?? text("error_description") ?? oauth, oauth)
    }

    private static func readXML(_ response: HTTPResponse) -> (code: String?, message: String?, reason: String?) {
        guard let root = try? XMLElement(parsing: response.body), let error = root.descendant("Error") else {
            return (nil, nil, nil)
        }
        return (error["Code"].flatMap { $0.isEmpty ? nil : $0 }, error["Message"], nil)
    }

    /// `prefix#Name:suffix` without its ends.
    private static func shapeName(_ text: String) -> String? {
        let name = text.prefix { $0 != ":" }.split(separator: "#").last.map { $0.trimmingSpaces }
        return name.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What to say of a body without words: a proxy's page, or nothing.
    private static func description(of response: HTTPResponse) -> String {
        if response.body.isEmpty { return "the response has no body" }
        let kind = response.headers["content-type"] ?? "no content type"
        return "the response names no error (\(kind), \(response.body.count) bytes)"
    }

    /// Seconds, or the time from now to a date, rounded up.
    private static func seconds(_ text: String, now: Instant) -> Int64? {
        if let seconds = Int64(text.trimmingSpaces) { return seconds >= 0 ? seconds : nil }
        guard let date = Instant(httpDate: text) else { return nil }
        return max(0, date.advanced(bySeconds: 1).seconds(since: now))
    }

    /// A whole number of any size; what is negative or no number is no hint.
    private static func milliseconds(_ text: String) -> Int64? {
        let text = text.trimmingSpaces
        let digits = text.hasPrefix("+") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return Int64(digits) ?? .max
    }

    private static func clockNote(here: Instant, there: Instant, tolerance: Int64) -> String {
        let difference = there.seconds(since: here)
        guard difference.magnitude > tolerance else { return "" }
        let direction = difference > 0 ? "behind" : "ahead of"
        let amount = difference.magnitude < 300 ? "\(difference.magnitude) s" : "\(difference.magnitude / 60) minutes"
        return " (\(ServiceError.clockWords) \(amount) \(direction) the server's)"
    }

    /// Refusals that a wrong clock can cause.
    private static let clockCodes: Set<String> = [
        "AccessDeniedException", "AuthFailure", "InvalidSignatureException", "RequestExpired", "RequestTimeTooSkewed",
        "RequestInTheFuture",
        "SignatureDoesNotMatch", "ValidationException",
    ]

    private static let oauthCodes = [
        "access_denied": "AccessDeniedException", "authorization_pending": "AuthorizationPendingException",
        "expired_token": "ExpiredTokenException", "server_error": "InternalServerException",
        "invalid_client": "InvalidClientException", "invalid_client_metadata": "InvalidClientMetadataException",
        "invalid_grant": "InvalidGrantException", "invalid_redirect_uri": "InvalidRedirectUriException",
        "invalid_request": "InvalidRequestException", "invalid_scope": "InvalidScopeException",
        "slow_down": "SlowDownException", "unauthorized_client": "UnauthorizedClientException",
        "unsupported_grant_type": "UnsupportedGrantTypeException",
    ]
}
