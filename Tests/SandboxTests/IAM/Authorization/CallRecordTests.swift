import Testing

@testable import Sandbox

struct CallRecordTests {
    private func events(_ fixture: inout Fixture) throws -> [[String: JSONValue]] {
        let request = ServerRequest("GET", "/_admin/events", headers: [("host", "127.0.0.1:4000")])
        let response = AdminService().answer(request, in: &fixture.server, now: noon)
        return try #require(JSONText.decode([[String: JSONValue]].self, from: response.body))
    }

    @Test func `a run is found by the description of its scope`() throws {
        var fixture = Fixture()
        let parent = fixture.session()
        _ = fixture.sts(
            "GetScopedCredentials",
            [
                "Policy": #"{"Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}"#,
                "ScopedSessionDescription": "awsx RUN-1 scope=read",
            ], by: parent)
        let keys = try #require(fixture.lastKeys)
        _ = fixture.call("s3", "PUT", "/sandbox-dev/x", body: "x", by: keys)
        let records = try events(&fixture)
        #expect(records.map { $0["eventName"] } == [.string("GetScopedCredentials"), .string("PutObject")])
        #expect(records.map { $0["eventSource"] } == [.string("sts.amazonaws.com"), .string("s3.amazonaws.com")])
        #expect(records[0]["errorCode"] == nil)
        #expect(records[1]["errorCode"] == .string("AccessDenied"))
        #expect(
            records[1]["requestParameters"] == .object(["bucketName": .string("sandbox-dev"), "key": .string("x")]))
        guard case .object(let asked)? = records[0]["requestParameters"],
            case .object(let elements)? = records[0]["responseElements"],
            case .object(let issued)? = elements["credentials"], case .object(let who)? = records[1]["userIdentity"]
        else {
            Issue.record("\(records)")
            return
        }
        #expect(asked["scopedSessionDescription"] == .string("awsx RUN-1 scope=read"))
        #expect(issued["accessKeyId"] == who["accessKeyId"])
        #expect(who["arn"] == .string(parent.principal.arn))
        #expect(who["type"] == .string("AssumedRole"))
    }

    @Test func `no secret is recorded`() throws {
        var fixture = Fixture()
        let keys = try fixture.scoped(
            fixture.session(), to: #"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#)
        _ = fixture.call("s3", "GET", "/", by: keys)
        let text = String(decoding: JSONText.encode(fixture.server.trail.records), as: UTF8.self)
        #expect(text.contains("ListBuckets"))
        #expect(!text.contains(SecretGenerator.marker))
    }

    @Test func `what is not signed well is no call of anybody's`() throws {
        var fixture = Fixture()
        _ = fixture.sts("GetCallerIdentity", by: (id: Fixture.userKeys.id, secret: "wrong"))
        #expect(try events(&fixture).isEmpty)
    }

    @Test func `the record does not grow without end`() {
        var trail = CallTrail()
        var fixture = Fixture()
        let signer = VerifiedSigner(keys: fixture.session(), region: "eu-west-1")
        let call = SignedCall(signer, "X", AccessRequest(action: "s3:X", resource: "*"))
        for number in 0..<25_000 { trail.add(CallRecord(call, id: "\(number)", now: noon)) }
        #expect(trail.records.count <= 10_000)
        #expect(trail.records.last?.eventID == "24999")
    }
}
