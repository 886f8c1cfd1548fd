import SystemKit
import Testing
import Wire

struct HTTPResponseTests {
    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
        ("Sat, 21 Nov 2026 00:00:00 GMT", "2026-11-21T00:00:00Z"),
    ])
    func `The server's date is read`(text: String, iso: String) {
        let response = HTTPResponse(status: 200, headers: [HTTPField("DATE", text)])
        #expect(response.date?.iso8601 == iso)
    }

    @Test(arguments: [
        "", "now", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Xxx 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 Nov 1994 08:49:37+01 GMT",
    ])
    func `Another form of date is none`(text: String) {
        #expect(HTTPResponse(status: 200, headers: [HTTPField("Date", text)]).date == nil)
    }

    @Test func `Requests and responses print no header, query or body`() {
        let request = HTTPRequest(
            "GET", "https://h/p?token=CANARY", headers: [HTTPField("x-amz-sso_bearer_token", "CANARY")],
            body: Array("CANARY".utf8))
        let response = HTTPResponse(status: 200, headers: [HTTPField("a", "CANARY")], body: Array("CANARY".utf8))
        for text in ["\(request)", "\(response)", String(reflecting: request), String(reflecting: response)] {
            #expect(!text.contains("CANARY"))
        }
        var dumped = ""
        dump(request, to: &dumped)
        dump(response, to: &dumped)
        #expect(!dumped.contains("CANARY"))
    }
}
