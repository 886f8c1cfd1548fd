package import Engine

/// A sign-in service of prepared answers that keeps what it was asked.
package final class ScriptedSignIn: SignInService {
    package struct Call: Sendable, Hashable {
        package let clientID: String
        package let refreshToken: Secret
        package let dpopKey: Secret

        package init(clientID: String, refreshToken: Secret, dpopKey: Secret) {
            self.clientID = clientID
            self.refreshToken = refreshToken
            self.dpopKey = dpopKey
        }
    }

    private let script = ScriptedReplies<SignInReply>("renew", [])
    private let kept = RecordedItems<Call>()
    private let grants = ScriptedReplies<SignInGrant>("createToken", [])
    private let codes = RecordedItems<SignInCode>()

    package init() {}

    package var calls: [Call] { kept.items }
    /// What was redeemed.
    package var redeemed: [SignInCode] { codes.items }

    package func on(_ step: @escaping @Sendable () async throws -> SignInReply) { script.append(step) }

    package func onCode(_ step: @escaping @Sendable () async throws -> SignInGrant) { grants.append(step) }

    package func createToken(_ code: SignInCode, dpopKey: Secret) async throws -> SignInGrant {
        codes.add(code)
        return try await grants.next(code.clientID)
    }

    package func makeKey() -> Secret { Secret("NEW-KEY") }

    package func authorizeURL(_ parameters: [(name: String, value: String)]) -> String {
        "https://signin.test/v1/authorize?" + parameters.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    package var confirmationURL: String { "https://signin.test/v1/sessions/confirmation" }

    /// A pasted text is `STATE CODE`.
    package func authorizationCode(pasted text: String, state: String) -> Secret? {
        let words = text.split(separator: " ")
        return words.count == 2 && words[0] == state ? Secret(String(words[1])) : nil
    }

    package func renew(clientID: String, refreshToken: Secret, dpopKey: Secret) async throws -> SignInReply {
        kept.add(Call(clientID: clientID, refreshToken: refreshToken, dpopKey: dpopKey))
        return try await script.next(clientID)
    }
}

extension ServiceError {
    /// A refusal of the sign-in service.
    package static func signInRefusal(_ reason: String, _ status: Int = 401) -> ServiceError {
        ServiceError(
            code: "AccessDeniedException", message: "no", httpStatus: status, operation: "CreateOAuth2Token",
            url: "https://signin.test/v1/token", reason: reason)
    }
}
