import Engine
import TestSupport
import Testing

struct SSOProfileTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private static let session = """
        [sso-session corp]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = eu-west-1
        sso_registration_scopes = sso:account:access

        """

    private func role(_ profile: String) throws -> SSORole {
        let config = try home.config(Self.session + "[profile p]\n" + profile)
        return try SSOProfile(config: config).role(of: try #require(config.profile("p")))
    }

    private func failure(_ profile: String) throws -> Failure {
        try #require(throws: Failure.self) { try role(profile) }
    }

    @Test func `A profile of a session`() throws {
        let role = try role("sso_session = corp\nsso_account_id = 001234567890\nsso_role_name = Read Only\n")
        #expect(role.session.name == "corp")
        #expect(role.session.scopes == ["sso:account:access"])
        #expect(role.accountID == "001234567890")
        #expect(role.roleName == "Read Only")
        guard case .file(_, line: 7) = role.accountLocation else {
            Issue.record("\(String(describing: role.accountLocation))")
            return
        }
    }

    @Test func `A legacy profile`() throws {
        let role = try role(
            "sso_start_url = https://old/start\nsso_region = us-east-1\nsso_account_id = 1\nsso_role_name = R\n")
        #expect(role.session.name == nil)
        #expect(role.session.startURL == "https://old/start")
        #expect(role.session.scopes == nil)
        #expect(role.session.location == .file("~/.aws/config", line: 6))
    }

    @Test(arguments: [
        ("sso_session = corp\nsso_account_id = 1\n", "sso_role_name", 7),
        ("sso_session = corp\nsso_role_name = R\n", "sso_account_id", 7),
        ("sso_session = corp\nsso_account_id =\nsso_role_name = R\n", "sso_account_id", 7),
        ("sso_start_url = https://x\nsso_account_id = 1\nsso_role_name = R\n", "sso_region", 6),
        ("sso_region = r\nsso_account_id = 1\nsso_role_name = R\n", "sso_start_url", 6),
        ("sso_account_id = 1\nsso_role_name = R\n", "neither sso_session nor sso_start_url", 6),
    ])
    func `What is missing is told with its line`(profile: String, what: String, line: Int) throws {
        let failure = try failure(profile)
        #expect(failure.code == .configInvalid)
        #expect(failure.status == .configuration)
        #expect(failure.message.contains(what))
        #expect(failure.location == .file("~/.aws/config", line: line))
    }

    @Test func `A session that isn't there is told with the line that names it`() throws {
        let failure = try failure("sso_account_id = 1\nsso_role_name = R\nsso_session = crop\n")
        #expect(failure.code == .sessionNotFound)
        #expect(failure.location == .file("~/.aws/config", line: 8))
    }

    @Test(arguments: [
        "sso_region = us-east-1", "sso_start_url = https://corp.awsapps.com/start/",
        "sso_registration_scopes = other",
    ])
    func `What stands in both must agree, to the letter`(line: String) throws {
        let failure = try failure("sso_session = corp\nsso_account_id = 1\nsso_role_name = R\n\(line)\n")
        #expect(failure.code == .configInvalid)
        #expect(failure.location == .file("~/.aws/config", line: 9))
        #expect(failure.message.contains("its session corp"))
        #expect(failure.message.contains("~/.aws/config:"))
    }

    @Test func `What stands in both and agrees is no fault`() throws {
        #expect(
            try role(
                "sso_session = corp\nsso_account_id = 1\nsso_role_name = R\nsso_region = eu-west-1\n"
            ).session.region == "eu-west-1")
    }

    @Test func `A profile of another kind has no session`() throws {
        let config = try home.config(
            "[profile p]\naws_access_key_id = A\n[profile q]\nsso_session = corp\n" + Self.session)
        let sso = SSOProfile(config: config)
        #expect(try sso.session(of: try #require(config.profile("p"))) == nil)
        #expect(try sso.session(of: try #require(config.profile("q")))?.name == "corp")
    }
}
