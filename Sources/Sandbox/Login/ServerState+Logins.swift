import Crypto
import SystemKit

/// The body of CreateOAuth2Token (<doc:LoginSessions>, Renewal).
struct CreateOAuth2TokenRequest: Sendable, Decodable {
    var clientId: String?
    var grantType: String?
    var refreshToken: String?
}

/// What CreateOAuth2Token answers.
struct LoginGrant: Sendable {
    let keys: IssuedKeys
    let expiresIn: Int64
    let refreshToken: String
}

extension ServerState {
    /// Begins a session as `aws login` does after its browser flow, with a new key.
    ///
    /// - Parameters:
    ///   - name: the ARN of a user, a role session or an account's root.
    ///   - secondsLeft: how long its first keys live; nil: as long as all others. Not above 0: they are over already.
    /// - Returns: nil if the name is no ARN.
    mutating func beginLogin(_ name: String, secondsLeft: Int64?, now: Instant) -> LoginCacheFile? {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 6, parts[0] == "arn", parts[4].utf8.count == 12 else { return nil }
        let principal = Principal(
            accountID: String(parts[4]),
            arn: name,
            userID: "AIDA\(Hex.text(SHA256.hash(data: Array(name.utf8))).prefix(17).uppercased())"
        )
        let key = P256.Signing.PrivateKey()
        let lifetimes = center.state.lifetimes
        let keys = issue(principal, .login, lifetime: secondsLeft ?? lifetimes.loginToken, now: now)
        let refreshToken = center.generator.token("lrt", bytes: 120)
        logins.begin(
            Logins.Session(
                principal: principal,
                clientID: LoginCacheFile.clientID,
                publicKey: Array(key.publicKey.x963Representation),
                expires: now.advanced(bySeconds: lifetimes.loginSession)
            ),
            refreshToken: refreshToken
        )
        let claims = Base64.urlSafe(JSONText.encode(["sub": name, "iss": "https://signin.sandbox.example"]))
        return LoginCacheFile(
            session: name,
            account: principal.accountID,
            keys: keys,
            refreshToken: refreshToken,
            idToken: "\(Base64.urlSafe(#"{"alg":"ES384"}"#.utf8)).\(claims).\(center.generator.token("", bytes: 96))",
            key: key
        )
    }

    /// The refresh grant. Throws `TOKEN_EXPIRED`, `INVALID_REQUEST`, `AUTHCODE_EXPIRED`.
    mutating func refreshLogin(
        _ request: CreateOAuth2TokenRequest,
        proof: DPoPProofCheck.Proof,
        now: Instant
    ) throws(ServiceError) -> LoginGrant {
        switch request.grantType {
        case "refresh_token": break
        case "authorization_code": throw ServiceError("AUTHCODE_EXPIRED", "The authorization code is not valid", 401)
        default: throw ServiceError("INVALID_REQUEST", "grantType is not valid")
        }
        guard let clientID = request.clientId, let old = request.refreshToken, !old.isEmpty else {
            throw ServiceError("INVALID_REQUEST", "clientId and refreshToken are required")
        }
        let session = try logins.session(old, clientID: clientID, proof: proof, now: now)
        let lifetime = max(1, min(center.state.lifetimes.loginToken, session.expires.seconds(since: now)))
        let keys = issue(session.principal, .login, lifetime: lifetime, now: now)
        guard center.state.rotateRefreshTokens else {
            return LoginGrant(keys: keys, expiresIn: lifetime, refreshToken: old)
        }
        let new = center.generator.token("lrt", bytes: 120)
        logins.rotate(old, to: new)
        return LoginGrant(keys: keys, expiresIn: lifetime, refreshToken: new)
    }
}

extension KeyIssuanceCause {
    fileprivate static let login = KeyIssuanceCause(operation: Operation.createOAuth2Token.rawValue)
}
