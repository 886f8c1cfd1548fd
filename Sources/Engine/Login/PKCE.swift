package import SystemKit

/// PKCE's secret and its public shadow (RFC 7636): 64 unreserved characters, and their SHA-256 in base64url.
package struct PKCE: Sendable, Hashable {
    package let verifier: Secret
    package let challenge: String

    package init(verifier: Secret) {
        self.verifier = verifier
        challenge = Base64URL.text(MessageDigest.sha256(Array(verifier.reveal().utf8)))
    }

    package static func make(_ random: Randomness) -> PKCE {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        var characters: [UInt8] = []
        while characters.count < 64 {
            // Bytes past the last whole multiple are thrown away, so that every character is equally likely.
            for byte in random.bytes(64) where Int(byte) < 256 / alphabet.count * alphabet.count {
                if characters.count < 64 { characters.append(alphabet[Int(byte) % alphabet.count]) }
            }
        }
        return PKCE(verifier: Secret(String(decoding: characters, as: UTF8.self)))
    }
}
