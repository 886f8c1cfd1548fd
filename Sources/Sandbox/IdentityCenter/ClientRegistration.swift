import SystemKit

/// The grants of SSO-OIDC (<doc:SignInProtocol>, Operations).
enum GrantType: String, Sendable, Hashable {
    case authorizationCode = "authorization_code"
    case refreshToken = "refresh_token"
    case deviceCode = "urn:ietf:params:oauth:grant-type:device_code"

    /// The name under which CreateToken requests of this grant are counted.
    var shortName: String { self == .deviceCode ? "device_code" : rawValue }
}

/// A client as RegisterClient knows it.
struct ClientRegistration: Sendable {
    let name: String
    let secret: String
    let issued: Instant
    let expires: Instant
    let scopes: [String]
    let redirectURIs: [LoopbackURI]
    /// Empty: the client named none, so every grant that its other members allow.
    let grantTypes: Set<GrantType>
    var isRevoked = false

    func mayUse(_ grant: GrantType) -> Bool {
        if !grantTypes.isEmpty { return grantTypes.contains(grant) }
        return grant != .authorizationCode || !redirectURIs.isEmpty
    }
}

/// The scope without which there is no portal and no refresh token (<doc:CacheFiles>, Token files).
let portalScope = "sso:account:access"
