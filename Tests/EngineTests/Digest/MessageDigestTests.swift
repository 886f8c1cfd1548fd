import Crypto
import Engine
import TestSupport
import Testing

/// Both digests against swift-crypto, and the examples of FIPS 180-4.
struct MessageDigestTests {
    @Test(arguments: [
        ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
    ])
    func `SHA-1 is that of the standard`(message: String, digest: String) {
        #expect(hex(MessageDigest.sha1(Array(message.utf8))) == digest)
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `SHA-256 is that of the standard`(message: String, digest: String) {
        #expect(hex(MessageDigest.sha256(Array(message.utf8))) == digest)
    }

    /// Every length over four blocks, so that the padding meets each place of a block.
    @Test func `Both agree with swift-crypto for every length`() {
        var numbers = SystemRandomNumberGenerator()
        for length in 0...260 {
            let message = (0..<length).map { _ in UInt8.random(in: 0...255, using: &numbers) }
            #expect(MessageDigest.sha1(message) == Array(Insecure.SHA1.hash(data: message)), "\(message)")
            #expect(MessageDigest.sha256(message) == Array(SHA256.hash(data: message)), "\(message)")
        }
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
