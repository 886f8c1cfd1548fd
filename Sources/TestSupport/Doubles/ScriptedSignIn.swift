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

    package init() {}

    package var calls: [Call] { kept.items }

    package func on(_ step: @escaping @Sendable () async throws -> SignInReply) { script.append(step) }

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
