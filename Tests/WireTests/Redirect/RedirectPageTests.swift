import Testing

@testable import Wire

struct RedirectPageTests {
    @Test func `What AWS or an attacker says is escaped and bounded`() {
        let page = RedirectPage.refused(
            "<script>alert(1)</script>", "\"'&\u{1b}[31m\u{202e}" + String(repeating: "x", count: 5000))
        #expect(page.html.contains("&lt;script&gt;alert(1)&lt;/script&gt;: &quot;&#39;&amp;\\u{1b}[31m\\u{202e}xxx"))
        #expect(!page.html.contains("<script"))
        #expect(page.html.utf8.count < 3000)
    }

    @Test(arguments: [RedirectPage.signedIn, .notFound, .badRequest("no"), .refused("e", nil)])
    func `Every page loads nothing and is kept by nobody`(page: RedirectPage) {
        let headers = Dictionary(uniqueKeysWithValues: page.headers)
        #expect(headers["Content-Type"] == "text/html; charset=utf-8")
        #expect(headers["Cache-Control"] == "no-store")
        #expect(headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'")
        #expect(headers["X-Content-Type-Options"] == "nosniff")
        #expect(headers["Referrer-Policy"] == "no-referrer")
        #expect(!page.html.contains("http:") && !page.html.contains("https:") && !page.html.contains("<script"))
        #expect(page.html.contains("color-scheme: light dark"))
    }
}
