package import Engine
package import SystemKit

/// What a command's SDK is told when it asks the server of its run.
package enum CredentialServerAnswer: Sendable {
    /// - Parameter until: when the SDK has to ask again.
    case credentials(Credentials, until: Instant)
    /// Why there are none. The SDK shows the message; `isLasting` tells that asking again at once brings nothing else.
    case failure(code: String, message: String, isLasting: Bool)
}

extension CredentialServerAnswer {
    /// As the SDKs read it (AWS SDKs and Tools Reference, Container credential provider): keys as the agent of ECS gives
    /// them, and `code` and `message` for errors.
    var response: LoopbackResponse {
        switch self {
        case .credentials(let credentials, let until):
            LoopbackResponse(
                status: 200,
                json: .object([
                    "AccessKeyId": .string(credentials.accessKeyID),
                    "SecretAccessKey": .string(credentials.secretAccessKey.reveal()),
                    // SDKs miss a member, not a text in it: the keys of users have no token.
                    "Token": .string(credentials.sessionToken?.reveal() ?? ""),
                    "Expiration": .string(until.iso8601), "AccountId": credentials.accountID.map(JSON.string),
                ]))
        case .failure(let code, let message, let isLasting):
            // SDKs ask again after a 5xx, and show the body of either.
            LoopbackResponse(status: isLasting ? 403 : 503, code: code, message: message)
        }
    }
}

extension CredentialRequestRefusal {
    var response: LoopbackResponse { LoopbackResponse(status: status, code: "Refused", message: rawValue) }
}

extension LoopbackResponse {
    fileprivate init(status: Int, code: String, message: String) {
        self.init(status: status, json: .object(["code": .string(code), "message": .string(message)]))
    }

    fileprivate init(status: Int, json: JSON) {
        self.init(
            status: status,
            headers: [
                ("Content-Type", "application/json"), ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ], body: json.serialized(.sortedLine))
    }
}
