import SystemKit
import Testing

@testable import Sandbox

struct MetadataServiceTests {
    private let roles = "/latest/meta-data/iam/security-credentials/"

    private func token(_ fixture: inout Fixture, seconds: String? = "60") -> ServerResponse {
        let headers = seconds.map { [(name: "x-aws-ec2-metadata-token-ttl-seconds", value: $0)] } ?? []
        return fixture.send("PUT", "/latest/api/token", headers: headers)
    }

    @Test func `a token opens the role's keys until it ends`() throws {
        var fixture = Fixture { $0.instance.allowsV1 = false }
        let reply = token(&fixture)
        #expect(reply.status == 200)
        #expect(reply["x-aws-ec2-metadata-token-ttl-seconds"] == "60")
        let header = [(name: "x-aws-ec2-metadata-token", value: reply.text)]
        #expect(fixture.send("GET", roles, headers: header).text == "Instance")
        let keys = fixture.send("GET", "\(roles)Instance", headers: header)
        #expect(keys.json["Code"] == .string("Success"))
        #expect(keys.json["LastUpdated"] == .string(noon.iso8601))
        #expect(keys.json["Expiration"] == .string(noon.after(21_600).iso8601))
        #expect(
            fixture.sts("GetCallerIdentity", [:], by: try #require(fixture.lastKeys)).element("Arn")
                == "arn:aws:sts::111111111111:assumed-role/Instance/i-0123456789abcdef0")
        #expect(fixture.send("GET", roles, headers: header, now: noon.after(60)).status == 401)
        #expect(fixture.send("GET", roles).status == 401)
        #expect(fixture.send("GET", roles, headers: [(name: "x-aws-ec2-metadata-token", value: "x")]).status == 401)
    }

    @Test(
        arguments: [("1", 200), ("21600", 200), ("0", 400), ("21601", 400), ("x", 400), (nil, 400)] as [(String?, Int)])
    func `a token lives from a second to six hours`(seconds: String?, status: Int) {
        var fixture = Fixture()
        #expect(token(&fixture, seconds: seconds).status == status)
    }

    @Test func `a token is not given through a proxy`() {
        var fixture = Fixture()
        let headers = [
            (name: "x-aws-ec2-metadata-token-ttl-seconds", value: "60"), (name: "x-forwarded-for", value: "10.0.0.1"),
        ]
        #expect(fixture.send("PUT", "/latest/api/token", headers: headers).status == 403)
    }

    @Test(arguments: [
        ("/latest/meta-data/placement/region", "eu-west-3"),
        ("/latest/meta-data/placement/availability-zone/", "eu-west-3a"),
        ("/latest/meta-data/instance-id", "i-0123456789abcdef0"),
    ])
    func `version 1 tells where the instance is`(path: String, text: String) {
        var fixture = Fixture { $0.instance.region = "eu-west-3" }
        #expect(fixture.send("GET", path).text == text)
    }

    @Test func `the document names account and region`() {
        var fixture = Fixture()
        let document = fixture.send("GET", "/latest/dynamic/instance-identity/document").json
        #expect(document["accountId"] == .string("111111111111"))
        #expect(document["region"] == .string("us-east-1"))
    }

    @Test func `an instance without a role has no keys`() {
        var fixture = Fixture { $0.instance.roleArn = "" }
        #expect(fixture.send("GET", roles).status == 404)
        #expect(fixture.send("GET", "\(roles)Instance").status == 404)
        #expect(fixture.send("GET", "/latest/nothing").status == 404)
        #expect(
            fixture.server.counts.byName == ["GetMetadata": 3, "GetMetadata.role": 1, "GetMetadata.credentials": 1])
    }
}
