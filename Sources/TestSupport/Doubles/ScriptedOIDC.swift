package import Engine
import Synchronization
import SystemKit

/// An OIDC service of prepared answers that keeps what it was asked.
package final class ScriptedOIDC: OIDCService {
    package enum Call: Sendable, Hashable {
        case register(ClientRegistrationRequest)
        case startDevice(clientID: String, clientSecret: Secret, startURL: String)
        case createToken(TokenGrant, clientID: String, clientSecret: Secret)
    }

    private let registrations = ScriptedReplies<ClientRegistration>("registerClient", [])
    private let devices = ScriptedReplies<DeviceAuthorization>("startDeviceAuthorization", [])
    private let tokens = ScriptedReplies<TokenReply>("createToken", [])
    private let kept = Mutex<[Call]>([])

    package init() {}

    /// All calls so far, in order.
    package var calls: [Call] { kept.withLock { $0 } }

    /// How many answers nobody asked for.
    package var answersLeft: Int { registrations.stepsLeft + devices.stepsLeft + tokens.stepsLeft }

    package func onRegister(_ step: @escaping @Sendable () async throws -> ClientRegistration) {
        registrations.append(step)
    }

    package func onDevice(_ step: @escaping @Sendable () async throws -> DeviceAuthorization) { devices.append(step) }

    package func onToken(_ step: @escaping @Sendable () async throws -> TokenReply) { tokens.append(step) }

    package func registerClient(_ request: ClientRegistrationRequest) async throws -> ClientRegistration {
        kept.withLock { $0.append(.register(request)) }
        return try await registrations.next("\(request)")
    }

    package func startDeviceAuthorization(
        clientID: String, clientSecret: Secret, startURL: String
    ) async throws -> DeviceAuthorization {
        kept.withLock {
            $0.append(.startDevice(clientID: clientID, clientSecret: clientSecret, startURL: startURL))
        }
        return try await devices.next(startURL)
    }

    package func createToken(
        _ grant: TokenGrant, clientID: String, clientSecret: Secret
    ) async throws -> TokenReply {
        kept.withLock { $0.append(.createToken(grant, clientID: clientID, clientSecret: clientSecret)) }
        return try await tokens.next("\(grant)")
    }

    /// The parameters in their order, unescaped: escaping is Wire's.
    package func authorizeURL(_ parameters: [(name: String, value: String)]) -> String {
        "https://oidc.test/authorize?" + parameters.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }
}

extension TokenReply {
    package static func of(_ token: String, expiresIn: Int64 = 3600, refreshToken: String? = "RT-NEW") -> TokenReply {
        TokenReply(
            accessToken: Secret(token), expiresIn: expiresIn, refreshToken: refreshToken.map(Secret.init))
    }
}

extension ServiceError {
    /// A refusal as AWS words it.
    package static func refusal(_ code: String, _ status: Int = 400, _ message: String = "no") -> ServiceError {
        ServiceError(
            code: code, message: message, httpStatus: status, operation: "CreateToken", url: "https://oidc.test/token")
    }
}

extension Failure {
    /// No answer came.
    package static let offline = Failure(.unreachable, "the network is down", at: .url("https://oidc.test"))
}
