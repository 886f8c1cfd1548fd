import Engine
import SystemKit
import TestSupport
import Testing
import Wire

struct EKSClientTests {
    private static let credentials = Credentials(
        accessKeyID: "ASIAX", secretAccessKey: Secret("SK"), sessionToken: Secret("ST"),
        expiration: Instant(iso8601: "2026-11-21T00:05:00Z"), accountID: nil)

    private func cluster(_ transport: ScriptedTransport) async throws -> KubernetesCluster {
        try await EKSClient(
            endpoint: Endpoint(service: .eks, url: "https://eks.example", region: "eu-west-1", location: nil),
            client: .scripted(transport, random: .seeded(1))
        ).cluster("web", with: Self.credentials)
    }

    @Test func `A cluster is asked for by its name, signed for eks`() async throws {
        let transport = ScriptedTransport(
            .json(
                #"{"cluster": {"arn": "arn:c", "endpoint": "https://c", "certificateAuthority": {"data": "LS0t"}}}"#))
        let found = try await cluster(transport)
        #expect(found == KubernetesCluster(arn: "arn:c", endpoint: "https://c", certificateAuthority: "LS0t"))
        let request = try #require(transport.requests.first)
        #expect(request.method == "GET")
        #expect(request.url == "https://eks.example/clusters/web")
        #expect(request.headers["authorization"]?.contains("/eu-west-1/eks/aws4_request") == true)
    }

    @Test func `A cluster that is not made yet has no entry`() async {
        let failure = await #expect(throws: Failure.self) {
            try await cluster(ScriptedTransport(.json(#"{"cluster": {"arn": "arn:c", "status": "CREATING"}}"#)))
        }
        #expect(failure?.message.contains("CREATING") == true)
    }

    @Test func `A token ends with the credentials or in 14 minutes`() throws {
        let now = try #require(Instant(iso8601: "2026-11-21T00:00:00Z"))
        let sts = Endpoint(service: .sts, url: "https://sts.example", region: "eu-west-1", location: nil)
        let short = ClusterToken(cluster: "web", sts: sts, credentials: Self.credentials, at: now)
        #expect(short.expiresAt.iso8601 == "2026-11-21T00:05:00Z")
        let keys = Credentials(
            accessKeyID: "AKIAX", secretAccessKey: Secret("SK"), sessionToken: nil, expiration: nil, accountID: nil)
        let long = ClusterToken(cluster: "web", sts: sts, credentials: keys, at: now)
        #expect(long.expiresAt.iso8601 == "2026-11-21T00:14:00Z")
        #expect(long.text.reveal().hasPrefix("k8s-aws-v1.aHR0cHM6Ly9zdHMuZXhhbXBsZS8_QWN0aW9uPUdldENhbGxlcklkZW50aXR5"))
        #expect(!long.text.reveal().contains("="))
    }
}
