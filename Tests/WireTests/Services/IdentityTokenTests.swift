import Engine
import SystemKit
import Testing

@testable import Wire

struct IdentityTokenTests {
    private static func token(_ claims: String) -> Secret {
        Secret("eyJhbGciOiJFUzM4NCJ9.\(Base64URL.text(Array(claims.utf8))).SIGNATURE")
    }

    @Test(arguments: [
        "arn:aws:iam::123456789012:root", "arn:aws:iam::123456789012:user/bob",
        "arn:aws:sts::123456789012:assumed-role/Admin/alice", "arn:aws:sts::123456789012:federated-user/eve",
    ])
    func `Whose session it is and since when`(arn: String) throws {
        let token = try #require(IdentityToken(Self.token(#"{"iat": 1764300000, "sub": "\#(arn)", "aud": "x"}"#)))
        #expect(token.subject == arn)
        #expect(token.issuedAt == Instant(seconds: 1_764_300_000))
        #expect(IdentityToken(Self.token(#"{"sub": "\#(arn)"}"#))?.issuedAt == nil)
    }

    @Test func `Padding doesn't matter`() throws {
        for blanks in 0..<4 {
            let claims = #"{"sub": "arn:aws:iam::123456789012:root"\#(String(repeating: " ", count: blanks))}"#
            #expect(IdentityToken(Self.token(claims)) != nil)
        }
    }

    @Test(arguments: [
        "", "a.b", "a.b.c.d", "a.!.c", "a..c", Self.token("{}").reveal(), Self.token(#"{"sub": 7}"#).reveal(),
        Self.token(#"{"sub": "alice"}"#).reveal(), Self.token(#"{"sub": "arn:aws:iam::12:root"}"#).reveal(),
        Self.token(#"{"sub": "arn:aws:iam::123456789012:user/\u001b[31m"}"#).reveal(), Self.token("[").reveal(),
    ])
    func `Anything else is none`(text: String) { #expect(IdentityToken(Secret(text)) == nil) }
}
