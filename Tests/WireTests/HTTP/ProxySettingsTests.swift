import Engine
import SystemKit
import Testing
import Wire

struct ProxySettingsTests {
    private func proxy(_ environment: Environment, for url: String) throws -> String? {
        let address = try #require(WebAddress(url))
        return try ProxySettings(environment).proxy(for: address).map { "\($0.host):\($0.port)" }
    }

    private func environment(_ assignments: String) -> Environment {
        Environment(blocks: assignments.split(separator: " ").map { Array($0.utf8) })
    }

    @Test(arguments: [
        ("", "https://a.example", nil),
        ("https_proxy=http://p:1", "https://a.example", "p:1"),
        ("https_proxy=http://p:1", "http://a.example", nil),
        ("http_proxy=http://p:1", "http://a.example", "p:1"),
        ("HTTPS_PROXY=http://p:1", "https://a.example", "p:1"),
        ("HTTPS_PROXY=http://p:1 https_proxy=http://q:2", "https://a.example", "q:2"),
        ("HTTPS_PROXY=http://p:1 https_proxy=", "https://a.example", nil),
        ("HTTP_PROXY=http://p:1", "http://a.example", "p:1"),
        ("HTTP_PROXY=http://p:1 REQUEST_METHOD=GET", "http://a.example", nil),
        ("http_proxy=http://p:1 REQUEST_METHOD=GET", "http://a.example", "p:1"),
        ("HTTPS_PROXY=http://p:1 REQUEST_METHOD=GET", "https://a.example", "p:1"),
        ("all_proxy=http://p:1", "https://a.example", "p:1"), ("ALL_PROXY=http://p:1", "http://a.example", "p:1"),
        ("all_proxy=http://p:1 https_proxy=http://q:2", "https://a.example", "q:2"),
        ("https_proxy=p:1", "https://a.example", "p:1"), ("https_proxy=//p:1", "https://a.example", "p:1"),
        // Plain HTTP to this machine stays on it.
        ("http_proxy=http://p:1", "http://127.0.0.1:8080", nil), ("all_proxy=http://p:1", "http://localhost", nil),
        ("http_proxy=http://p:1", "http://[::1]", nil), ("http_proxy=http://p:1", "http://169.254.170.2/x", nil),
        ("http_proxy=http://127.0.0.1:1", "http://127.0.0.1:8080", "127.0.0.1:1"),
        ("http_proxy=http://[::1]:3", "http://127.0.0.1:8080", "::1:3"),
        ("https_proxy=http://p:1", "https://127.0.0.1:8080", "p:1"),
        ("https_proxy=http://p", "https://a.example", "p:80"),
        ("https_proxy=http://[::1]:3128", "https://a.example", "::1:3128"),
    ])
    func `The variable of the request's scheme names the proxy`(given: String, url: String, expected: String?) throws {
        #expect(try proxy(environment(given), for: url) == expected)
    }

    @Test(arguments: [
        ("a.example", "https://a.example", true), ("a.example", "https://b.a.example", true),
        (".a.example", "https://a.example", true), (".a.example", "https://b.a.example", true),
        ("a.example", "https://ba.example", false), ("A.Example", "https://a.example", true),
        ("a.example", "https://a.example:8443", true), ("a.example:8443", "https://a.example:8443", true),
        ("a.example:8443", "https://a.example", false), ("a.example:443", "https://a.example", true),
        ("*", "https://a.example", true), ("x.example,*", "https://a.example", true),
        ("x.example,a.example", "https://a.example", true), (",,", "https://a.example", false),
        ("10.0.0.0/8", "https://10.1.2.3", false), ("10.1.2.3", "https://10.1.2.3", true),
        ("[::1]", "https://[::1]:8443", true), ("::1", "https://[::1]", true),
        ("*.example", "https://a.example", false),
        (".", "https://a.example", false),
    ])
    func `no_proxy matches names at a dot, ports and everything, but no networks`(
        exceptions: String, url: String, isDirect: Bool
    ) throws {
        let given = Environment(["https_proxy": "http://p:1", "no_proxy": "\(exceptions)"])
        #expect(try (proxy(given, for: url) == nil) == isDirect)
    }

    @Test func `Spaces in no_proxy are passed over, and its lower case wins`() throws {
        var given = Environment(["https_proxy": "http://p:1", "no_proxy": " x.example , a.example "])
        #expect(try proxy(given, for: "https://a.example") == nil)
        given.set("NO_PROXY", "*")
        given.set("no_proxy", "")
        #expect(try proxy(given, for: "https://a.example") == "p:1")
    }

    @Test func `Credentials are decoded and never printed`() throws {
        let given = Environment(["https_proxy": "http://us%40er:p%3Aw%2Fd@p:1"])
        let address = try #require(WebAddress("https://a.example"))
        let proxy = try #require(try ProxySettings(given).proxy(for: address))
        #expect(proxy.userName == "us@er")
        #expect(proxy.password?.reveal() == "p:w/d")
        #expect(!"\(proxy)".contains("p:w/d"))
    }

    @Test(arguments: ["socks5://p:1", "https://p:1", "http://user:CANARY@p:99999", "http://CANARY @p"])
    func `A proxy that can't be used is a configuration error that shows no password`(value: String) throws {
        let given = Environment(["https_proxy": "\(value)"])
        let failure = try #require(throws: Failure.self) { try ProxySettings(given) }
        #expect(failure.status == .configuration)
        #expect(failure.location == .variable("https_proxy"))
        #expect(!"\(failure)".contains("CANARY"))
    }
}
