import Crypto
import Engine
import FoundationEssentials
import SystemKit

/// DPoP (RFC 9449): a signed statement, made for one request, that its sender holds a key.
struct DPoPProof: Sendable {
    private let key: P256.Signing.PrivateKey

    /// A new key.
    init() { key = P256.Signing.PrivateKey() }

    /// Reads a P-256 key of PEM lines, SEC1 or PKCS #8 inside (<doc:LoginSessions>, The file); nil for anything else.
    init?(pem: Secret) {
        let body = pem.reveal().split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }.joined()
        guard let der = Data(base64Encoded: body.filter { !$0.isWhitespace }),
            let key = try? P256.Signing.PrivateKey(derRepresentation: der)
        else { return nil }
        self.key = key
    }

    /// The key as SEC 1 with its curve and its public half (RFC 5915), which SDKs read that know no PKCS #8; in lines of 64
    /// letters (RFC 7468).
    var pem: Secret {
        let head: [UInt8] = [0x30, 0x77, 0x02, 0x01, 0x01, 0x04, 0x20]
        let curve: [UInt8] = [0xa0, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]
        let point: [UInt8] = [0xa1, 0x44, 0x03, 0x42, 0x00]
        let der = head + key.rawRepresentation + curve + point + key.publicKey.x963Representation
        let body = Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return Secret("-----BEGIN EC PRIVATE KEY-----\n\(body)\n-----END EC PRIVATE KEY-----\n")
    }

    /// The value of the `DPoP` header for a request.
    ///
    /// - Parameter identifier: of this statement alone; a service takes each once.
    func header(method: String, url: String, at now: Instant, identifier: String) throws -> String {
        // X9.63: a 4, then x and y of 32 bytes each.
        let point = Array(key.publicKey.x963Representation)
        let header = JSON.object([
            "typ": .string("dpop+jwt"), "alg": .string("ES256"),
            "jwk": .object([
                "kty": .string("EC"), "x": .string(Base64URL.text(Array(point[1..<33]))),
                "y": .string(Base64URL.text(Array(point[33..<65]))), "crv": .string("P-256"),
            ]),
        ])
        let payload = JSON.object([
            "htm": .string(method), "htu": .string(url), "iat": .integer(now.seconds), "jti": .string(identifier),
        ])
        let signed = [header, payload].map { Base64URL.text(Array($0.serialized(.minified).utf8)) }
            .joined(separator: ".")
        let signature = try key.signature(for: Array(signed.utf8))
        return "\(signed).\(Base64URL.text(Array(signature.rawRepresentation)))"
    }
}
