import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

/// What looks like a matter of doctor's, and is or isn't one.
@Suite struct DoctorKinTests {
    private func words(_ setUp: SetUp) throws -> Set<String> { Set(try setUp.examine().map(\.code.word)) }

    // MARK: Start URLs

    private func session(_ url: String, region: String = "eu-west-1") -> SetUp {
        .with("[sso-session odd]\nsso_start_url = \(url)\nsso_region = \(region)")
    }

    @Test(
        arguments: [
            ("https://corp.awsapps.com/start", []), ("https://corp.awsapps.com/start/", ["start-url-variants"]),
            ("https://corp.awsapps.com/start//", ["start-url-variants"]),
            ("https://CORP.awsapps.com/start", ["start-url-variants"]),
            ("https://corp.awsapps.com/start#/", ["start-url-variants", "start-url-fragment"]),
            ("https://corp.awsapps.com/start/#/x", ["start-url-variants", "start-url-fragment"]),
            ("https://corp.awsapps.com/star", []), ("https://corp2.awsapps.com/start", []),
        ] as [(String, Set<String>)])
    func `One portal in two spellings is told, two portals are not`(url: String, codes: Set<String>) throws {
        #expect(try words(session(url)) == codes)
    }

    // MARK: Keys in files

    @Test(arguments: [
        ("aws_session_token = t", "temporary-keys-in-file"), ("aws_security_token = t", "temporary-keys-in-file"),
        ("aws_session_token =", "long-lived-keys"), ("", "long-lived-keys"),
    ])
    func `Keys with a token are temporary, whichever name it has`(token: String, code: String) throws {
        let found = try words(
            SetUp(credentials: "[dev]\naws_access_key_id = A\naws_secret_access_key = s\n\(token)\n"))
        #expect(found == [code])
    }

    @Test func `The file that the keys are in is named`() throws {
        let keys = "aws_access_key_id = A\naws_secret_access_key = s\n"
        let inCredentials = try SetUp(credentials: "[dev]\n\(keys)").examine().first
        #expect(inCredentials?.hint?.words.contains("from the credentials file") == true)
        let inConfig = try SetUp.with("[profile dev]\n\(keys)").examine().first
        #expect(inConfig?.hint?.words.contains("from the config file") == true)
    }

    // MARK: Owners

    /// What an administrator set up for all is read well; a cache that is root's can't be written.
    @Test(arguments: [(0, []), (4321, ["file-of-another-user"])] as [(UInt32, Set<String>)])
    func `A config file of root's is well, of another user's it isn't`(owner: UInt32, codes: Set<String>) throws {
        #expect(try words(SetUp(owners: ["": 1234, ".aws/config": owner], userID: 1234)) == codes)
    }

    @Test func `Whose a cache file is counts for itself`() throws {
        let name = "\(CacheKey.token(.corp)).json"
        let setUp = SetUp(prepare: { try $0.sign(in: .corp) }, owners: ["": 1234, name: 0], userID: 1234)
        #expect(try words(setUp) == ["cache-of-another-user"])
        let found = try setUp.examine().first
        #expect(found?.message == "it belongs to user 0, and you are 1234")
        #expect(found?.hint?.words.hasPrefix("sudo chown 1234 ") == true)
    }

    // MARK: The environment

    @Test(arguments: ["region = eu-west-1", "output = json", "cli_pager ="])
    func `A default that gives no credentials is nobody's rival`(line: String) throws {
        let variables: KeyValuePairs<String, String> = ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "s"]
        #expect(try words(SetUp(config: "[default]\n\(line)\n", variables: variables)).isEmpty)
    }

    @Test(arguments: [
        ("AWS_ENDPOINT_URL", true), ("AWS_ENDPOINT_URL_S3", true), ("AWS_ENDPOINT_URLS", false),
        ("ENDPOINT_URL", false),
    ])
    func `An endpoint is a variable of that name, or of a service`(name: String, isTold: Bool) throws {
        let found = try words(SetUp(copies: [:]).setting(name, "https://sts.example.com"))
        #expect(found == (isTold ? ["environment-endpoint"] : []))
    }

    @Test(arguments: ["", "?a=AKIA", "?a=b#c"])
    func `An endpoint is told without what may be secret in it`(query: String) throws {
        let found = try SetUp().setting("AWS_ENDPOINT_URL", "https://sts.example.com/x\(query)").examine()
            .filter { $0.code.word == "environment-endpoint" }
        #expect(found.map(\.message) == ["requests go to https://sts.example.com/x"])
    }

    @Test func `Variables that lead to one host are one finding`() throws {
        let found = try SetUp.variables([
            "AWS_ENDPOINT_URL_STS": "http://127.0.0.1:1", "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
            "AWS_ENDPOINT_URL_SSO": "http://127.0.0.1:2",
        ]).examine().filter { $0.code.word == "environment-endpoint" }
        #expect(
            found.map(\.message) == [
                "requests go to http://127.0.0.1:1, as 2 variables say", "requests go to http://127.0.0.1:2",
            ])
        #expect(found.first?.hint?.words == "unset AWS_ENDPOINT_URL AWS_ENDPOINT_URL_STS")
    }

    @Test func `A variable that is there three times is told once, and what is not AWS's never`() throws {
        var setUp = SetUp(copies: ["AWS_REGION": "eu-west-1", "EDITOR": "vi"])
        #expect(try words(setUp) == ["environment-twice"])
        setUp.variables = ["AWS_REGION": "eu-west-1"]
        #expect(try setUp.examine().count == 1)
    }

    @Test(arguments: ["AWS_CA_BUNDLE", "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT"])
    func `A blank setting beats the profile's`(name: String) throws {
        #expect(try words(SetUp().setting(name, "")) == ["environment-blank"])
    }

    // MARK: Programs

    @Test(arguments: [
        ("here a|b", true), ("here >x", true), ("here <x", true), ("here `x`", true), ("here a;b", true),
        ("here a&b", true), ("here $X", true), ("here ~", true), ("here ~/x", true), ("here a~b", false),
        ("here x~/y", false), ("here '$X'", false), ("here \"a|b\"", false), ("bash -c $X", false),
        ("/bin/zsh $X", false),
        ("here --a=b", false),
    ])
    func `What only a shell understands is told where no shell runs it`(line: String, isTold: Bool) throws {
        let programs: Set<String> = ["here", "bash"]
        let found = try words(.with("[profile dev]\ncredential_process = \(line)", programs: programs))
            .subtracting(["process-missing"])
        #expect(found == (isTold ? ["process-needs-shell"] : []))
    }

    @Test func `Several sources are told from two on, at the second`() throws {
        let sources = ["credential_process = /bin/sh", "web_identity_token_file = /t"]
        let one = try SetUp.with("[profile dev]\n\(sources[0])").examine()
        #expect(!one.contains { $0.code.word == "sdk-several-sources" })
        let two = try SetUp.with("[profile dev]\n\(sources.joined(separator: "\n"))").examine()
            .first { $0.code.word == "sdk-several-sources" }
        #expect(two?.message.contains("credential_process and web_identity_token_file") == true)
    }

    // MARK: Scopes

    @Test func `Scopes matter to a session that gives roles`() throws {
        let session = "[sso-session q]\nsso_start_url = https://q.awsapps.com/start\nsso_region = eu-west-1\n"
        let scopes = "sso_registration_scopes = codewhisperer:completions\n"
        #expect(try words(.with(session + scopes)).isEmpty)
        let role = "[profile dev]\nsso_session = q\nsso_account_id = 111111111111\nsso_role_name = R"
        #expect(try words(.with(session + scopes + role)) == ["session-without-scope"])
        #expect(try words(.with(session + "sso_registration_scopes = a, sso:account:access\n" + role)).isEmpty)
    }
}

extension SetUp {
    /// The same with one more variable.
    fileprivate func setting(_ name: String, _ value: String) -> SetUp {
        var setUp = self
        setUp.variables = [name: value]
        return setUp
    }
}
