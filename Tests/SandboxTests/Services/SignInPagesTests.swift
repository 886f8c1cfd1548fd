import SystemKit
import Testing

@testable import Sandbox

struct SignInPagesTests {
    private let form = [(name: "content-type", value: "application/x-www-form-urlencoded")]

    private func target(_ client: RegisteredClient) -> String {
        "/authorize?"
            + Fixture.query(client).fields.map { "\($0.name)=\(PercentEncoding.encode($0.value))" }
            .joined(separator: "&")
    }

    @Test func `a client's name can't become markup`() throws {
        var fixture = Fixture()
        var request = Fixture.browserClient()
        request.clientName = #"<script>alert(1)</script>" onload='x' &amp; \#u{1b}[31m"#
        let client = try fixture.center.register(request, now: noon)
        let page = fixture.send("GET", target(client)).text
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &amp;amp; \u{fffd}[31m"))
        #expect(!page.contains("<script"))
        #expect(!page.contains("\u{1b}"))
    }

    @Test func `a page loads nothing, is not framed, and its form may lead back to the client`() throws {
        var fixture = Fixture()
        let client = try fixture.center.register(Fixture.browserClient(), now: noon)
        let page = fixture.send("GET", target(client))
        let policy = page["content-security-policy"] ?? ""
        #expect(policy.hasPrefix("default-src 'none'; style-src 'unsafe-inline'; "))
        #expect(policy.contains("form-action 'self' http://127.0.0.1:40123;"))
        #expect(policy.contains("frame-ancestors 'none'"))
        #expect(page["cache-control"] == "no-store")
    }

    @Test(arguments: [("allow", "?code="), ("deny", "?error=access_denied&")])
    func `the form's answer redirects with the client's state, once`(decision: String, start: String) throws {
        var fixture = Fixture()
        let client = try fixture.center.register(Fixture.browserClient(), now: noon)
        let page = try #require(HTMLForm(fixture.send("GET", target(client)).text))
        let body = page.filled(with: ["decision": decision])
        let reply = fixture.send("POST", page.action, headers: form, body: body)
        #expect(reply.status == 302)
        #expect(reply["location"]?.hasPrefix(Fixture.redirect + start) == true)
        #expect(reply["location"]?.hasSuffix("&state=st%26ate") == true)
        #expect(fixture.send("POST", page.action, headers: form, body: body).status == 400)
    }

    @Test func `without its token, with another site's origin, or late, a form does nothing`() throws {
        var fixture = Fixture()
        let (_, device) = try fixture.device()
        let page = try #require(HTMLForm(fixture.send("GET", "/device?user_code=\(device.userCode)").text))
        let body = page.filled(with: ["decision": "allow"])
        #expect(fixture.send("POST", "/device", headers: form, body: "decision=allow").status == 400)
        #expect(fixture.send("POST", "/device", headers: form, body: "decision=allow&form_token=guess").status == 400)
        let foreign = form + [(name: "origin", value: "https://evil.example")]
        #expect(fixture.send("POST", "/device", headers: foreign, body: body).status == 403)
        #expect(fixture.send("POST", "/device", body: body).status == 400)
        #expect(fixture.center.waitingDevice(device.userCode, now: noon) != nil)
        #expect(fixture.send("POST", "/device", headers: form, body: body, now: noon.after(601)).status == 400)
    }

    @Test func `opening the page is enough in visit mode`() throws {
        var fixture = Fixture { $0.autoApprove = .visit }
        let client = try fixture.center.register(Fixture.browserClient(), now: noon)
        #expect(fixture.send("GET", target(client))["location"]?.contains("?code=") == true)
        let (owner, device) = try fixture.device()
        #expect(fixture.send("GET", "/device?user_code=\(device.userCode)").status == 200)
        #expect(throws: Never.self) { try fixture.center.createToken(Fixture.poll(owner, device), now: noon) }
    }

    @Test func `an unknown client sees a page, not a redirect`() {
        var fixture = Fixture()
        let reply = fixture.send("GET", "/authorize?client_id=x&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcb")
        #expect(reply.status == 400)
        #expect(reply["location"] == nil)
    }
}
