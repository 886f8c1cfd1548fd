import Engine
import SystemKit
import TestSupport
import Testing

struct PKCETests {
    @Test func `The vector of RFC 7636, appendix B`() {
        let key = PKCE(verifier: Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        #expect(key.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test func `A verifier is 64 unreserved characters, new each time`() {
        let random = Randomness.seeded(5)
        let verifiers = (0..<200).map { _ in PKCE.make(random).verifier.reveal() }
        let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        #expect(verifiers.allSatisfy { $0.count == 64 && $0.allSatisfy(unreserved.contains) })
        #expect(Set(verifiers).count == 200)
        #expect(Set(verifiers.joined()) == unreserved)
    }

    @Test func `Every character is equally likely`() {
        let random = Randomness.seeded(6)
        let characters = (0..<2000).map { _ in PKCE.make(random).verifier.reveal() }.joined()
        let counts = Dictionary(grouping: characters, by: \.self).mapValues(\.count)
        let usual = characters.count / 66
        // Bytes taken modulo 66 would give some characters a quarter more or less than their share.
        #expect(counts.values.allSatisfy { abs($0 - usual) < usual * 15 / 100 })
    }

    @Test(
        arguments: [
            ([], ""), ([0], "AA"), ([0xff], "_w"), ([0xfb, 0xff], "-_8"), ([1, 2, 3], "AQID"),
            ([0xff, 0xff, 0xff], "____"),
            (Array("foob".utf8), "Zm9vYg"), (Array("fooba".utf8), "Zm9vYmE"), (Array("foobar".utf8), "Zm9vYmFy"),
        ] as [([UInt8], String)])
    func `Base64 for addresses, without padding`(bytes: [UInt8], text: String) {
        #expect(Base64URL.text(bytes) == text)
    }
}
