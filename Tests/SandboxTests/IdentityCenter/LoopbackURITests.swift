import Testing

@testable import Sandbox

struct LoopbackURITests {
    @Test(arguments: [
        "http://127.0.0.1/oauth/callback", "http://127.0.0.1:1/", "http://127.0.0.1", "http://[::1]:80/x?y=1",
        "http://localhost:65535/cb",
    ])
    func `loopback addresses are taken`(text: String) {
        #expect(LoopbackURI(text)?.text == text)
    }

    @Test(arguments: [
        "https://127.0.0.1/cb", "http://127.0.0.1.evil.example/cb", "http://127.0.0.10/cb", "http://evil.example/cb",
        "http://127.0.0.1@evil.example/cb", "http://user@127.0.0.1/cb", "http://127.0.0.1/cb#x", "http://127.0.0.1:x/",
        "http://127.0.0.1:99999/", "http://localhost.evil.example/", "http://127.0.0.1/a\r\nSet-Cookie: x", "",
        "javascript:alert(1)", "http://127.0.0.1\\@evil.example/", "http://127.0.0.1/\\evil", "http://127.0.0.1:/",
    ])
    func `anything else is refused`(text: String) {
        #expect(LoopbackURI(text) == nil)
    }

    @Test(arguments: [
        ("http://127.0.0.1:5555/oauth/callback", true), ("http://127.0.0.1/oauth/callback", true),
        ("http://127.0.0.1:5555/oauth/callback/", false), ("http://127.0.0.1:5555/oauth/callback?x=1", false),
        ("http://localhost:5555/oauth/callback", false),
    ])
    func `only the port may differ from what was registered`(text: String, matches: Bool) throws {
        let registered = try #require(LoopbackURI("http://127.0.0.1/oauth/callback"))
        #expect(try #require(LoopbackURI(text)).matches(registered) == matches)
    }

    @Test func `parameters are added behind what is there`() throws {
        let uri = try #require(LoopbackURI("http://127.0.0.1:9/cb?a=1"))
        #expect(uri.adding(["code": "x y&z", "state": nil]) == "http://127.0.0.1:9/cb?a=1&code=x%20y%26z")
        #expect(uri.origin == "http://127.0.0.1:9")
    }
}
