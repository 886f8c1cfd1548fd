import Engine
import SystemKit
import TestSupport
import Testing
import Wire

struct SigV4PresignedTests {
    private static let question = "https://sts.eu-west-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15"

    /// Computed by botocore 1.43's `SigV4QueryAuth` for the same keys, time and header.
    @Test(arguments: [
        (nil, "", "09232da7bbfc5890a8f1c4b4ded341507ce6f80a2fdccd465c425946d3f564a1"),
        (
            "TOKEN/with+signs==", "&X-Amz-Security-Token=TOKEN%2Fwith%2Bsigns%3D%3D",
            "b8f056e3d75e4c70ea3863fe6a5b42182bbca8a6c905812eaa980b7e30344310"
        ),
    ])
    func `The address is the one that botocore makes`(token: String?, parameter: String, signature: String) throws {
        let credentials = Credentials(
            accessKeyID: "AKIDEXAMPLE", secretAccessKey: Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            sessionToken: token.map(Secret.init), expiration: nil, accountID: nil)
        let request = HTTPRequest("GET", Self.question, headers: [HTTPField("x-k8s-aws-id", "web")])
        let url = SigV4(service: "sts", region: "eu-west-1").presignedURL(
            of: request, with: credentials, at: try #require(Instant(iso8601: "2026-11-21T00:10:10Z")), lifetime: 60)
        #expect(
            url.reveal()
                == "\(Self.question)&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIDEXAMPLE%2F20261121%2Feu-west-1%2Fsts%2Faws4_request"
                + "&X-Amz-Date=20261121T001010Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id\(parameter)"
                + "&X-Amz-Signature=\(signature)")
    }
}
