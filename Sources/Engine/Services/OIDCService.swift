package import SystemKit

/// What Identity Center's OIDC service answers to an application (<doc:SignInProtocol>, Operations); implemented over
/// HTTP in Wire.
///
/// Every call throws `ServiceError` for an answer that refuses, and `Failure` for no answer.
package protocol OIDCService: Sendable {
    func registerClient(_ request: ClientRegistrationRequest) async throws -> ClientRegistration
    func startDeviceAuthorization(
        clientID: String, clientSecret: Secret, startURL: String
    ) async throws -> DeviceAuthorization
    func createToken(_ grant: TokenGrant, clientID: String, clientSecret: Secret) async throws -> TokenReply
    /// The address that a browser is sent to (<doc:SignInProtocol>, Browser flow, step 5), on the endpoint that this
    /// service uses.
    func authorizeURL(_ parameters: [(name: String, value: String)]) -> String
}

/// RegisterClient's members; absent ones are not sent.
package struct ClientRegistrationRequest: Sendable, Hashable {
    package let clientName: String
    package let scopes: [String]?
    package let grantTypes: [String]?
    package let redirectURIs: [String]?
    package let issuerURL: String?

    package init(
        clientName: String, scopes: [String]?, grantTypes: [String]?, redirectURIs: [String]?, issuerURL: String?
    ) {
        self.clientName = clientName
        self.scopes = scopes
        self.grantTypes = grantTypes
        self.redirectURIs = redirectURIs
        self.issuerURL = issuerURL
    }
}

/// RegisterClient's answer.
package struct ClientRegistration: Sendable, Hashable {
    package let clientID: String
    package let clientSecret: Secret
    package let expiresAt: Instant

    package init(clientID: String, clientSecret: Secret, expiresAt: Instant) {
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.expiresAt = expiresAt
    }
}

/// StartDeviceAuthorization's answer; times are seconds.
package struct DeviceAuthorization: Sendable, Hashable {
    package let deviceCode: Secret
    package let userCode: String
    package let verificationURI: String
    package let verificationURIComplete: String?
    package let expiresIn: Int64
    package let interval: Int64

    package init(
        deviceCode: Secret, userCode: String, verificationURI: String, verificationURIComplete: String?,
        expiresIn: Int64, interval: Int64
    ) {
        self.deviceCode = deviceCode
        self.userCode = userCode
        self.verificationURI = verificationURI
        self.verificationURIComplete = verificationURIComplete
        self.expiresIn = expiresIn
        self.interval = interval
    }
}

/// The three ways to a token.
package enum TokenGrant: Sendable, Hashable {
    case authorizationCode(code: Secret, redirectURI: String, verifier: Secret)
    case deviceCode(Secret)
    case refreshToken(Secret)
}

/// CreateToken's answer; `expiresIn` in seconds.
package struct TokenReply: Sendable, Hashable {
    package let accessToken: Secret
    package let expiresIn: Int64
    package let refreshToken: Secret?

    package init(accessToken: Secret, expiresIn: Int64, refreshToken: Secret?) {
        self.accessToken = accessToken
        self.expiresIn = expiresIn
        self.refreshToken = refreshToken
    }
}
