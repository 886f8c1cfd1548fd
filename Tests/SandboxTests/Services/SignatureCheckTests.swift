import SystemKit
import Testing

@testable import Sandbox

/// AWS's published Signature Version 4 test suite: `post-sts-header-before`, whose session token is signed.
struct SignatureCheckTests {
    private static let token =
        "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8Y"
        + "UuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE"
        + "8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2"
        + "ICCR/oLxBA=="
    private static let signature = "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead"
    private static let signed = Instant(seconds: 1_440_938_160)

    private let keys = [
        "AKIDEXAMPLE": IssuedKeys(
            accessKeyID: "AKIDEXAMPLE",
            secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            sessionToken: token,
            expires: signed.advanced(bySeconds: 3600),
            principal: .permissionSet(
                AccountRole(accountId: "111111111111", roleName: "R"), user: "u", partition: "aws"),
            grant: KeyIssuanceCause(operation: "GetRoleCredentials")
        )
    ]

    private func request(_ changes: [String: String?] = [:], body: String = "") -> ServerRequest {
        let credential = "Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request"
        let headers: [(String, String)] = [
            ("host", "example.amazonaws.com"), ("x-amz-date", "20150830T123600Z"), ("x-amz-security-token", Self.token),
            (
                "authorization",
                "AWS4-HMAC-SHA256 \(credential), SignedHeaders=host;x-amz-date;x-amz-security-token, "
                    + "Signature=\(Self.signature)"
            ),
        ]
        let changed = headers.compactMap { name, value in
            (changes[name] ?? value).map { (name: name, value: $0) }
        }
        return ServerRequest("POST", "/", headers: changed, body: Array(body.utf8))
    }

    private func refusal(_ request: ServerRequest, at now: Instant = signed, service: String = "service") -> String? {
        #expect(throws: ServiceError.self) {
            try SignatureCheck(service: service).signer(of: request, now: now) { keys[$0] }
        }?.type
    }

    @Test func `the published signature is accepted`() throws {
        for minutes in [-5, 0, 5] as [Int64] {
            let signer = try SignatureCheck(service: "service")
                .signer(of: request(), now: Self.signed.after(minutes * 60)) { keys[$0] }
            #expect(signer.region == "us-east-1")
            #expect(signer.keys.accessKeyID == "AKIDEXAMPLE")
        }
    }

    @Test func `whatever differs from what was signed is refused`() {
        let header = request()["authorization"] ?? ""
        #expect(refusal(request(body: "x")) == "SignatureDoesNotMatch")
        #expect(refusal(request(["host": "evil.example"])) == "SignatureDoesNotMatch")
        #expect(refusal(request(["x-amz-date": "20150830T123601Z"])) == "SignatureDoesNotMatch")
        #expect(refusal(request(["authorization": String(header.dropLast()) + "0"])) == "SignatureDoesNotMatch")
        #expect(refusal(request(), at: Self.signed.after(301)) == "SignatureDoesNotMatch")
        #expect(refusal(request(), at: Self.signed.after(-301)) == "SignatureDoesNotMatch")
        #expect(refusal(request(), service: "sts") == "SignatureDoesNotMatch")
        let unsigned = header.replacing("host;x-amz-date;x-amz-security-token", with: "host;x-amz-date")
        #expect(refusal(request(["authorization": unsigned])) == "SignatureDoesNotMatch")
    }

    @Test func `who can't be known is refused`() {
        let header = request()["authorization"] ?? ""
        #expect(refusal(request(["authorization": nil])) == "MissingAuthenticationToken")
        #expect(refusal(request(["authorization": "Basic eDp5"])) == "IncompleteSignature")
        #expect(refusal(request(["x-amz-date": nil])) == "IncompleteSignature")
        let stranger = header.replacing("AKIDEXAMPLE", with: "AKIDUNKNOWN")
        #expect(refusal(request(["authorization": stranger])) == "InvalidClientTokenId")
        #expect(refusal(request(["x-amz-security-token": "other"])) == "InvalidClientTokenId")
        #expect(refusal(request(), at: Self.signed.after(3600)) == "ExpiredToken")
    }
}
