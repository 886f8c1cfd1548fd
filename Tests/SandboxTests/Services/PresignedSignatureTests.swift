import SystemKit
import Testing

@testable import Sandbox

/// An address that botocore 1.43's `SigV4QueryAuth` made for these keys, this time and this header.
struct PresignedSignatureTests {
    private static let signed = Instant(iso8601: "2026-11-21T00:10:10Z")!
    private static let query =
        "Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256"
        + "&X-Amz-Credential=AKIDEXAMPLE%2F20261121%2Feu-west-1%2Fsts%2Faws4_request&X-Amz-Date=20261121T001010Z"
        + "&X-Amz-Expires=60&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id&X-Amz-Security-Token=TOKEN%2Fwith%2Bsigns%3D%3D"
        + "&X-Amz-Signature=b8f056e3d75e4c70ea3863fe6a5b42182bbca8a6c905812eaa980b7e30344310"
    private let keys = IssuedKeys(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        sessionToken: "TOKEN/with+signs==", expires: nil,
        principal: .permissionSet(AccountRole(accountId: "111111111111", roleName: "R"), user: "u", partition: "aws"),
        grant: KeyIssuanceCause(operation: "GetRoleCredentials"))

    private func check(
        _ query: String = query, cluster: String? = "web", after seconds: Int64 = 0,
        host: String = "sts.eu-west-1.amazonaws.com"
    ) throws -> VerifiedSigner {
        let headers = [("host", host)] + (cluster.map { [("x-k8s-aws-id", $0)] } ?? [])
        return try SignatureCheck(service: "sts").signer(
            of: ServerRequest("GET", "/?\(query)", headers: headers.map { (name: $0.0, value: $0.1) }),
            now: Self.signed.after(seconds)
        ) { $0 == keys.accessKeyID ? keys : nil }
    }

    @Test func `the address is accepted while it lives`() throws {
        #expect(try check().region == "eu-west-1")
        #expect(try check(after: 60).keys == keys)
    }

    @Test func `it is refused later, for another cluster, at another host, or changed`() {
        #expect(throws: ServiceError.self) { try check(after: 61) }
        #expect(throws: ServiceError.self) { try check(cluster: "other") }
        #expect(throws: ServiceError.self) { try check(cluster: nil) }
        #expect(throws: ServiceError.self) { try check(host: "sts.us-east-1.amazonaws.com") }
        for (part, other) in [
            ("GetCallerIdentity", "AssumeRole"), ("Expires=60", "Expires=600"), ("Expires=60", "Expires=9999999"),
            ("TOKEN", "TIKEN"), ("Signature=b8", "Signature=b9"), ("host%3Bx-k8s-aws-id", "host"),
        ] {
            #expect(throws: ServiceError.self, "\(part)") { try check(Self.query.replacing(part, with: other)) }
        }
    }
}
