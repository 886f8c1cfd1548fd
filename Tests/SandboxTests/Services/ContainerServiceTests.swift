import SystemKit
import Testing

@testable import Sandbox

struct ContainerServiceTests {
    @Test func `a container is given its role's keys, the same until they are about to end`() throws {
        var fixture = Fixture()
        let reply = fixture.send("GET", "/v2/credentials/sandbox")
        #expect(reply.status == 200)
        let keys = try #require(fixture.lastKeys)
        #expect(
            reply.json == [
                "AccessKeyId": .string(keys.accessKeyID), "SecretAccessKey": .string(keys.secretAccessKey),
                "Token": .string(keys.sessionToken ?? ""), "Expiration": .string(noon.after(21_600).iso8601),
                "RoleArn": .string("arn:aws:iam::111111111111:role/Task"), "AccountId": .string("111111111111"),
            ])
        #expect(
            fixture.sts("GetCallerIdentity", [:], by: keys).element("Arn")
                == "arn:aws:sts::111111111111:assumed-role/Task/task")
        let same = fixture.send("GET", "/v2/credentials/sandbox", now: noon.after(21_299))
        #expect(same.json["AccessKeyId"] == .string(keys.accessKeyID))
        let fresh = fixture.send("GET", "/v2/credentials/sandbox", now: noon.after(21_300))
        #expect(fresh.json["AccessKeyId"] != .string(keys.accessKeyID))
    }

    @Test(arguments: [("secret", 200), ("secret ", 401), ("Bearer secret", 401), (nil, 401)] as [(String?, Int)])
    func `a token is compared as it is`(token: String?, status: Int) {
        var fixture = Fixture {
            $0.containers = [
                Container(path: "/v2/credentials/x", roleArn: Fixture.deploy, authorizationToken: "secret")
            ]
        }
        let headers = token.map { [(name: "authorization", value: $0)] } ?? []
        #expect(fixture.send("GET", "/v2/credentials/x", headers: headers).status == status)
        #expect(fixture.send("GET", "/v2/credentials/y", headers: headers).status == 404)
        #expect(fixture.server.counts.byName == ["GetContainerCredentials": 2])
    }
}
