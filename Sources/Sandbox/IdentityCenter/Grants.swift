import SystemKit

/// What a person is asked to allow.
struct Consent: Sendable, Hashable {
    let clientID: String
    let clientName: String
    let scopes: [String]
}

/// A checked request of the authorize page.
struct AuthorizationRequest: Sendable, Hashable {
    let consent: Consent
    let redirectURI: LoopbackURI
    let state: String?
    /// base64url of the SHA-256 of the verifier that will come (RFC 7636).
    let challenge: String
}

/// A page that waits for Allow or Deny, known by its form token.
struct PendingConsent: Sendable {
    enum Subject: Sendable {
        case authorization(AuthorizationRequest)
        /// A device grant, by its user code.
        case device(String)
    }

    let subject: Subject
    let expires: Instant
}

/// An authorization code that waits for its CreateToken.
struct AuthorizationCode: Sendable {
    let request: AuthorizationRequest
    let expires: Instant
}

/// A device that waits to be let in.
struct DeviceGrant: Sendable {
    enum Decision: Sendable, Hashable { case waiting, allowed, denied, used }

    let consent: Consent
    let userCode: String
    let expires: Instant
    var decision = Decision.waiting
    var polls: PollAllowance
}

/// Polls that a device may still make. Two at once are fine: clients try before they show the code, and again after
/// (<doc:SignInProtocol>, Device flow); from then on one in each interval, a tenth of jitter allowed.
struct PollAllowance: Sendable {
    private var credit = 2.0
    private var last: Instant

    init(now: Instant) { last = now }

    mutating func take(interval: Int64, now: Instant) -> Bool {
        guard interval > 0 else { return true }
        let passed = Double(max(0, now.milliseconds - last.milliseconds)) / 1000
        credit = min(2, credit + passed / Double(interval))
        last = now
        guard credit >= 0.9 else { return false }
        credit = max(0, credit - 1)
        return true
    }
}

/// One sign-in of the user; everything issued for it ends with it.
struct SignIn: Sendable {
    let scopes: [String]
    /// Whether its tokens open the portal.
    let opensPortal: Bool
    let expires: Instant
    var isOver = false

    func lives(at now: Instant) -> Bool { !isOver && now < expires }
}

/// A bearer token, or a refresh token of one client.
struct IssuedToken: Sendable {
    let signIn: Int
    let clientID: String
    let expires: Instant
}

/// The reply of CreateToken (<doc:SignInProtocol>, Operations).
struct TokenGrant: Sendable, Hashable, Encodable {
    let accessToken: String
    let tokenType = "Bearer"
    let expiresIn: Int64
    let refreshToken: String?

    enum CodingKeys: CodingKey { case accessToken, tokenType, expiresIn, refreshToken }
}
