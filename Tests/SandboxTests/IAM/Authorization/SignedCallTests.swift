import Testing

@testable import Sandbox

/// Attempts to get around the policies of a session with a signature that is good for something else.
struct SignedCallTests {
    private static let read =
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}"#

    private func put(_ fixture: inout Fixture, _ id: String, _ secret: String, _ token: String?) -> ServerResponse {
        fixture.call("s3", "PUT", "/sandbox-dev/x", body: "x", by: (id, secret), token: token)
    }

    @Test func `keys and tokens of two sessions are nobody's`() throws {
        var fixture = Fixture()
        let parent = fixture.session()
        let child = try fixture.scoped(parent, to: Self.read)
        #expect(put(&fixture, parent.accessKeyID, parent.secretAccessKey, parent.sessionToken).status == 200)
        for (id, secret, token) in [
            (child.accessKeyID, child.secretAccessKey, parent.sessionToken),
            (parent.accessKeyID, child.secretAccessKey, child.sessionToken),
            (child.accessKeyID, parent.secretAccessKey, child.sessionToken),
            (parent.accessKeyID, child.secretAccessKey, parent.sessionToken),
            (child.accessKeyID, child.secretAccessKey, nil),
        ] { #expect(put(&fixture, id, secret, token).status == 403) }
        #expect(put(&fixture, child.accessKeyID, child.secretAccessKey, child.sessionToken).status == 403)
    }

    /// A call of one service, signed for another that the policy lets through.
    @Test(arguments: [
        ("POST", "/", "Action=AssumeRole&Version=2011-06-15", ""), ("GET", "/clusters/web", "", ""),
        ("POST", "/", "", "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken"),
        ("PUT", "/sandbox-dev/x", "", ""), ("GET", "/assignment/accounts", "", ""),
    ])
    func `a signature for another service opens nothing`(
        method: String, target: String, body: String, operation: String
    ) throws {
        var fixture = Fixture()
        let keys = try fixture.scoped(
            fixture.session(), to: #"{"Statement":{"Effect":"Allow","Action":"lambda:*","Resource":"*"}}"#)
        let form = (name: "content-type", value: "application/x-www-form-urlencoded")
        let headers = operation.isEmpty ? (body.isEmpty ? [] : [form]) : [(name: "x-amz-target", value: operation)]
        let response = fixture.call("lambda", method, target, headers: headers, body: body, by: keys)
        #expect([400, 401, 403, 404].contains(response.status), "\(response.text)")
        #expect(fixture.server.iam.all.count == 2)
        #expect(fixture.server.objects.buckets["sandbox-dev"]?.objects["x"] == nil)
    }

    @Test func `a refused call changes nothing`() throws {
        var fixture = Fixture()
        let keys = try fixture.scoped(fixture.session(), to: Self.read)
        #expect(fixture.call("s3", "DELETE", "/sandbox-dev/hello.txt", by: keys).status == 403)
        #expect(fixture.call("s3", "PUT", "/new", by: keys).status == 403)
        #expect(fixture.server.objects.buckets["sandbox-dev"]?.objects.count == 1)
        #expect(fixture.server.objects.buckets["new"] == nil)
        let count = fixture.server.iam.all.count
        let ask = ["RoleArn": Fixture.deploy, "RoleSessionName": "me"]
        #expect(fixture.sts("AssumeRole", ask, by: keys).status == 403)
        #expect(fixture.sts("GetScopedCredentials", ["DurationSeconds": "60"], by: keys).status == 403)
        #expect(fixture.server.iam.all.count == count)
    }

    @Test func `the region of a request is the one that it was signed for`() throws {
        var fixture = Fixture()
        let keys = try fixture.scoped(
            fixture.session(),
            to:
                #"{"Statement":{"Effect":"Allow","Action":"kms:*","Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}}}}"#
        )
        let target = [(name: "x-amz-target", value: "TrentService.ListKeys")]
        #expect(fixture.call("kms", "POST", "/", headers: target, by: keys, region: "eu-west-1").status == 200)
        #expect(fixture.call("kms", "POST", "/", headers: target, by: keys, region: "us-east-1").status == 400)
    }

    @Test func `registries and clusters are held against policies, too`() throws {
        var fixture = Fixture()
        let parent = fixture.session()
        let target = [(name: "x-amz-target", value: "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken")]
        let keys = try fixture.scoped(parent, to: Self.read)
        #expect(fixture.call("ecr", "POST", "/", headers: target, by: parent).status == 200)
        let denied = fixture.call("ecr", "POST", "/", headers: target, by: keys)
        #expect(denied.status == 400)
        #expect(denied.json["__type"] == .string("AccessDeniedException"))
        #expect(fixture.call("eks", "GET", "/clusters/web", by: parent).status == 200)
        let closed = fixture.call("eks", "GET", "/clusters/web", by: keys)
        #expect(closed.status == 403)
        #expect(closed["x-amzn-ErrorType"] == "AccessDeniedException")
    }
}
