import Crypto
import SystemKit

/// The sessions of `aws login` (<doc:LoginSessions>, Renewal): who is signed in, by which key, and which refresh token
/// is good.
struct Logins: Sendable {
    /// One session; its key signs every proof.
    struct Session: Sendable {
        let principal: Principal
        let clientID: String
        let publicKey: [UInt8]
        let expires: Instant
        var isOver = false
    }

    private var sessions: [Session] = []
    /// Sessions by the refresh token that is good for them.
    private var refreshTokens: [String: Int] = [:]
    /// Names of proofs that were seen.
    private var proofs: Set<String> = []

    mutating func begin(_ session: Session, refreshToken: String) {
        sessions.append(session)
        refreshTokens[refreshToken] = sessions.count - 1
    }

    /// Ends every session.
    mutating func endAll() { for index in sessions.indices { sessions[index].isOver = true } }

    /// The session that a refresh token and a proof are good for. Throws `INVALID_REQUEST` for a proof that was seen
    /// before, `TOKEN_EXPIRED` for a token that is unknown, rotated, over, of another client or of another key.
    mutating func session(
        _ refreshToken: String,
        clientID: String,
        proof: DPoPProofCheck.Proof,
        now: Instant
    ) throws(ServiceError) -> Session {
        guard proofs.insert(proof.id).inserted else { throw .invalidProof("the DPoP proof was used before") }
        guard let index = refreshTokens[refreshToken], !sessions[index].isOver, now < sessions[index].expires,
            sessions[index].clientID == clientID, sessions[index].publicKey == proof.publicKey
        else { throw ServiceError("TOKEN_EXPIRED", "The refresh token is not valid any more", 401) }
        return sessions[index]
    }

    /// Makes a new refresh token good in place of an old one.
    mutating func rotate(_ old: String, to new: String) { refreshTokens[new] = refreshTokens.removeValue(forKey: old) }
}

/// The file of one session as `aws login` writes it (<doc:LoginSessions>, The file).
struct LoginCacheFile: Sendable {
    /// The client that signs in on the same device.
    static let clientID = "arn:aws:signin:::devtools/same-device"

    let session: String
    let account: String
    let keys: IssuedKeys
    let refreshToken: String
    let idToken: String
    let key: P256.Signing.PrivateKey

    /// The SHA-256 of the session's name, in `~/.aws/login/cache`.
    var name: String { "\(Hex.text(SHA256.hash(data: Array(session.utf8)))).json" }

    var text: String {
        let access = [
            ("accessKeyId", quoted(keys.accessKeyID)), ("secretAccessKey", quoted(keys.secretAccessKey)),
            ("sessionToken", quoted(keys.sessionToken ?? "")), ("accountId", quoted(account)),
            ("expiresAt", quoted(keys.expires?.iso8601 ?? "")),
        ]
        return object([
            ("accessToken", object(access)), ("tokenType", quoted("aws_sigv4")), ("clientId", quoted(Self.clientID)),
            ("refreshToken", quoted(refreshToken)), ("idToken", quoted(idToken)), ("dpopKey", quoted(pem)),
        ])
    }

    /// The key as SEC1 (RFC 5915) with its curve and its public half, in lines of 64 letters.
    var pem: String {
        let head: [UInt8] = [0x30, 0x77, 0x02, 0x01, 0x01, 0x04, 0x20]
        let curve: [UInt8] = [0xa0, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]
        let point: [UInt8] = [0xa1, 0x44, 0x03, 0x42, 0x00]
        let der = head + Array(key.rawRepresentation) + curve + point + Array(key.publicKey.x963Representation)
        var letters = Base64.text(der)[...]
        var lines: [Substring] = []
        while !letters.isEmpty {
            lines.append(letters.prefix(64))
            letters = letters.dropFirst(64)
        }
        return "-----BEGIN EC PRIVATE KEY-----\n\(lines.joined(separator: "\n"))\n-----END EC PRIVATE KEY-----\n"
    }

    private func object(_ members: [(String, String)]) -> String {
        "{\(members.map { "\(quoted($0)): \($1)" }.joined(separator: ", "))}"
    }

    private func quoted(_ text: String) -> String { String(decoding: JSONText.encode(text), as: UTF8.self) }
}
