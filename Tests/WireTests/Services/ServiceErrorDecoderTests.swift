import Engine
import SystemKit
import Testing

@testable import Wire

struct ServiceErrorDecoderTests {
    private func refusal(
        _ body: String, header: String? = nil, status: Int = 400, format: ServiceCall.Format = .json
    ) -> ServiceErrorDecoder {
        let headers = header.map { [HTTPField("X-Amzn-ErrorType", $0)] } ?? []
        return ServiceErrorDecoder(
            HTTPResponse(status: status, headers: headers, body: Array(body.utf8)), format: format)
    }

    @Test(arguments: [
        (
            "InvalidGrantException:http://internal.amazon.com/coral/", #"{"error":"invalid_client"}"#,
            "InvalidGrantException"
        ),
        ("com.amazonaws#UnauthorizedException", "{}", "UnauthorizedException"),
        ("a.b#C:http://x#y", "{}", "C"), ("Plain", #"{"code":"Other"}"#, "Plain"),
        (nil, #"{"code":"A","Code":"B","__type":"C"}"#, "A"), (nil, #"{"Code":"B","__type":"C"}"#, "B"),
        (
            nil, #"{"message":"no","__type":"com.amazonaws.switchboard.portal#UnauthorizedException"}"#,
            "UnauthorizedException"
        ),
        (nil, #"{"__type":"X:y","error":"invalid_grant"}"#, "X"),
        (nil, #"{"error":"invalid_grant"}"#, "InvalidGrantException"),
        (nil, #"{"error":"brand_new"}"#, "HTTP 400"), (nil, "", "HTTP 400"), (nil, "<html>", "HTTP 400"),
        (nil, "[1,2]", "HTTP 400"), (nil, #"{"code":7}"#, "HTTP 400"), ("", "{}", "HTTP 400"), ("#:", "{}", "HTTP 400"),
    ])
    func `The code is taken from the header, code, type and error, in this order`(
        header: String?, body: String, code: String
    ) {
        #expect(refusal(body, header: header).code == code)
    }

    @Test(arguments: [
        (#"{"message":"m","Message":"M","error_description":"d","error":"e"}"#, "m"),
        (#"{"Message":"M","error_description":"d"}"#, "M"), (#"{"error_description":"d","error":"e"}"#, "d"),
        (#"{"error":"e"}"#, "e"), (#"{"message":"","error_description":"d"}"#, "d"), ("", "the response has no body"),
        ("<html>", "the response names no error (no content type, 6 bytes)"),
    ])
    func `The words are taken from wherever they are`(body: String, message: String) {
        #expect(refusal(body).message == message)
    }

    @Test(arguments: [
        (
            "<ErrorResponse xmlns='https://sts.amazonaws.com/doc/2011-06-15/'><Error><Type>Sender</Type>"
                + "<Code>AccessDenied</Code><Message>no &amp; no</Message></Error><RequestId>r</RequestId></ErrorResponse>",
            "AccessDenied", "no & no"
        ),
        ("<Error><Code></Code></Error>", "HTTP 403", nil), ("{}", "HTTP 403", nil), ("", "HTTP 403", nil),
    ])
    func `STS refuses in XML`(body: String, code: String, message: String?) {
        let refusal = refusal(body, status: 403, format: .xml)
        #expect(refusal.code == code)
        if let message { #expect(refusal.message == message) }
    }

    @Test(arguments: [
        ("2026-11-21T01:00:00Z", "60 minutes ahead of"), ("2026-11-20T20:00:00Z", "240 minutes behind"),
        ("2026-11-21T00:04:00Z", nil), ("2026-11-21T00:05:00Z", nil), ("2026-11-21T00:05:01Z", "5 minutes ahead of"),
        ("2026-11-20T23:55:00Z", nil), ("2026-11-20T23:54:59Z", "5 minutes behind"),
    ])
    func `A signature refused with a wrong clock says how wrong`(now: String, words: String?) throws {
        let response = HTTPResponse(
            status: 403, headers: [HTTPField("Date", "Sat, 21 Nov 2026 00:00:00 GMT")],
            body: Array("<Error><Code>SignatureDoesNotMatch</Code><Message>m</Message></Error>".utf8))
        let call = ServiceCall(operation: "X", format: .xml, url: "u") { _ in HTTPRequest("GET", "u") }
        let error = ServiceErrorDecoder(response, format: .xml).error(
            of: call, response: response, now: try #require(Instant(iso8601: now)), afterLostAnswer: false)
        #expect(error.message == "m" + (words.map { " (this machine's clock is \($0) the server's)" } ?? ""))
    }

    @Test(
        arguments: [
            ("0", 0), ("1500", 1500), ("+7", 7), (" 7 ", 7), ("99999999999999999999", Int64.max), ("-1", nil),
            ("-0", nil),
            ("7.5", nil), ("1e3", nil), ("1_000", nil), ("+", nil), ("", nil), ("\u{661}", nil), ("soon", nil),
        ] as [(String, Int64?)])
    func `A hint is a whole number of milliseconds, however large`(header: String, milliseconds: Int64?) {
        let response = HTTPResponse(status: 503, headers: [HTTPField("X-Amz-Retry-After", header)], body: [])
        let call = ServiceCall(operation: "X", format: .json, url: "https://h/") { _ in HTTPRequest("GET", "https://h/")
        }
        let error = ServiceErrorDecoder(response, format: .json).error(
            of: call, response: response, now: Instant(seconds: 0), afterLostAnswer: false)
        #expect(error.retryHint == milliseconds)
    }
}
