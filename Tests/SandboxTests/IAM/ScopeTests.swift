import SystemKit
import Testing

@testable import Sandbox

/// GetScopedCredentials (<doc:STSAndSigning>, Scoped credentials).
struct ScopeTests {
    private static let read =
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*","sts:Get*"],"Resource":"*"}]}"#

    private func code(_ response: ServerResponse) -> String { response.element("Code") ?? "none: \(response.text)" }

    @Test func `the session is the same, and its keys are new`() throws {
        var fixture = Fixture()
        let parent = fixture.session()
        let response = fixture.sts(
            "GetScopedCredentials",
            ["Policy": Self.read, "DurationSeconds": "900", "ScopedSessionDescription": "awsx run"], by: parent)
        #expect(response.status == 200, "\(response.text)")
        let keys = try #require(fixture.lastKeys)
        #expect(response.element("Arn") == parent.principal.arn)
        #expect(response.element("ScopedSessionId") == parent.principal.userID)
        #expect(response.element("AccessKeyId") == keys.accessKeyID)
        #expect(keys.accessKeyID != parent.accessKeyID)
        #expect(response.element("Expiration") == noon.after(900).iso8601)
        #expect(response.element("ScopedPoliciesCount") == "1")
        let size = try #require(keys.sessionToken).utf8.count
        #expect(response.element("SessionTokenSize") == "\(size)")
        #expect(response.element("SessionTokenUtilization") == "\(size * 100 / 4096)")
        #expect(response.element("SourceIdentity") == nil)
        #expect(keys.grant.scopedSessionDescription == "awsx run")
        #expect(keys.grant.callerAccessKeyId == parent.accessKeyID)
        let caller = fixture.sts("GetCallerIdentity", [:], by: keys)
        #expect(caller.element("Arn") == parent.principal.arn)
    }

    @Test func `without a duration it ends with the caller's`() throws {
        var fixture = Fixture()
        let parent = fixture.session(lifetime: 1234)
        #expect(try fixture.scoped(parent, to: Self.read).expires == parent.expires)
    }

    @Test func `a duration alone is no layer, three policies are, and a fourth is denied`() throws {
        var fixture = Fixture()
        var keys = fixture.session()
        for count in 1...3 {
            keys = try fixture.scoped(keys, to: Self.read)
            #expect(keys.scopedPoliciesCount == count)
            let shorter = fixture.sts("GetScopedCredentials", ["DurationSeconds": "60"], by: keys)
            #expect(shorter.element("ScopedPoliciesCount") == "\(count)")
        }
        let fourth = fixture.sts("GetScopedCredentials", ["Policy": Self.read], by: keys)
        #expect(fourth.status == 403)
        #expect(code(fourth) == "AccessDenied")
    }

    @Test(
        arguments: [
            ([:], "ValidationError"), (["ScopedSessionDescription": "x"], "ValidationError"),
            (["DurationSeconds": "0"], "ValidationError"), (["DurationSeconds": "129601"], "ValidationError"),
            (["DurationSeconds": "soon"], "MalformedInput"),
            (["DurationSeconds": "3601"], "InsufficientSessionLifetime"),
            (["Policy": ""], "ValidationError"), (["Policy": "{"], "MalformedPolicyDocument"),
            (["Policy": String(repeating: " ", count: 2049)], "ValidationError"),
            (["Policy": "\(ScopeTests.read)\u{0}"], "ValidationError"),
            (["Policy": "{\"Id\":\"\u{20AC}\"}"], "ValidationError"),
            (["DurationSeconds": "60", "ScopedSessionDescription": "x"], "ValidationError"),
            (["DurationSeconds": "60", "ScopedSessionDescription": "a\u{1b}[0m"], "ValidationError"),
            (["DurationSeconds": "60", "ScopedSessionDescription": "a\u{a0}b"], "ValidationError"),
            (
                ["DurationSeconds": "60", "ScopedSessionDescription": String(repeating: "x", count: 257)],
                "ValidationError"
            ),
            (["DurationSeconds": "60", "MinimumSessionTokenSize": "4097"], "ValidationError"),
        ] as [([String: String], String)])
    func `what is out of bounds is refused`(parameters: [String: String], code: String) {
        var fixture = Fixture()
        let keys = fixture.session()
        #expect(self.code(fixture.sts("GetScopedCredentials", parameters, by: keys)) == code)
        #expect(fixture.server.iam.all.count == 1)
    }

    @Test(arguments: [
        ["DurationSeconds": "1"], ["DurationSeconds": "3600"],
        ["MinimumSessionTokenSize": "0", "DurationSeconds": "60"],
        ["DurationSeconds": "60", "ScopedSessionDescription": "\u{e9}\t\u{ff}"],
    ])
    func `what is just inside is taken`(parameters: [String: String]) {
        var fixture = Fixture()
        let keys = fixture.session()
        #expect(fixture.sts("GetScopedCredentials", parameters, by: keys).status == 200)
    }

    @Test func `a policy of exactly the largest length is taken`() throws {
        var fixture = Fixture()
        let padding = String(repeating: " ", count: 2048 - Self.read.utf8.count)
        #expect(try fixture.scoped(fixture.session(), to: Self.read + padding).scopedPoliciesCount == 1)
    }

    @Test func `a token is made as long as was asked for`() {
        var fixture = Fixture()
        let keys = fixture.session()
        let response = fixture.sts(
            "GetScopedCredentials", ["DurationSeconds": "60", "MinimumSessionTokenSize": "3500"], by: keys)
        #expect(response.element("SessionTokenSize") == "3500")
        #expect(response.element("SessionTokenUtilization") == "85")
        #expect(fixture.lastKeys?.sessionToken?.utf8.count == 3500)
    }

    @Test func `a token that would be too long is refused`() throws {
        var fixture = Fixture()
        let keys = fixture.session()
        _ = fixture.sts("GetScopedCredentials", ["DurationSeconds": "60", "MinimumSessionTokenSize": "4096"], by: keys)
        let full = try #require(fixture.lastKeys)
        let response = fixture.sts("GetScopedCredentials", ["Policy": Self.read], by: full)
        #expect(code(response) == "PackedPolicyTooLarge")
        #expect(response.element("Message")?.contains("4096 bytes") == true)
    }

    @Test func `nobody without a session is narrowed`() {
        var fixture = Fixture()
        let user = fixture.sts("GetScopedCredentials", ["DurationSeconds": "60"])
        #expect(user.status == 403)
        #expect(code(user) == "AccessDenied")
        _ = fixture.server.beginLogin("arn:aws:iam::111111111111:root", secondsLeft: nil, now: noon)
        let root = fixture.lastKeys
        #expect(
            root.map { code(fixture.sts("GetScopedCredentials", ["DurationSeconds": "60"], by: $0)) } == "AccessDenied")
        #expect(
            code(fixture.sts("GetScopedCredentials", ["DurationSeconds": "60"], by: nil))
                == "MissingAuthenticationToken")
    }

    @Test func `a user's way is a session first`() throws {
        var fixture = Fixture()
        let response = fixture.sts("GetSessionToken", ["DurationSeconds": "900"])
        #expect(response.element("Expiration") == noon.after(900).iso8601)
        let session = try #require(fixture.lastKeys)
        #expect(try fixture.scoped(session, to: Self.read).principal.arn == "arn:aws:iam::111111111111:user/ci")
        #expect(code(fixture.sts("GetSessionToken", [:], by: session)) == "AccessDenied")
        #expect(code(fixture.sts("GetSessionToken", ["DurationSeconds": "899"])) == "ValidationError")
        let wrong = ["SerialNumber": "arn:aws:iam::111111111111:mfa/ci", "TokenCode": "000000"]
        #expect(code(fixture.sts("GetSessionToken", wrong)) == "AccessDenied")
    }

    @Test func `a session of aws login is narrowed`() throws {
        var fixture = Fixture()
        _ = fixture.server.beginLogin("arn:aws:iam::111111111111:user/ci", secondsLeft: nil, now: noon)
        let keys = try fixture.scoped(#require(fixture.lastKeys), to: Self.read)
        #expect(keys.principal.arn == "arn:aws:iam::111111111111:user/ci")
    }

    @Test(arguments: ["cn-north-1", "us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1"])
    func `a partition without it does not know it`(region: String) {
        var fixture = Fixture()
        let keys = fixture.session()
        let response = fixture.sts("GetScopedCredentials", ["DurationSeconds": "60"], by: keys, region: region)
        #expect(response.status == 400)
        #expect(code(response) == "InvalidAction")
    }

    @Test(arguments: ["sts.amazonaws.com", "STS.amazonaws.com:443"])
    func `the global host does not know it`(host: String) {
        var fixture = Fixture()
        let keys = fixture.session()
        let scope = fixture.sts("GetScopedCredentials", ["DurationSeconds": "60"], by: keys, host: host)
        #expect(code(scope) == "InvalidAction")
        #expect(fixture.sts("GetCallerIdentity", [:], by: keys, host: host).status == 200)
        let regional = fixture.sts(
            "GetScopedCredentials", ["DurationSeconds": "60"], by: keys, host: "sts.eu-west-1.amazonaws.com")
        #expect(regional.status == 200)
    }

    @Test func `who may not call it is told why`() {
        var fixture = Fixture {
            $0.deniedActions = [
                DeniedActions(
                    accountId: "111111111111", roleName: "ReadOnlyAccess", actions: ["sts:getscoped*"])
            ]
        }
        let denied = fixture.session("ReadOnlyAccess")
        let response = fixture.sts("GetScopedCredentials", ["DurationSeconds": "60"], by: denied)
        #expect(code(response) == "AccessDenied")
        #expect(
            response.element("Message")?.hasSuffix(
                "because no identity-based policy allows the sts:GetScopedCredentials action") == true)
        for (role, account) in [("AdministratorAccess", "111111111111"), ("ReadOnlyAccess", "222222222222")] {
            let keys = fixture.session(role, account: account)
            #expect(fixture.sts("GetScopedCredentials", ["DurationSeconds": "60"], by: keys).status == 200)
        }
    }

    @Test func `a scope that leaves it out ends there`() throws {
        var fixture = Fixture()
        let leaf = try fixture.scoped(
            fixture.session(), to: #"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#)
        let response = fixture.sts("GetScopedCredentials", ["DurationSeconds": "60"], by: leaf)
        #expect(code(response) == "AccessDenied")
        #expect(
            response.element("Message")?.hasSuffix(
                "because no session policy allows the sts:GetScopedCredentials action") == true)
    }

    @Test func `expired keys are narrowed no more`() {
        var fixture = Fixture()
        let keys = fixture.session(lifetime: 60)
        let response = fixture.sts("GetScopedCredentials", ["DurationSeconds": "1"], by: keys, now: noon.after(61))
        #expect(code(response) == "ExpiredToken")
    }

    @Test func `source identity and tags stay`() throws {
        var fixture = Fixture()
        _ = fixture.sts(
            "AssumeRole",
            [
                "RoleArn": Fixture.deploy, "RoleSessionName": "me", "SourceIdentity": "alice",
                "Tags.member.1.Key": "team", "Tags.member.1.Value": "a", "TransitiveTagKeys.member.1": "team",
            ])
        let keys = try #require(fixture.lastKeys)
        let response = fixture.sts("GetScopedCredentials", ["DurationSeconds": "60"], by: keys)
        #expect(response.element("SourceIdentity") == "alice")
        #expect(fixture.lastKeys?.grant.transitiveTags == ["team": "a"])
        #expect(fixture.lastKeys?.grant.roleArn == Fixture.deploy)
    }

    @Test func `the console's rule for chained roles is about who assumed, not who narrowed`() throws {
        var fixture = Fixture()
        let sso = try fixture.scoped(fixture.session(), to: Self.read)
        #expect(fixture.server.iam.caller(of: sso, state: fixture.center.state) == nil)
        _ = fixture.sts("AssumeRole", ["RoleArn": Fixture.deploy, "RoleSessionName": "me"], by: fixture.session())
        let chained = try fixture.scoped(#require(fixture.lastKeys), to: Self.read)
        #expect(fixture.server.iam.caller(of: chained, state: fixture.center.state)?.principal.isRoleSession == true)
    }
}
