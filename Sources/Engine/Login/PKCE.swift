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

/// Base64 for addresses (RFC 4648, section 5), without padding.
package enum Base64URL {
    package static func text(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
            for position in 0...group.count {
                text.append(alphabet[Int(bits >> (18 - 6 * UInt32(position)) & 63)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
