import Crypto
import SystemKit

/// The sessions of people who signed in to the console for a command line (<doc:LoginSessions>): who is signed in, by which
/// key, and which refresh token is good.
struct Logins: Sendable {
    /// One session; its key signs every proof.
    struct Session: Sendable {
        /// As ListSessions names it.
        let arn: String
        let principal: Principal
        let clientID: String
        let publicKey: [UInt8]
        let issued: Instant
        let expires: Instant
        /// Of the sign-in service that began it; nil where nothing told.
        var region: String?
        var isOver = false
    }

    /// A sign-in that waits for its CreateOAuth2Token.
    struct Code: Sendable {
        let authorization: ConsoleAuthorization
        /// Who signed in.
        let identity: String
        let expires: Instant
    }

    private var sessions: [Session] = []
    /// Sessions by the refresh token that is good for them.
    private var refreshTokens: [String: Int] = [:]
    /// Names of proofs that were seen.
    private var proofs: Set<String> = []
    private var codes: [String: Code] = [:]
    /// Pages that wait for Allow or Deny, by their form tokens.
    private var forms: [String: (authorization: ConsoleAuthorization, expires: Instant)] = [:]

    mutating func begin(_ session: Session, refreshToken: String) {
        sessions.append(session)
        refreshTokens[refreshToken] = sessions.count - 1
    }

    /// Ends every session.
    mutating func endAll() { for index in sessions.indices { sessions[index].isOver = true } }

    /// The session that a refresh token and a proof are good for. Throws `INVALID_REQUEST` for a proof that was seen
    /// before and for another region, `TOKEN_EXPIRED` for a token that is unknown, rotated, over, of another client or of
    /// another key.
    mutating func session(
        _ refreshToken: String,
        clientID: String,
        proof: DPoPProofCheck.Proof,
        region: String?,
        now: Instant
    ) throws(ServiceError) -> Session {
        try takeProof(proof)
        guard let index = refreshTokens[refreshToken], !sessions[index].isOver, now < sessions[index].expires,
            sessions[index].clientID == clientID, sessions[index].publicKey == proof.publicKey
        else { throw ServiceError("TOKEN_EXPIRED", "The refresh token is not valid any more", 401) }
        if let region, let own = sessions[index].region, own != region {
            throw ServiceError("INVALID_REQUEST", "The request is not valid")
        }
        return sessions[index]
    }

    /// Throws `INVALID_REQUEST` for a proof that was seen before.
    mutating func takeProof(_ proof: DPoPProofCheck.Proof) throws(ServiceError) {
        guard proofs.insert(proof.id).inserted else { throw .invalidProof("the DPoP proof was used before") }
    }

    /// Makes a new refresh token good in place of an old one.
    mutating func rotate(_ old: String, to new: String) { refreshTokens[new] = refreshTokens.removeValue(forKey: old) }

    // MARK: In the browser

    mutating func open(_ code: Code, named name: String) { codes[name] = code }

    /// A code, once.
    mutating func take(_ code: String, now: Instant) -> Code? {
        codes.removeValue(forKey: code).flatMap { now < $0.expires ? $0 : nil }
    }

    mutating func openForm(_ authorization: ConsoleAuthorization, token: String, until end: Instant) {
        forms[token] = (authorization, end)
    }

    /// The page behind a form token, once.
    mutating func takeForm(_ token: String, now: Instant) -> ConsoleAuthorization? {
        forms.removeValue(forKey: token).flatMap { now < $0.expires ? $0.authorization : nil }
    }

    // MARK: Sessions of an identity

    func list(of principal: String, now: Instant) -> [ListedSession] {
        sessions.filter { $0.principal.arn == principal && now < $0.expires }.map { session in
            ListedSession(
                sessionArn: session.arn, principalArn: principal, status: session.isOver ? "REVOKED" : "ACTIVE",
                issuedAt: session.issued.seconds, expiresAt: session.expires.seconds, clientId: session.clientID)
        }
    }

    /// Whether there is such a session of an identity, which is over then.
    mutating func revoke(_ arn: String, of principal: String) -> Bool {
        guard let index = sessions.firstIndex(where: { $0.arn == arn && $0.principal.arn == principal }) else {
            return false
        }
        sessions[index].isOver = true
        return true
    }
}
