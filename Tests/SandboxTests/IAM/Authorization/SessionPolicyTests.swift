import Testing

@testable import Sandbox

struct SessionPolicyTests {
    private static func allow(_ actions: String) -> String {
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[\#(actions)],"Resource":"*"}]}"#
    }

    private func refusal(_ keys: IssuedKeys, _ action: String, on resource: String = "*") -> String? {
        do throws(ServiceError) {
            try keys.check(AccessRequest(action: action, resource: resource), SandboxConfiguration())
            return nil
        } catch {
            #expect(error.type == "AccessDenied")
            return error.message
        }
    }

    @Test func `every layer must allow`() throws {
        var fixture = Fixture()
        let first = try fixture.scoped(fixture.session(), to: Self.allow(#""s3:*","sts:*""#))
        let both = try fixture.scoped(first, to: Self.allow(#""s3:Get*","ec2:*""#))
        #expect(refusal(first, "s3:PutObject") == nil)
        #expect(refusal(both, "s3:GetObject") == nil)
        #expect(refusal(both, "s3:PutObject") != nil)
        #expect(refusal(both, "ec2:RunInstances") != nil)
    }

    @Test func `the words are those of AWS`() throws {
        var fixture = Fixture()
        let keys = try fixture.scoped(
            fixture.session(),
            to:
                #"{"Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"},{"Effect":"Deny","Action":"s3:GetObjectAcl","Resource":"*"}]}"#
        )
        let user = "User: \(keys.principal.arn) is not authorized to perform:"
        #expect(
            refusal(keys, "s3:PutObject", on: "arn:aws:s3:::b/k")
                == "\(user) s3:PutObject on resource: \"arn:aws:s3:::b/k\" because no session policy allows the s3:PutObject action"
        )
        #expect(
            refusal(keys, "s3:GetObjectAcl", on: "arn:aws:s3:::b/k")
                == "\(user) s3:GetObjectAcl on resource: \"arn:aws:s3:::b/k\" with an explicit deny in a session policy"
        )
        #expect(
            refusal(keys, "kms:Decrypt", on: "arn:aws:kms:eu-west-1:1:key/a")
                == "\(user) kms:Decrypt on resource: arn:aws:kms:eu-west-1:1:key/a because no session policy allows the kms:Decrypt action"
        )
    }

    @Test func `policies of one AssumeRole add up, and none narrows nothing`() throws {
        var fixture = Fixture()
        func assume(_ more: [String: String]) throws -> IssuedKeys {
            let ask = ["RoleArn": Fixture.deploy, "RoleSessionName": "me"].merging(more) { $1 }
            let response = fixture.sts("AssumeRole", ask)
            try #require(response.status == 200, "\(response.text)")
            return try #require(fixture.lastKeys)
        }
        #expect(refusal(try assume([:]), "ec2:RunInstances") == nil)
        let inline = try assume(["Policy": Self.allow(#""ec2:Run*""#)])
        #expect(refusal(inline, "ec2:RunInstances") == nil)
        #expect(refusal(inline, "ec2:DescribeInstances") != nil)
        let arn = ["PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"]
        let readOnly = try assume(arn)
        #expect(refusal(readOnly, "ec2:DescribeInstances") == nil)
        #expect(refusal(readOnly, "s3:GetObject") == nil)
        for action in [
            "ec2:RunInstances", "s3:PutObject", "secretsmanager:GetSecretValue", "kms:Decrypt",
            "sts:GetScopedCredentials", "sts:AssumeRole",
        ] { #expect(refusal(readOnly, action) != nil, "\(action)") }
        let both = try assume(arn.merging(["Policy": Self.allow(#""ec2:Run*""#)]) { $1 })
        #expect(refusal(both, "ec2:RunInstances") == nil)
        #expect(refusal(both, "ec2:DescribeInstances") == nil)
        let unknown = try assume(["PolicyArns.member.1.arn": "arn:aws:iam::222222222222:policy/mine"])
        #expect(refusal(unknown, "ec2:DescribeInstances") != nil)
        #expect(both.scopedPoliciesCount == 0)
    }

    @Test func `a narrowed session assumes a role only where its policies say so`() throws {
        var fixture = Fixture()
        let ask = ["RoleArn": Fixture.deploy, "RoleSessionName": "me"]
        let closed = try fixture.scoped(fixture.session(), to: Self.allow(#""s3:*""#))
        let refused = fixture.sts("AssumeRole", ask, by: closed)
        #expect(refused.status == 403)
        #expect(
            refused.element("Message")?.hasSuffix("because no session policy allows the sts:AssumeRole action") == true)
        let open = try fixture.scoped(fixture.session(), to: Self.allow(#""sts:AssumeRole""#))
        #expect(fixture.sts("AssumeRole", ask, by: open).status == 200)
        #expect(fixture.sts("AssumeRole", ask.merging(["SourceIdentity": "me"]) { $1 }, by: open).status == 403)
    }

    @Test func `whose a key is may be asked only if that is allowed`() throws {
        var fixture = Fixture()
        let ask = ["AccessKeyId": Fixture.userKeys.id]
        let open = try fixture.scoped(fixture.session(), to: Self.allow(#""sts:GetAccessKeyInfo""#))
        #expect(fixture.sts("GetAccessKeyInfo", ask, by: open).element("Account") == "111111111111")
        let unknown = fixture.sts("GetAccessKeyInfo", ["AccessKeyId": "AKIANOBODYNOBODY"], by: open)
        #expect(unknown.element("Code") == "ValidationError")
        let closed = try fixture.scoped(fixture.session(), to: Self.allow(#""s3:*""#))
        #expect(fixture.sts("GetAccessKeyInfo", ask, by: closed).element("Code") == "AccessDenied")
    }

    @Test func `who one is may always be asked`() throws {
        var fixture = Fixture()
        let keys = try fixture.scoped(
            fixture.session(), to: #"{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}"#)
        #expect(fixture.sts("GetCallerIdentity", [:], by: keys).status == 200)
    }
}
