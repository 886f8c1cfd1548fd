import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

/// Roles that STS lends: what their own files tell, and what those of their sources do.
struct IdentityFilesRoleTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private static let arn = "arn:aws:iam::222222222222:role/r"
    private static let sso = """
        [sso-session corp]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = eu-west-1
        sso_registration_scopes = sso:account:access
        [profile base]
        sso_session = corp
        sso_account_id = 111111111111
        sso_role_name = Admin

        """
    private static let keys = "[profile base]\naws_access_key_id = AKIA\naws_secret_access_key = S\n"
    private static let mfa = "mfa_serial = arn:aws:iam::111111111111:mfa/me\n"

    private static func role(_ name: String, _ rest: String) -> String {
        "[profile \(name)]\nrole_arn = \(arn)-\(name)\n\(rest)\n"
    }

    private func source(
        _ config: String, of name: String = "a", _ variables: KeyValuePairs<String, String> = [:]
    ) throws -> CredentialOrigin {
        let config = try home.config(config)
        return try CredentialOriginResolver(config: config, environment: Environment(variables))
            .resolve(try #require(config.profile(name)))
    }

    /// Writes a role's cache file as the AWS CLI does.
    private func cache(_ source: CredentialOrigin, endsIn seconds: Int64) throws {
        let path = try #require(source.provider.file(in: home.folders)?.path)
        try home.folder.put(
            #"{"Credentials": {"AccessKeyId": "ASIA", "SecretAccessKey": "S", "SessionToken": "T", "Expiration": "\#(home.later(seconds).iso8601)"}}"#,
            at: String(path.dropFirst(home.path.count + 1)))
    }

    private func words(_ source: CredentialOrigin, at seconds: Int64...) throws -> [String] {
        var files = CredentialValidityReader(home.context())
        let ends = try files.ends(of: source)
        return seconds.map { ends.state(at: home.later($0)).word }
    }

    private func command(_ source: CredentialOrigin) -> String? {
        var files = CredentialValidityReader(home.context())
        return files.login(for: source, profile: "a")?.words
    }

    @Test func `A role is valid while its credentials are, then as renewable as what it is asked for with`() throws {
        let role = try source(Self.role("a", "source_profile = base") + Self.sso)
        #expect(try words(role, at: 0) == ["login-needed"])
        #expect(command(role) == "awsx login a")
        try cache(role, endsIn: 600)
        #expect(try words(role, at: 0, 600) == ["valid", "login-needed"])
        try home.sign(in: .corp, endsIn: 1800, refreshToken: nil)
        #expect(try words(role, at: 0, 600, 1799, 1800) == ["valid", "renewable", "renewable", "login-needed"])
        try home.sign(in: .corp, endsIn: 1800, registrationEndsIn: 3600)
        #expect(try words(role, at: 0, 600, 3599, 3600) == ["valid", "renewable", "renewable", "login-needed"])
        #expect(command(role) == nil)
        var files = CredentialValidityReader(home.context())
        let ends = try files.ends(of: role)
        #expect(ends.credentials == home.later(600) && ends.token == home.later(1800))
    }

    @Test func `The token behind a role does not make the role valid`() throws {
        let role = try source(Self.role("a", "source_profile = base") + Self.sso)
        try home.sign(in: .corp)
        #expect(try words(role, at: 0) == ["renewable"])
    }

    @Test func `A role over long-lived keys is always renewable`() throws {
        let role = try source(Self.role("a", "source_profile = base") + Self.keys)
        #expect(try words(role, at: 0, 1_000_000_000) == ["renewable", "renewable"])
        try cache(role, endsIn: -5)
        #expect(try words(role, at: 0) == ["renewable"])
    }

    @Test func `The code of a device takes a person, unless a program gives it`() throws {
        let role = try source(Self.role("a", "source_profile = base\n" + Self.mfa) + Self.keys)
        #expect(try words(role, at: 0) == ["login-needed"])
        #expect(command(role) == "awsx whoami a")
        try cache(role, endsIn: 600)
        #expect(try words(role, at: 0, 600) == ["valid", "login-needed"])
        #expect(command(role) == nil)
        for (text, word) in [
            ("[profile other]\nmfa_process = p\n", "login-needed"), ("[profile a]\nmfa_process =\n", "login-needed"),
            ("[default]\nmfa_process = p\n", "renewable"), ("[profile a]\nmfa_process = p\n", "renewable"),
            ("broken", "login-needed"),
        ] {
            try home.folder.put(text, at: ".config/awsx/config")
            #expect(try words(role, at: 0, 600) == ["valid", word], "\(text)")
        }
    }

    @Test func `A device in the middle of a chain is reached once the role above it has ended`() throws {
        let config =
            Self.role("a", "source_profile = b") + Self.role("b", "source_profile = base\n" + Self.mfa) + Self.sso
        let outer = try source(config)
        let inner = try source(config, of: "b")
        try home.sign(in: .corp)
        #expect(try words(outer, at: 0) == ["login-needed"])
        #expect(command(outer) == "awsx whoami a")
        try cache(inner, endsIn: 900)
        #expect(try words(outer, at: 0, 899, 900) == ["renewable", "renewable", "login-needed"])
        try cache(outer, endsIn: 1200)
        #expect(try words(outer, at: 0, 1199, 1200) == ["valid", "valid", "login-needed"])
    }

    @Test func `A command is told from the very end on`() throws {
        let config = Self.role("a", "source_profile = base") + Self.sso
        for (left, command) in [(1, nil), (0, "awsx login a"), (-1, "awsx login a")] as [(Int64, String?)] {
            try home.sign(in: .corp, endsIn: left, refreshToken: nil)
            #expect(self.command(try source(config)) == command)
            #expect(self.command(try source(config, of: "base")) == command)
        }
    }

    @Test func `Without a login the session behind a device is what a person begins with`() throws {
        let role = try source(Self.role("a", "source_profile = base\n" + Self.mfa) + Self.sso)
        #expect(command(role) == "awsx login a")
        try home.sign(in: .corp)
        #expect(command(role) == "awsx whoami a")
    }

    @Test func `What a program, a container or a machine gives is asked for without a person`() throws {
        let config =
            Self.role("machine", "credential_source = Ec2InstanceMetadata")
            + Self.role("container", "credential_source = EcsContainer")
            + Self.role("program", "source_profile = b") + "[profile b]\ncredential_process = x\n"
        for name in ["machine", "container", "program"] {
            let role = try source(config, of: name, ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"])
            #expect(try words(role, at: 0) == ["renewable"])
            try cache(role, endsIn: 600)
            #expect(try words(role, at: 0, 600) == ["valid", "renewable"])
        }
    }

    @Test func `A login session behind a role tells as much as its own file`() throws {
        let arn = "arn:aws:iam::123456789012:user/bob"
        let role = try source(
            Self.role("a", "source_profile = b") + "[profile b]\nlogin_session = \(arn)\n")
        #expect(try words(role, at: 0) == ["login-needed"])
        #expect(command(role) == "awsx login b")
        try home.folder.put(
            LoginSession.fileText(endsAt: home.later(600).iso8601), at: ".aws/login/cache/\(LoginSession.bob.key).json")
        #expect(try words(role, at: 0, 900) == ["renewable", "renewable"])
        LoginSessionStore(files: home.files, folder: home.folders.login).revokedRefresh(.bob)
            .note(Secret("REFRESH"), reason: "TOKEN_EXPIRED", at: home.clock.now)
        #expect(try words(role, at: 0, 600) == ["renewable", "login-needed"])
    }

    @Test func `A web identity is renewable while its token's file is there`() throws {
        let path = "\(home.path)/token"
        let web = try source(Self.role("a", "web_identity_token_file = \(path)"))
        #expect(try words(web, at: 0) == ["login-needed"])
        #expect(command(web) == nil)
        try cache(web, endsIn: 600)
        #expect(try words(web, at: 0, 600) == ["valid", "login-needed"])
        try home.folder.put("TOKEN", at: "token")
        #expect(try words(web, at: 0, 600) == ["valid", "renewable"])
    }
}
