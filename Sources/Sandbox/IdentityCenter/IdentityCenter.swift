import SystemKit

/// Identity Center as a value: who is registered, signed in and let in. It does no input or output and knows the time
/// only from its callers, whose clock is already set wrong by `clockOffset`.
struct IdentityCenter: Sendable {
    var state: SandboxConfiguration
    let generator: SecretGenerator
    var registrations: [String: ClientRegistration] = [:]
    /// Device grants by device code.
    var devices: [String: DeviceGrant] = [:]
    /// Device codes by user code.
    var userCodes: [String: String] = [:]
    var forms: [String: PendingConsent] = [:]
    var codes: [String: AuthorizationCode] = [:]
    var signIns: [Int: SignIn] = [:]
    var accessTokens: [String: IssuedToken] = [:]
    var refreshTokens: [String: IssuedToken] = [:]
    private var lastSignIn = 0

    init(state: SandboxConfiguration = SandboxConfiguration(), generator: SecretGenerator) {
        self.state = state
        self.generator = generator
    }

    /// What an administrator takes away.
    enum Revocation: String, Sendable, Codable, CaseIterable { case registrations, sessions, tokens, logins }

    mutating func revoke(_ what: Revocation) {
        switch what {
        case .registrations: for id in registrations.keys { registrations[id]?.isRevoked = true }
        case .sessions: for id in signIns.keys { signIns[id]?.isOver = true }
        case .tokens: accessTokens = [:]
        // The sign-in service's, not Identity Center's.
        case .logins: break
        }
    }

    /// A new sign-in of the user, by which tokens are issued.
    mutating func beginSignIn(_ consent: Consent, grant: GrantType, now: Instant) -> Int {
        lastSignIn += 1
        signIns[lastSignIn] = SignIn(
            scopes: consent.scopes,
            opensPortal: consent.scopes.contains(portalScope) || (consent.scopes.isEmpty && grant == .deviceCode),
            expires: now.advanced(bySeconds: state.lifetimes.session)
        )
        return lastSignIn
    }

    /// The registration of a client that proves itself. Throws `invalid_client`.
    func client(_ id: String, secret: String, now: Instant) throws(ServiceError) -> ClientRegistration {
        guard let registration = registrations[id], !registration.isRevoked, registration.secret == secret else {
            throw .invalidClient("Client is unknown")
        }
        guard now < registration.expires else { throw .invalidClient("Client has expired") }
        return registration
    }
}
