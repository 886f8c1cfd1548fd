import Testing
import Wire

struct PercentEncodingTests {
    @Test(arguments: [
        ("http://127.0.0.1:43325/oauth/callback", "http%3A%2F%2F127.0.0.1%3A43325%2Foauth%2Fcallback"),
        ("sso:account:access other", "sso%3Aaccount%3Aaccess%20other"), ("-._~azAZ09", "-._~azAZ09"),
        ("ä+*%&=", "%C3%A4%2B%2A%25%26%3D"), ("", ""),
    ])
    func `All but unreserved characters are encoded, and come back`(text: String, encoded: String) {
        #expect(PercentEncoding.encode(text) == encoded)
        #expect(PercentEncoding.decode(encoded) == text)
    }

    @Test(arguments: ["%", "%4", "%zz", "%+1", "%ff", "%C3"])
    func `A broken escape is no text`(text: String) {
        #expect(PercentEncoding.decode(text) == nil)
    }

    @Test func `A plus is a space in forms only`() {
        #expect(PercentEncoding.decode("a+b", plusIsSpace: true) == "a b")
        #expect(PercentEncoding.decode("a+b") == "a+b")
    }
}
