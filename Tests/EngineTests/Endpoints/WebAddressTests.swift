import Engine
import Testing

struct WebAddressTests {
    @Test func `All parts are found and the host is in lower case`() throws {
        let address = try #require(WebAddress("HTTPS://user:pw@Host.Example:8443/a/b?c=d#e"))
        #expect(address.scheme == "https")
        #expect(address.userInfo == "user:pw")
        #expect(address.host == "host.example")
        #expect(address.port == 8443)
        #expect(address.path == "/a/b")
        #expect(address.query == "c=d")
        #expect(address.fragment == "e")
        #expect(address.authority == "host.example:8443")
        #expect(address.withoutQuery == "https://host.example:8443/a/b")
    }

    @Test(arguments: [
        ("http://127.0.0.1:8080", "127.0.0.1:8080", 8080), ("https://[::1]:443/x", "[::1]", 443),
        ("http://localhost", "localhost", 80), ("https://a.b.:444", "a.b.:444", 444), ("http://h:", "h", 80),
        ("https://x_y.example?q", "x_y.example", 443),
    ])
    func `A port is written only where it is not the scheme's own`(text: String, authority: String, port: Int) throws {
        let address = try #require(WebAddress(text))
        #expect(address.authority == authority)
        #expect(address.effectivePort == port)
    }

    @Test(arguments: [
        "", "host", "ftp://host", "http:/host", "http://", "http:///path", "http://a b", "http://a\nb", "http://h:0",
        "http://h:65536", "http://h:8a", "http://h:-1", "http://-a.b", "http://a..b", "http://[::1", "http://[zz]",
        "javascript://x", "http://ä.example", "http://a\u{1b}[0m", "file:///etc/passwd", "http://a\"b",
    ])
    func `What is no web address is refused`(text: String) {
        #expect(WebAddress(text) == nil)
    }
}
