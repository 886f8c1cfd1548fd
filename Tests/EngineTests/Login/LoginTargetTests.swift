import Engine
import TestSupport
import Testing

struct LoginTargetTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private static let config = """
        [sso-session corp]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = eu-west-1
        [sso-session half]
        sso_region = eu-west-1
        [profile dev]
        sso_session = corp
        sso_account_id = 111111111111
        sso_role_name = Admin
        [profile token]
        sso_session = corp
        [profile old]
        sso_start_url = https://old.awsapps.com/start
        sso_region = us-east-1
        sso_account_id = 222222222222
        sso_role_name = Reader
        [profile old-too]
        sso_start_url = https://old.awsapps.com/start
        sso_region = us-east-1
        [profile far]
        role_arn = arn:aws:iam::1:role/x
        source_profile = middle
        [profile middle]
        role_arn = arn:aws:iam::2:role/y
        source_profile = dev
        [profile round]
        source_profile = circle
        [profile circle]
        source_profile = round
        [profile lost]
        source_profile = gone
        [profile keys]
        aws_access_key_id = A

        """

    private func session(_ profile: String) throws -> SSOSession {
        let config = try home.config(Self.config)
        return try LoginTarget(config: config).session(of: try #require(config.profile(profile)))
    }

    @Test(arguments: ["dev", "token", "middle", "far"])
    func `A profile leads to its session, also through others`(profile: String) throws {
        #expect(try session(profile).name == "corp")
    }

    @Test func `A legacy profile leads to its own`() throws {
        #expect(try session("old").startURL == "https://old.awsapps.com/start")
        #expect(try session("old").name == nil)
    }

    @Test(arguments: [
        ("round", Failure.Code.configInvalid, "round → circle → round", "source_profile = round"),
        ("lost", .profileNotFound, "gone", "source_profile = gone"), ("keys", .configInvalid, "keys", "[profile keys]"),
    ])
    func `A profile that leads nowhere is told with its line`(
        profile: String, code: Failure.Code, what: String, line: String
    ) throws {
        let failure = try #require(throws: Failure.self) { try session(profile) }
        #expect(failure.code == code)
        #expect(failure.message.contains(what))
        guard case .file(_, let found?) = failure.location else {
            Issue.record("no line: \(failure)")
            return
        }
        #expect(Self.config.split(separator: "\n")[found - 1] == line)
    }

    @Test func `All are the complete sessions, then the legacy ones, each once`() throws {
        let all = LoginTarget(config: try home.config(Self.config)).all()
        #expect(all.map(\.cacheIdentity) == ["corp", "https://old.awsapps.com/start"])
    }

    @Test func `The roles of a session are those that profiles name`() throws {
        let target = LoginTarget(config: try home.config(Self.config))
        #expect(target.roles(of: try session("dev")).map(\.roleName) == ["Admin"])
        #expect(target.roles(of: try session("old")).map(\.accountID) == ["222222222222"])
    }
}
