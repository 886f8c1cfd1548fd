import Crypto
import SystemKit

/// The file of one session as `aws login` writes it (<doc:LoginSessions>, The file).
struct LoginCacheFile: Sendable {
    /// The client that signs in on the same device.
    static let clientID = ConsoleAuthorization.Client.sameDevice.rawValue

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
