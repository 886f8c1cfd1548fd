import Crypto
import SystemKit

/// The body of CreateToken (<doc:SignInProtocol>, Operations).
struct CreateTokenRequest: Sendable, Decodable {
    var clientId: String?
    var clientSecret: String?
    var grantType: String?
    var deviceCode: String?
    var code: String?
    var refreshToken: String?
    var redirectUri: String?
    var codeVerifier: String?
}

extension IdentityCenter {
    /// Exchanges a grant for tokens. Throws the errors of <doc:SignInProtocol>, Operations.
    mutating func createToken(_ request: CreateTokenRequest, now: Instant) throws(ServiceError) -> TokenGrant {
        guard let id = request.clientId, let secret = request.clientSecret, let grantName = request.grantType else {
            throw .invalidRequest("clientId, clientSecret and grantType are required")
        }
        guard let grant = GrantType(rawValue: grantName) else {
            throw .unsupportedGrantType("Grant type is not supported")
        }
        let registration = try client(id, secret: secret, now: now)
        guard registration.mayUse(grant) else { throw .unauthorizedClient("Client may not use this grant type") }
        switch grant {
        case .deviceCode:
            guard let code = request.deviceCode else { throw .invalidRequest("deviceCode is required") }
            return try redeemDevice(code, clientID: id, now: now)
        case .authorizationCode:
            return try redeemCode(request, clientID: id, now: now)
        case .refreshToken:
            guard let token = request.refreshToken else { throw .invalidRequest("refreshToken is required") }
            return try refresh(token, clientID: id, now: now)
        }
    }

    /// A code serves one attempt of its own client, good or bad.
    private mutating func redeemCode(
        _ request: CreateTokenRequest,
        clientID: String,
        now: Instant
    ) throws(ServiceError) -> TokenGrant {
        guard let code = request.code, let redirectURI = request.redirectUri, let verifier = request.codeVerifier else {
            throw .invalidRequest("code, redirectUri and codeVerifier are required")
        }
        guard let issued = codes[code], issued.request.consent.clientID == clientID else {
            throw .invalidGrant("Invalid authorization code provided")
        }
        codes[code] = nil
        guard now < issued.expires else { throw .invalidGrant("Authorization code has expired") }
        guard redirectURI == issued.request.redirectURI.text else {
            throw .invalidGrant("Redirect URI is not that of the authorization")
        }
        guard
            (43...128).contains(verifier.utf8.count),
            Base64.urlSafe(SHA256.hash(data: Array(verifier.utf8))) == issued.request.challenge
        else { throw .invalidGrant("Code verifier does not match the challenge") }
        return issue(issued.request.consent, grant: .authorizationCode, now: now)
    }

    private mutating func refresh(_ token: String, clientID: String, now: Instant) throws(ServiceError) -> TokenGrant {
        guard let old = refreshTokens[token], old.clientID == clientID, let signIn = signIns[old.signIn],
            signIn.lives(at: now)
        else { throw .invalidGrant("Invalid refresh token provided") }
        guard state.returnRefreshToken else {
            return issueTokens(signIn: old.signIn, clientID: clientID, refreshToken: nil, now: now)
        }
        guard state.rotateRefreshTokens else {
            return issueTokens(signIn: old.signIn, clientID: clientID, refreshToken: token, now: now)
        }
        refreshTokens[token] = nil
        let new = newRefreshToken(signIn: old.signIn, clientID: clientID, expires: signIn.expires)
        return issueTokens(signIn: old.signIn, clientID: clientID, refreshToken: new, now: now)
    }

    /// The first tokens of a new sign-in. A refresh token needs the portal's scope and a registration that allows it.
    mutating func issue(_ consent: Consent, grant: GrantType, now: Instant) -> TokenGrant {
        let signIn = beginSignIn(consent, grant: grant, now: now)
        let mayRefresh = registrations[consent.clientID]?.mayUse(.refreshToken) == true
        var refreshToken: String?
        if mayRefresh, consent.scopes.contains(portalScope), let expires = signIns[signIn]?.expires {
            refreshToken = newRefreshToken(signIn: signIn, clientID: consent.clientID, expires: expires)
        }
        return issueTokens(signIn: signIn, clientID: consent.clientID, refreshToken: refreshToken, now: now)
    }

    private mutating func newRefreshToken(signIn: Int, clientID: String, expires: Instant) -> String {
        let token = generator.token("aor", bytes: 120)
        refreshTokens[token] = IssuedToken(signIn: signIn, clientID: clientID, expires: expires)
        return token
    }

    /// No access token outlives its sign-in.
    private mutating func issueTokens(
        signIn id: Int,
        clientID: String,
        refreshToken: String?,
        now: Instant
    ) -> TokenGrant {
        let signIn = signIns[id]
        let lifetimes = state.lifetimes
        let lifetime = signIn?.scopes.isEmpty == true ? lifetimes.legacyAccessToken : lifetimes.accessToken
        let left = signIn?.expires.seconds(since: now) ?? lifetime
        let expiresIn = min(lifetime, left)
        let token = generator.token("aoa", bytes: 120)
        accessTokens[token] = IssuedToken(
            signIn: id,
            clientID: clientID,
            expires: now.advanced(bySeconds: expiresIn)
        )
        return TokenGrant(accessToken: token, expiresIn: expiresIn, refreshToken: refreshToken)
    }
}
