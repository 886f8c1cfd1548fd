import Engine
import SystemKit
import TestSupport
import Testing
import Wire

struct SigV4Tests {
    private static let key = "AKIDEXAMPLE"
    private static let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    private static let sessionToken =
        "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuw"
        + "thAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHN"
        + "VXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxB"
        + "A=="

    private func credentials(token: String? = nil) -> Credentials {
        Credentials(
            accessKeyID: Self.key, secretAccessKey: Secret(Self.secret), sessionToken: token.map(Secret.init),
            expiration: nil, accountID: nil)
    }

    /// Signatures that AWS published: its test suite for version 4 and the ListUsers example of its guide.
    @Test(arguments: [
        (
            "GET", "https://example.amazonaws.com/", "", "",
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
        ),
        (
            "POST", "https://example.amazonaws.com/", "", "",
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
        ),
        (
            "GET", "https://example.amazonaws.com/?Param2=value2&Param1=value1", "", "",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"
        ),
        (
            "POST", "https://example.amazonaws.com/", "application/x-www-form-urlencoded", "Param1=value1",
            "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"
        ),
        (
            "GET", "https://example.amazonaws.com/?Param1=value1", "", "",
            "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb"
        ),
        (
            "GET", "https://example.amazonaws.com/?Param1=value2&Param1=value1", "", "",
            "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694"
        ),
        (
            "GET", "https://example.amazonaws.com/?%E1%88%B4=bar", "", "",
            "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04"
        ),
        (
            "GET", "https://example.amazonaws.com//", "", "",
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
        ),
        (
            "GET", "https://example.amazonaws.com/./", "", "",
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
        ),
        (
            "GET", "https://example.amazonaws.com/foo/..", "", "",
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
        ),
        (
            "POST", "https://example.amazonaws.com/?Param1=value1", "", "",
            "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11"
        ),
        (
            "POST", "https://example.amazonaws.com/", "application/x-www-form-urlencoded; charset=utf8",
            "Param1=value1",
            "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe"
        ),
    ])
    func `The published signatures come out`(
        method: String, url: String, type: String, body: String, signature: String
    ) throws {
        let headers = type.isEmpty ? [] : [HTTPField("Content-Type", type)]
        let request = HTTPRequest(method, url, headers: headers, body: Array(body.utf8))
        let time = try #require(Instant(iso8601: "2015-08-30T12:36:00Z"))
        let signed = SigV4(service: "service", region: "us-east-1").sign(request, with: credentials(), at: time)
        #expect(signed.headers["authorization"]?.hasSuffix("Signature=\(signature)") == true)
    }

    @Test(
        arguments: [
            (
                "GET", [("My-Header1", " value1"), ("My-Header2", #" "a   b   c""#)],
                "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"
            ),
            (
                "POST", [("My-Header1", "value1")],
                "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c"
            ),
            (
                "POST", [("My-Header1", "VALUE1")],
                "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d"
            ),
        ] as [(String, [(String, String)], String)])
    func `The published signatures of other headers come out`(
        method: String, headers: [(String, String)], signature: String
    ) throws {
        let request = HTTPRequest(
            method, "https://example.amazonaws.com/", headers: headers.map { HTTPField($0.0, $0.1) })
        let time = try #require(Instant(iso8601: "2015-08-30T12:36:00Z"))
        let signed = SigV4(service: "service", region: "us-east-1").sign(request, with: credentials(), at: time)
        #expect(signed.headers["authorization"]?.hasSuffix("Signature=\(signature)") == true)
    }

    @Test func `The published ListUsers request comes out whole`() throws {
        let type = HTTPField("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
        let request = HTTPRequest(
            "GET", "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08", headers: [type])
        let time = try #require(Instant(iso8601: "2015-08-30T12:36:00Z"))
        let signed = SigV4(service: "iam", region: "us-east-1").sign(request, with: credentials(), at: time)
        #expect(
            signed.headers["authorization"]
                == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
                + "SignedHeaders=content-type;host;x-amz-date, "
                + "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7")
    }

    @Test func `A session token is signed, and signing twice gives the same`() throws {
        let time = try #require(Instant(iso8601: "2015-08-30T12:36:00Z"))
        let signer = SigV4(service: "service", region: "us-east-1")
        let keys = credentials(token: Self.sessionToken)
        let signed = signer.sign(HTTPRequest("POST", "https://example.amazonaws.com/"), with: keys, at: time)
        #expect(
            signed.headers["authorization"]?.hasSuffix(
                "Signature=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead") == true)
        #expect(signer.sign(signed, with: keys, at: time) == signed)
    }

    @Test func `Random requests are signed as botocore signs them`() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var source = SignedRequestSource(seed: seed)
        let cases = (0..<200).map { _ in source.next() }
        let input = cases.map(\.json).joined(separator: "\n")
        let expected = try await PythonScript.run(Self.oracle, input: input).split(separator: "\n").map(String.init)
        #expect(expected.count == cases.count, "seed \(seed)")
        for (given, authorization) in zip(cases, expected) {
            #expect(given.signed.headers["authorization"] == authorization, "seed \(seed): \(given.json)")
        }
    }

    private static let oracle = """
        import datetime, json, sys
        import botocore.auth as auth
        from botocore.awsrequest import AWSRequest
        from botocore.credentials import Credentials
        for line in sys.stdin:
            case = json.loads(line)
            moment = datetime.datetime.strptime(case['time'], '%Y-%m-%dT%H:%M:%SZ')
            auth.get_current_datetime = lambda **_: moment
            request = AWSRequest(
                method=case['method'], url=case['url'], headers=dict(case['headers']), data=case['body'].encode())
            keys = Credentials(case['key'], case['secret'], case['token'])
            auth.SigV4Auth(keys, case['service'], case['region']).add_auth(request)
            print(request.headers['Authorization'])
        """
}
