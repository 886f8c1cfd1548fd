import Crypto
import SystemKit

/// The body of CreateOAuth2Token (<doc:LoginSessions>, Signing in and Renewal).
struct CreateOAuth2TokenRequest: Sendable, Decodable {
    var clientId: String?
    var grantType: String?
    var refreshToken: String?
    var code: String?
    var codeVerifier: String?
    var redirectUri: String?
}

/// What CreateOAuth2Token answers.
struct LoginGrant: Sendable {
    let keys: IssuedKeys
    let expiresIn: Int64
    let refreshToken: String
    /// Of a new session only.
    var idToken: String?
}

extension ServerState {
    /// Who can sign in to the console: every user, then the root user of every account.
    var consoleIdentities: [String] {
        let state = center.state
        return state.iamUsers.map { $0.arn(state.partition) }
            + state.accounts.map { "arn:\(state.partition):iam::\($0.accountId):root" }
    }

    /// Begins a session as `aws login` does after its browser flow, with a new key.
    ///
    /// - Parameters:
    ///   - name: the ARN of a user, a role session or an account's root.
    ///   - secondsLeft: how long its first keys live; nil: as long as all others. Not above 0: they are over already.
    /// - Returns: nil if the name is no ARN.
    mutating func beginLogin(_ name: String, secondsLeft: Int64?, now: Instant) -> LoginCacheFile? {
        let key = P256.Signing.PrivateKey()
        let publicKey = Array(key.publicKey.x963Representation)
        guard
            let grant = begin(
                name, clientID: LoginCacheFile.clientID, publicKey: publicKey, region: nil, secondsLeft: secondsLeft,
                now: now)
        else { return nil }
        return LoginCacheFile(
            session: name, account: grant.keys.principal.accountID, keys: grant.keys,
            refreshToken: grant.refreshToken, idToken: grant.idToken ?? "", key: key)
    }

    /// Where the browser goes after the decision, with a single-use code or an error.
    ///
    /// - Parameter identity: nil where it was refused.
    mutating func decide(_ asked: ConsoleAuthorization, as identity: String?, now: Instant) -> String {
        guard let identity else {
            return asked.redirect(["error": "access_denied", "error_description": "User denied the request"])
        }
        let code = center.generator.token("lac", bytes: 48)
        let end = now.advanced(bySeconds: center.state.lifetimes.code)
        logins.open(Logins.Code(authorization: asked, identity: identity, expires: end), named: code)
        return asked.redirect(["code": code])
    }

    /// Both grants.
    ///
    /// - Parameter region: of the service that was asked; nil where the host tells none.
    /// - Throws: `TOKEN_EXPIRED`, `INVALID_REQUEST`, `AUTHCODE_EXPIRED`.
    mutating func createLoginToken(
        _ request: CreateOAuth2TokenRequest, proof: DPoPProofCheck.Proof, region: String?, now: Instant
    ) throws(ServiceError) -> LoginGrant {
        switch request.grantType {
        case "refresh_token": try refreshLogin(request, proof: proof, region: region, now: now)
        case "authorization_code": try redeemLoginCode(request, proof: proof, region: region, now: now)
        default: throw ServiceError("INVALID_REQUEST", "grantType is not valid")
        }
    }

    private mutating func redeemLoginCode(
        _ request: CreateOAuth2TokenRequest, proof: DPoPProofCheck.Proof, region: String?, now: Instant
    ) throws(ServiceError) -> LoginGrant {
        try logins.takeProof(proof)
        guard let name = request.code, let verifier = request.codeVerifier, let redirectURI = request.redirectUri,
            let clientID = request.clientId, name.utf8.count <= 512, (43...128).contains(verifier.utf8.count)
        else { throw ServiceError("INVALID_REQUEST", "clientId, code, codeVerifier and redirectUri are required") }
        guard let code = logins.take(name, now: now) else {
            throw ServiceError("AUTHCODE_EXPIRED", "The authorization code is not valid", 401)
        }
        let asked = code.authorization
        guard asked.client.rawValue == clientID, asked.redirectURI == redirectURI,
            Base64.urlSafe(SHA256.hash(data: Array(verifier.utf8))) == asked.challenge,
            region == nil || asked.region == nil || region == asked.region
        else { throw ServiceError("INVALID_REQUEST", "The code is not of this client, verifier, redirect or region") }
        guard
            let grant = begin(
                code.identity, clientID: clientID, publicKey: proof.publicKey, region: asked.region,
                secondsLeft: nil, now: now)
        else { throw ServiceError("INVALID_REQUEST", "The identity is not valid") }
        return grant
    }

    private mutating func begin(
        _ name: String, clientID: String, publicKey: [UInt8], region: String?, secondsLeft: Int64?, now: Instant
    ) -> LoginGrant? {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 6, parts[0] == "arn", parts[4].utf8.count == 12 else { return nil }
        let principal = Principal(
            accountID: String(parts[4]), arn: name,
            userID: "AIDA\(Hex.text(SHA256.hash(data: Array(name.utf8))).prefix(17).uppercased())")
        let lifetimes = center.state.lifetimes
        let lifetime = secondsLeft ?? lifetimes.loginToken
        let keys = issue(principal, .login, lifetime: lifetime, now: now)
        let refreshToken = center.generator.token("lrt", bytes: 120)
        let arn = "arn:aws:signin:\(region ?? center.state.region):\(parts[4]):session/\(center.generator.requestID())"
        logins.begin(
            Logins.Session(
                arn: arn, principal: principal, clientID: clientID, publicKey: publicKey, issued: now,
                expires: now.advanced(bySeconds: lifetimes.loginSession), region: region),
            refreshToken: refreshToken)
        let claims = LoginClaims(sub: name, iss: "https://signin.sandbox.example", aud: clientID, iat: now.seconds)
        let head = Base64.urlSafe(#"{"alg":"ES384"}"#.utf8)
        let idToken =
            "\(head).\(Base64.urlSafe(JSONText.encode(claims))).\(center.generator.token("", bytes: 96))"
        return LoginGrant(keys: keys, expiresIn: lifetime, refreshToken: refreshToken, idToken: idToken)
    }

    private mutating func refreshLogin(
        _ request: CreateOAuth2TokenRequest,
        proof: DPoPProofCheck.Proof,
        region: String?,
        now: Instant
    ) throws(ServiceError) -> LoginGrant {
        guard let clientID = request.clientId, let old = request.refreshToken, !old.isEmpty else {
            throw ServiceError("INVALID_REQUEST", "clientId and refreshToken are required")
        }
        let session = try logins.session(old, clientID: clientID, proof: proof, region: region, now: now)
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

private struct LoginClaims: Encodable {
    let sub: String
    let iss: String
    let aud: String
    let iat: Int64
}

extension KeyIssuanceCause {
    fileprivate static let login = KeyIssuanceCause(operation: Operation.createOAuth2Token.rawValue)
}
