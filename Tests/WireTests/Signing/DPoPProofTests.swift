import Crypto
import Engine
import SystemKit
import TestSupport
import Testing

@testable import Wire

struct DPoPProofTests {
    /// The key of RFC 7515, appendix A.3, as a session's file holds it (<doc:LoginSessions>, DPoP).
    private static let pem = """
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEII6bEJ5xkJi/mASH3x9dd+nLKWBuvtImO19XwhPfhPSyoAoGCCqGSM49
        AwEHoUQDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEXH8UTNG72b
        focs3+257rn0s2ldbqkLJK2KRiMohYjlrQ==
        -----END EC PRIVATE KEY-----

        """

    @Test func `What is signed is the vector to the byte, and the signature is the key's`() throws {
        let proof = try #require(DPoPProof(pem: Secret(Self.pem)))
        let header = try proof.header(
            method: "POST", url: "https://us-east-1.signin.aws.amazon.com/v1/token",
            at: Instant(seconds: 1_764_300_000), identifier: "11111111-2222-4333-8444-555555555555")
        let parts = header.split(separator: ".").map(String.init)
        let signed = Array(parts.dropLast().joined(separator: ".").utf8)
        #expect(signed.count == 399)
        #expect(
            MessageDigest.sha256(signed).hexadecimal
                == "5acce723aec86fac7678565d16596d81fdc4662b6703464f7a24e2e08d408f62")
        let key = try P256.Signing.PrivateKey(
            rawRepresentation: Base64Text.decode("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"))
        let signature = try P256.Signing.ECDSASignature(rawRepresentation: Base64Text.decode(parts[2]))
        #expect(key.publicKey.isValidSignature(signature, for: signed))
    }

    @Test func `A key is written as it was read`() throws {
        #expect(try #require(DPoPProof(pem: Secret(Self.pem))).pem == Secret(Self.pem))
    }
}
