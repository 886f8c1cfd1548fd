import Engine
import Testing

@testable import Wire

struct RedirectRequestTests {
    private static let state = "f419dd9a-0000-4000-8000-000000000000"

    private func verdict(
        _ target: String, method: String = "GET", hosts: [String] = ["127.0.0.1:4000"]
    ) -> (status: Int, outcome: RedirectAnswer?) {
        let request = RedirectRequest(method: method, target: target, hosts: hosts)
        let verdict = request.verdict(port: 4000, state: Secret(Self.state))
        return (verdict.page.status, verdict.outcome)
    }

    @Test(arguments: ["127.0.0.1:4000", "localhost:4000"])
    func `The awaited request brings its code`(host: String) {
        let (status, outcome) = verdict("/oauth/callback?code=a%2Fb-c&state=\(Self.state)", hosts: [host])
        #expect(status == 200)
        #expect(outcome == .code(Secret("a/b-c")))
    }

    @Test func `A refusal of AWS ends the wait with its words`() {
        let (status, outcome) = verdict(
            "/oauth/callback?error=access_denied&error_description=User+said%20no&state=\(Self.state)")
        #expect(status == 200)
        #expect(outcome == .refused(error: "access_denied", description: "User said no"))
        #expect(
            verdict("/oauth/callback?error=x&error_description=&state=\(Self.state)").outcome
                == .refused(error: "x", description: nil))
    }

    @Test(arguments: [
        "/", "/favicon.ico", "/oauth/callback/", "/oauth/callback/x", "/OAuth/callback", "//oauth/callback", "*", "",
        "http://127.0.0.1:4000/oauth/callback", "/oauth%2Fcallback", "/oauth/../oauth/callback", "127.0.0.1:4000",
    ])
    func `Any other path is not found, whatever it brings`(path: String) {
        let (status, outcome) = verdict("\(path)?code=c&state=\(Self.state)")
        #expect(status == 404)
        #expect(outcome == nil)
    }

    @Test(arguments: ["POST", "HEAD", "PUT", "OPTIONS", "get", "DELETE", "CONNECT"])
    func `Any other method is refused`(method: String) {
        let (status, outcome) = verdict("/oauth/callback?code=c&state=\(Self.state)", method: method)
        #expect(status == 400)
        #expect(outcome == nil)
    }

    @Test(arguments: [
        [], ["evil.example"], ["evil.example:4000"], ["127.0.0.1"], ["127.0.0.1:4001"], ["localhost"],
        ["127.0.0.1:4000", "127.0.0.1:4000"], ["127.0.0.1:4000", "evil.example"], ["[::1]:4000"], ["127.0.0.1.:4000"],
        ["127.0.0.1:4000.evil.example"], [""],
    ])
    func `Any other Host is refused, as a page that rebinds a name would send`(hosts: [String]) {
        let (status, outcome) = verdict("/oauth/callback?code=c&state=\(Self.state)", hosts: hosts)
        #expect(status == 400)
        #expect(outcome == nil)
    }

    @Test(arguments: [
        "", "?", "?code=c", "?state=S", "?code=c&state=", "?code=c&state=wrong", "?code=c&state=S0", "?code=c&state=0S",
        "?code=c&state=S&state=S", "?code=c&state=wrong&state=S", "?code=&state=S", "?code=c&code=d&state=S",
        "?code=c&error=e&state=S", "?error=&state=S", "?error=a&error=b&state=S", "?error=e", "?error=e&state=wrong",
        "?code=%zz&state=S", "?code=%ff&state=S", "?code=a%0d%0ab&state=S", "?code=a%20b&state=S", "?Code=c&State=S",
        "?code=c&state=S%00", "?code=c;state=S",
    ])
    func `A wrong or doubled state, code or error is refused`(query: String) {
        let target =
            "/oauth/callback"
            + query.split(separator: "S", omittingEmptySubsequences: false)
            .joined(separator: query.contains("State") ? "S" : Self.state)
        let (status, outcome) = verdict(target)
        #expect(status == 400)
        #expect(outcome == nil)
    }

    @Test func `A request line beyond reason is refused`() {
        let code = String(repeating: "c", count: 8200)
        #expect(verdict("/oauth/callback?state=\(Self.state)&code=\(code)").status == 400)
    }

    @Test func `No state at all is never right`() {
        let request = RedirectRequest(method: "GET", target: "/oauth/callback?code=c&state=", hosts: ["127.0.0.1:1"])
        #expect(request.verdict(port: 1, state: Secret("")).outcome == nil)
    }
}
