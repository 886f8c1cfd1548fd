import SystemKit
import Testing

@testable import Sandbox

struct AssumeRoleTests {
    private let role = ["RoleArn": Fixture.deploy, "RoleSessionName": "me"]

    private func code(_ parameters: [String: String], _ change: (inout SandboxConfiguration) -> Void = { _ in })
        -> String?
    {
        var fixture = Fixture(change)
        let reply = fixture.sts("AssumeRole", role.merging(parameters) { _, new in new })
        return reply.status == 200 ? nil : "\(reply.status) \(reply.element("Code") ?? "")"
    }

    @Test func `a user with long-lived keys becomes a role session`() throws {
        var fixture = Fixture()
        let me = fixture.sts("GetCallerIdentity")
        #expect(me.element("Arn") == "arn:aws:iam::111111111111:user/ci")
        let reply = fixture.sts("AssumeRole", role)
        #expect(reply.status == 200, "\(reply.text)")
        #expect(reply.element("Arn") == "arn:aws:sts::222222222222:assumed-role/Deploy/me")
        #expect(reply.element("Expiration") == noon.after(3600).iso8601)
        #expect(reply.element("SecretAccessKey")?.hasPrefix(SecretGenerator.marker) == true)
        let keys = try #require(fixture.lastKeys)
        #expect(keys.grant.region == "eu-west-1")
        let then = fixture.sts("GetCallerIdentity", [:], by: keys)
        #expect(then.element("Arn") == "arn:aws:sts::222222222222:assumed-role/Deploy/me")
        #expect(then.element("Account") == "222222222222")
        #expect(then.element("UserId")?.hasSuffix(":me") == true)
    }

    @Test func `the path of a role is not part of its session's ARN`() {
        let arn = "arn:aws:iam::222222222222:role/a/b/Deploy"
        var fixture = Fixture { $0.iamRoles = [IAMRole(arn)] }
        let reply = fixture.sts("AssumeRole", ["RoleArn": arn, "RoleSessionName": "me"])
        #expect(reply.element("Arn") == "arn:aws:sts::222222222222:assumed-role/Deploy/me")
    }

    @Test func `nobody assumes a role without a good signature`() {
        var fixture = Fixture()
        #expect(fixture.sts("AssumeRole", role, by: nil).element("Code") == "MissingAuthenticationToken")
        let wrong = (id: Fixture.userKeys.id, secret: "x")
        #expect(fixture.sts("AssumeRole", role, by: wrong).element("Code") == "SignatureDoesNotMatch")
        let stranger = (id: "AKIAXXXXXXXXXXXXXXXX", secret: "x")
        #expect(fixture.sts("AssumeRole", role, by: stranger).element("Code") == "InvalidClientTokenId")
        #expect(fixture.sts("AssumeRole", role, token: "t").element("Code") == "InvalidClientTokenId")
        #expect(fixture.lastKeys == nil)
    }

    @Test(
        arguments: [
            (["RoleArn": "x"], "400 ValidationError"),
            (["RoleArn": "arn:aws:iam::222222222222:user/ci"], "400 ValidationError"),
            (["RoleArn": "arn:aws:iam::222222222222:role/Nobody"], "403 AccessDenied"),
            (["RoleSessionName": "a"], "400 ValidationError"), (["RoleSessionName": "a b"], "400 ValidationError"),
            (["RoleSessionName": String(repeating: "a", count: 65)], "400 ValidationError"),
            (["RoleSessionName": "A_z0+=,.@-"], nil), (["DurationSeconds": "899"], "400 ValidationError"),
            (["DurationSeconds": "43201"], "400 ValidationError"), (["DurationSeconds": "x"], "400 MalformedInput"),
            (["DurationSeconds": "43200"], nil), (["DurationSeconds": "900"], nil),
            (["Policy": "{"], "400 MalformedPolicyDocument"), (["Policy": "{}"], "400 MalformedPolicyDocument"),
            (["Policy": #"{"Version":"2012-10-17","Statement":[]}"#], nil),
            (["Policy": String(repeating: " ", count: 2049)], "400 ValidationError"),
            (["PolicyArns.member.1.arn": "ReadOnlyAccess"], "400 ValidationError"),
            (["PolicyArns.member.1.arn": "arn:aws:iam::333333333333:policy/P"], "400 ValidationError"),
            (["PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"], nil),
            (["Tags.member.1.Key": "k", "Tags.member.1.Value": "v"], nil),
            (["Tags.member.1.Key": "k"], "400 ValidationError"),
            (["Tags.member.1.Key": "k!", "Tags.member.1.Value": "v"], "400 ValidationError"),
            (["TransitiveTagKeys.member.1": "k"], "400 InvalidParameterValue"),
            (["SourceIdentity": "bob"], nil), (["SourceIdentity": "b b"], "400 ValidationError"),
            (["ExternalId": "x"], "400 ValidationError"), (["ExternalId": "anything:/at-all"], nil),
            (["TokenCode": "12345"], "400 ValidationError"),
        ] as [([String: String], String?)])
    func `each parameter has its limits`(parameters: [String: String], refusal: String?) {
        #expect(code(parameters) == refusal)
    }

    @Test func `tag keys differ by more than their case`() {
        let tags = [
            "Tags.member.1.Key": "k", "Tags.member.1.Value": "v", "Tags.member.2.Key": "K", "Tags.member.2.Value": "v",
        ]
        #expect(code(tags) == "400 InvalidParameterValue")
    }

    @Test(
        arguments: [
            (["*"], nil), (["111111111111"], nil), (["arn:aws:iam::111111111111:root"], nil),
            (["arn:aws:iam::111111111111:user/ci"], nil), (["arn:aws:iam::111111111111:user/c*"], nil),
            (["222222222222"], "403 AccessDenied"), ([], "403 AccessDenied"),
            (["arn:aws:iam::111111111111:user/c"], "403 AccessDenied"),
        ] as [([String], String?)])
    func `the trust names who may assume the role`(principals: [String], refusal: String?) {
        #expect(code([:]) { $0.iamRoles = [IAMRole(Fixture.deploy, principals: principals)] } == refusal)
    }

    @Test(
        arguments: [
            (nil, nil, nil), ("xid", "xid", nil), ("xid", "else", "403 AccessDenied"), ("xid", nil, "403 AccessDenied"),
        ]
            as [(String?, String?, String?)])
    func `the trust may ask for an external id`(wanted: String?, given: String?, refusal: String?) {
        let parameters = given.map { ["ExternalId": $0] } ?? [:]
        #expect(code(parameters) { $0.iamRoles = [IAMRole(Fixture.deploy, externalId: wanted)] } == refusal)
    }

    @Test func `a session is no longer than its role allows, or an hour in a chain`() throws {
        #expect(code(["DurationSeconds": "7200"]) { $0.iamRoles = [IAMRole(Fixture.deploy)] } == "400 ValidationError")
        var fixture = Fixture()
        _ = fixture.sts("AssumeRole", role)
        let keys = try #require(fixture.lastKeys)
        let long = role.merging(["DurationSeconds": "3601"]) { $1 }
        let reply = fixture.sts("AssumeRole", long, by: keys)
        #expect(reply.element("Message")?.hasSuffix("limit for roles assumed by role chaining.") == true)
        #expect(fixture.sts("AssumeRole", role, by: keys).status == 200)
    }

    @Test func `what keys were issued for is told, without a secret`() throws {
        var fixture = Fixture()
        _ = fixture.sts(
            "AssumeRole",
            role.merging([
                "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/ReadOnlyAccess", "DurationSeconds": "900",
                "Policy": #"{"Statement":[]}"#, "Tags.member.1.Key": "team", "Tags.member.1.Value": "a b",
                "TransitiveTagKeys.member.1": "team", "SourceIdentity": "bob", "ExternalId": "xid",
            ]) { $1 })
        let keys = try #require(fixture.lastKeys)
        var admin = fixture
        let list = AdminService().answer(
            ServerRequest("GET", "/_admin/keys", headers: [("host", "127.0.0.1")]), in: &admin.server, now: noon)
        #expect(!list.text.contains(SecretGenerator.marker))
        #expect(!list.text.contains(keys.secretAccessKey))
        let lines = try #require(JSONText.decode([[String: JSONValue]].self, from: list.body))
        #expect(lines.count == 1)
        #expect(lines[0]["accessKeyId"] == .string(keys.accessKeyID))
        #expect(lines[0]["expiration"] == .string("2026-11-21T12:15:00Z"))
        #expect(
            lines[0]["grant"]
                == .object([
                    "operation": .string("AssumeRole"), "roleArn": .string(Fixture.deploy),
                    "roleSessionName": .string("me"), "durationSeconds": .integer(900),
                    "policyArns": .array([.string("arn:aws:iam::aws:policy/ReadOnlyAccess")]),
                    "policy": .string(#"{"Statement":[]}"#), "tags": .object(["team": .string("a b")]),
                    "inheritedTags": .object([:]), "transitiveTagKeys": .array([.string("team")]),
                    "sourceIdentity": .string("bob"), "externalId": .string("xid"), "region": .string("eu-west-1"),
                    "callerArn": .string("arn:aws:iam::111111111111:user/ci"),
                    "callerAccessKeyId": .string(Fixture.userKeys.id),
                ]))
    }

    @Test func `transitive tags and the source identity go on to the next session`() throws {
        var fixture = Fixture()
        let tags = [
            "Tags.member.1.Key": "team", "Tags.member.1.Value": "a", "Tags.member.2.Key": "own",
            "Tags.member.2.Value": "b", "TransitiveTagKeys.member.1": "team", "SourceIdentity": "bob",
        ]
        _ = fixture.sts("AssumeRole", role.merging(tags) { $1 })
        let first = try #require(fixture.lastKeys)
        let reply = fixture.sts("AssumeRole", role, by: first)
        #expect(reply.element("SourceIdentity") == "bob")
        let second = try #require(fixture.lastKeys)
        #expect(second.grant.inheritedTags == ["team": "a"])
        let again = ["Tags.member.1.Key": "team", "Tags.member.1.Value": "c"]
        #expect(
            fixture.sts("AssumeRole", role.merging(again) { $1 }, by: second).element("Code") == "InvalidParameterValue"
        )
        #expect(
            fixture.sts("AssumeRole", role.merging(["SourceIdentity": "eve"]) { $1 }, by: second).element("Code")
                == "AccessDenied")
    }

    @Test func `a session lives as long as the administrator says`() throws {
        var fixture = Fixture { $0.lifetimes.assumedRole = 60 }
        #expect(fixture.sts("AssumeRole", role).element("Expiration") == noon.after(60).iso8601)
        let keys = try #require(fixture.lastKeys)
        let late = fixture.sts(
            "GetCallerIdentity", by: (keys.accessKeyID, keys.secretAccessKey), token: keys.sessionToken,
            now: noon.after(60))
        #expect(late.element("Code") == "ExpiredToken")
    }
}
