import Engine
import TestSupport
import Testing

/// The vectors were computed with the AWS CLI's own code (<doc:CacheFiles>).
struct CacheKeyTests {
    private static let url = "https://d-1234567890.awsapps.com/start"
    private static let access = ["sso:account:access"]

    private static func session(
        _ name: String?, _ url: String = url, region: String = "us-east-1", scopes: [String]? = nil
    ) -> SSOSession {
        SSOSession(name: name, startURL: url, region: region, scopes: scopes, location: .argument("test"))
    }

    @Test(arguments: [
        (session("my-sso"), "0ad374308c5a4e22f723adf10145eafad7c4031c"),
        (session("café"), "f424452a9673918c6f09b0cdd35b20be8e6ae7d7"),
        (session(nil), "7487b5b67d5fa1132cf33fa93ae51ef38cc37752"),
        (session(nil, url + "#/"), "a1c75994a810c1c468d3bd565eda2836303e6659"),
    ])
    func `A token file is named after its session, or its start URL as configured`(session: SSOSession, key: String) {
        #expect(CacheKey.token(session) == key)
    }

    @Test(arguments: [
        (session("my-sso", scopes: access), "a8343d65418848d0bc13a5f25cbb32508ceec5d1"),
        (
            session("my-sso", scopes: access + ["codewhisperer:completions"]),
            "9e94e01ea9138dcff6b4c1caa09d3787e04b2b08"
        ),
        (session("my-sso"), "8b2cedd020fb181ad4cf906d1d27b232fd31557e"),
        (session(nil), "365414a68be7c9bfc776c660981dbdbd942acea4"),
        (session("café", "https://x/start", scopes: access), "f083b426c31119bc7d31911fff451779fc80256e"),
    ])
    func `A registration is named after what was asked for`(session: SSOSession, key: String) {
        #expect(CacheKey.registration(session) == key)
    }

    @Test(arguments: [
        (session("my-sso"), "c61222fe4c86bb5d3638873744d4cab00a0bf176"),
        (session(nil), "2b82a263b11ba27e36281168095be99c1205aacf"),
    ])
    func `Role credentials are named after account, role and session`(session: SSOSession, key: String) {
        let role = SSORole(session: session, accountID: "123456789012", roleName: "AdministratorAccess")
        #expect(CacheKey.roleCredentials(role) == key)
    }

    private static let demo = "arn:aws:iam::123456789012:role/Demo"
    private static let device = "arn:aws:iam::111122223333:mfa/me"

    @Test(arguments: [
        (RoleRequest(roleARN: demo), "ecd91d7989471012b3d38d435d4d037a581676a5"),
        (RoleRequest(roleARN: demo, externalID: "xid"), "767ca2c2e0ffeecee229f111fa1af66dceef3338"),
        (RoleRequest(roleARN: demo, serialNumber: device), "e7884941498be52d1ea164e2352ce3c8460a918c"),
        (RoleRequest(roleARN: demo, durationSeconds: 3600), "0cc5001d5a887238e6fd087266762ae44f120163"),
        (RoleRequest(roleARN: demo, sessionName: "me"), "91af70d56320092f50d750f5a422cdc2159712ac"),
        (
            RoleRequest(
                roleARN: demo, sessionName: "me", externalID: "xid", durationSeconds: 3600, serialNumber: device),
            "7279068c25cfd1a43c468f50b44c2332524eaeb6"
        ),
        (
            RoleRequest(roleARN: "arn:aws:iam::222222222222:role/r", externalID: "xid", durationSeconds: 3600),
            "df56dd770fbeef6de5fefa43b2ca9975e4cb5cde"
        ),
        (RoleRequest(roleARN: demo, sessionName: ""), "ecd91d7989471012b3d38d435d4d037a581676a5"),
    ])
    func `A role that STS gives is named after what was asked for`(request: RoleRequest, key: String) {
        #expect(CacheKey.assumedRole(request) == key)
    }

    /// <doc:CacheFiles>, Roles that share a name.
    @Test(arguments: [
        (nil, "f90a2fb0c031d7b6d09ddba2b5485854ebce26a6"), ("me", "c0880ec5b99da1d21701932cfcdf86b98ce719e8"),
    ])
    func `A web identity's newer name follows from its token`(session: String?, key: String) {
        let request = RoleRequest(roleARN: Self.demo, sessionName: session)
        #expect(CacheKey.webIdentity(request, token: Secret("TOKEN")) == key)
        #expect(CacheKey.webIdentity(request, token: Secret("OTHER")) != key)
    }

    @Test(arguments: [
        ("iam::123456789012:user/bob", "420568f589bc20e39cdb190b21ad1c5957b37978d392ae62e6d8b86e5e5f2456"),
        ("iam::123456789012:root", "1921ac8a06e305954f769df5e0f8b3d24ee1d6bf5231d901157e44d7c4d0f4cf"),
        (
            "sts::123456789012:assumed-role/Admin/alice",
            "68afef069a49e0c940bc8515a36649850d686bdd2e3c07927360d151553fc4d3"
        ),
    ])
    func `The file of a console session is named after its ARN`(arn: String, key: String) {
        #expect(CacheKey.digest("arn:aws:\(arn)") == key)
    }

    @Test func `The role cache of the other example`() {
        #expect(CacheKey.roleCredentials(.admin) == "d7467b2ce0aaa46d5fc3753e3bbaaf372cba5c68")
    }

    @Test func `Only the token's name ignores region and scopes`() {
        let one = Self.session("a", region: "eu-west-1", scopes: ["x"])
        let other = Self.session("a", region: "us-west-2", scopes: [])
        #expect(CacheKey.token(one) == CacheKey.token(other))
        #expect(CacheKey.registration(one) != CacheKey.registration(other))
        let roles = [one, other].map { SSORole(session: $0, accountID: "1", roleName: "r") }
        #expect(CacheKey.roleCredentials(roles[0]) == CacheKey.roleCredentials(roles[1]))
    }

    @Test func `Python computes the same names for three hundred odd sessions`() async throws {
        let source = SeededGenerator(13)
        let alphabet = Array("ab/\"\\ é\u{7f}😀\u{1}\n\t\u{2028}&<'").map(String.init)
        func word() -> String { (0...source.number(under: 8)).map { _ in source.pick(alphabet) }.joined() }
        let sessions = (0..<300).map { number in
            Self.session(
                number % 3 == 0 ? nil : word(), word(), region: word(),
                scopes: number % 4 == 0 ? nil : (0..<source.number(under: 4)).map { _ in word() })
        }
        let script = """
            import hashlib, json, sys
            def name(text): return hashlib.sha1(text.encode()).hexdigest()
            for line in sys.stdin.buffer.read().decode().split("\\n")[:-1]:
                s = json.loads(line)
                role = {"accountId": s["url"], "roleName": s["region"]}
                role.update({"sessionName": s["name"]} if s["name"] is not None else {"startUrl": s["url"]})
                key = {"region": s["region"], "scopes": s["scopes"], "session_name": s["name"],
                       "startUrl": s["url"], "tool": "botocore"}
                print(name(s["name"] if s["name"] is not None else s["url"]),
                      name(json.dumps(key, sort_keys=True)),
                      name(json.dumps(role, sort_keys=True, separators=(",", ":"))))
            """
        let input = sessions.map { session in
            JSON.object([
                "name": .text(session.name), "url": .string(session.startURL), "region": .string(session.region),
                "scopes": session.scopes.map { .array($0.map(JSON.string)) } ?? .null,
            ]).serialized(.python) + "\n"
        }
        let output = try await PythonScript.run(script, input: input.joined()).split(separator: "\n").map(String.init)
        let ours = sessions.map { session in
            let role = SSORole(session: session, accountID: session.startURL, roleName: session.region)
            return "\(CacheKey.token(session)) \(CacheKey.registration(session)) \(CacheKey.roleCredentials(role))"
        }
        #expect(output == ours)
    }
}
