import Crypto
import SystemKit

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Checks the DPoP proof of a request (RFC 9449, 4.3; <doc:LoginSessions>, DPoP): ES256, this method and address, now.
struct DPoPProofCheck {
    /// A proof that holds.
    struct Proof: Sendable, Hashable {
        /// The public key that made it, uncompressed.
        let publicKey: [UInt8]
        /// The proof's own name; no two have the same.
        let id: String
    }

    /// Seconds that a proof may be old, or ahead.
    static let tolerance: Int64 = 300

    let method: String
    /// The request's address without query.
    let address: String
    let now: Instant

    /// Throws `ValidationException` with what is wrong.
    func proof(_ header: String?) throws(ServiceError) -> Proof {
        guard let header else { throw .invalidProof("the DPoP header is missing") }
        let parts = header.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let head = decode(Head.self, parts[0]), let claims = decode(Claims.self, parts[1]),
            let signature = Base64.bytes(urlSafe: parts[2])
        else { throw .invalidProof("the DPoP proof is not a JWT of the required type") }
        guard head.typ == "dpop+jwt", head.alg == "ES256", head.jwk.kty == "EC", head.jwk.crv == "P-256" else {
            throw .invalidProof("the DPoP proof is not a dpop+jwt by ES256 with a P-256 key")
        }
        guard head.jwk.d == nil else { throw .invalidProof("the DPoP proof contains the private key") }
        guard let x = Base64.bytes(urlSafe: head.jwk.x[...]), let y = Base64.bytes(urlSafe: head.jwk.y[...]),
            x.count == 32, y.count == 32,
            let key = try? P256.Signing.PublicKey(x963Representation: [4] + x + y),
            let signed = try? P256.Signing.ECDSASignature(rawRepresentation: signature),
            key.isValidSignature(signed, for: Array("\(parts[0]).\(parts[1])".utf8))
        else { throw .invalidProof("the signature of the DPoP proof is wrong") }
        guard claims.htm == method, claims.htu == address else {
            throw .invalidProof("the DPoP proof is for \(claims.htm) \(claims.htu)")
        }
        guard abs(now.seconds - claims.iat) <= Self.tolerance else {
            throw .invalidProof("the DPoP proof has the wrong time: \(claims.iat), and it is \(now.seconds)")
        }
        guard !claims.jti.isEmpty else { throw .invalidProof("the DPoP proof has no jti") }
        return Proof(publicKey: [4] + x + y, id: claims.jti)
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ part: Substring) -> Value? {
        Base64.bytes(urlSafe: part).flatMap { JSONText.decode(type, from: $0) }
    }

    private struct Head: Decodable {
        struct Key: Decodable {
            let kty: String
            let crv: String
            let x: String
            let y: String
            let d: String?
        }

        let typ: String
        let alg: String
        let jwk: Key
    }

    private struct Claims: Decodable {
        let htm: String
        let htu: String
        let iat: Int64
        let jti: String
    }
}

extension ServiceError {
    static func invalidProof(_ message: String) -> ServiceError { ServiceError("INVALID_REQUEST", message) }
}

extension Base64 {
    /// Nil for padding, and for letters that are not of the URL's alphabet.
    static func bytes(urlSafe text: Substring) -> [UInt8]? {
        guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "=") })
        else { return nil }
        let padded =
            text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 } + Array(repeating: "=", count: (4 - text.count % 4) % 4)
        return Data(base64Encoded: String(padded)).map(Array.init)
    }
}
