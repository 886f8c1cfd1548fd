import Engine
import SystemKit

/// The answer that container endpoints and the metadata service share: `AccessKeyId`, `SecretAccessKey`, `Token`,
/// `Expiration`, perhaps `AccountId` (<doc:CredentialProviders>, Containers and Machines).
enum EndpointCredentialsResponse {
    static func read(
        _ response: HTTPResponse, from service: String, at url: String, hiding secret: Secret?
    ) throws(Failure) -> Credentials {
        guard response.status == 200 else { throw refusal(response, from: service, at: url, hiding: secret) }
        func bad(_ what: String) -> Failure { Failure(.badAnswer, "\(service) \(what)", at: .url(url)) }
        guard let json = JSON(response.body), json.members != nil else {
            throw bad("returned \(response.body.count) bytes that are not one JSON object")
        }
        if let code = json["Code"]?.string, code != "Success", json["AccessKeyId"] == nil {
            let words = "\(code): \(json["Message"]?.string ?? "no message")"
            throw bad("returned \(secret?.hidden(in: words) ?? words)")
        }
        func text(_ name: String) throws(Failure) -> String {
            guard let text = json[name]?.string, text.isVisibleASCII else { throw bad("returned no \(name)") }
            return text
        }
        let accessKeyID = try text("AccessKeyId")
        let secretAccessKey = Secret(try text("SecretAccessKey"))
        let token = Secret(try text("Token"))
        guard let expiration = Instant(iso8601: try text("Expiration")) else {
            throw bad("returned an Expiration that is not a time")
        }
        return Credentials(
            accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, sessionToken: token, expiration: expiration,
            accountID: json["AccountId"]?.string.flatMap { $0.isVisibleASCII ? $0 : nil })
    }

    private static func refusal(
        _ response: HTTPResponse, from service: String, at url: String, hiding secret: Secret?
    ) -> Failure {
        let json = JSON(response.body)
        let words = ["message", "Message", "code", "Code"].lazy.compactMap { json?[$0]?.string }.first { !$0.isEmpty }
        // An endpoint may repeat what it was sent.
        let told = words.map { ": \((secret?.hidden(in: $0) ?? $0).prefix(300))" } ?? ""
        let isDenied = response.status == 401 || response.status == 403
        return Failure(
            isDenied ? .denied : .unreachable, "\(service) returned \(response.status)\(told)", at: .url(url),
            hint: isDenied ? "check \(EnvironmentKey.containerTokenFile) or \(EnvironmentKey.containerToken)" : nil)
    }
}
