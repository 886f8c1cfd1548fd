import Engine
import Testing

@testable import Wire

struct PastedAuthorizationCodeTests {
    private static let state = "f419dd9a-0000-4000-8000-000000000001"
    /// The vector of <doc:LoginSessions>, Signing in.
    private static let vector =
        "c3RhdGU9ZjQxOWRkOWEtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAxJmNvZGU9QVVUSENPREU="

    private func code(_ text: String, state: String = state) -> Secret? {
        PastedAuthorizationCode(text, state: Secret(state))?.code
    }

    @Test func `The code of a sign-in, however a terminal broke its lines`() {
        #expect(code(Self.vector) == Secret("AUTHCODE"))
        #expect(code("  \(Self.vector.prefix(20))\r\n\(Self.vector.dropFirst(20)) \t") == Secret("AUTHCODE"))
    }

    @Test func `A code of another sign-in is none`() {
        #expect(code(Self.vector, state: "f419dd9a-0000-4000-8000-000000000002") == nil)
        #expect(code(Self.vector, state: "") == nil)
    }

    @Test(arguments: [
        "", "AUTHCODE", String(Self.vector.dropLast()), "c3RhdGU9eA==", "Y29kZT14", "=", "!!!!",
        String(repeating: "A", count: 5000),
    ])
    func `Anything else is none`(text: String) { #expect(code(text) == nil) }

    @Test(arguments: [
        "state=S&state=S&code=C", "state=S&code=C&code=D", "state=S&code=", "state=S&code=%1b", "state=S&code=%",
    ])
    func `Neither is what is there twice, empty, or no code`(query: String) {
        #expect(code(base64(query), state: "S") == nil)
        #expect(code(base64("state=S&code=C"), state: "S") == Secret("C"))
    }

    private func base64(_ text: String) -> String {
        let letters = Base64URL.text(Array(text.utf8)).replacing("-", with: "+").replacing("_", with: "/")
        return letters + String(repeating: "=", count: (4 - letters.count % 4) % 4)
    }
}
