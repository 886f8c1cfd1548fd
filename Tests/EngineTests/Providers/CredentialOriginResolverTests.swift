import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct CredentialOriginResolverTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private static let sso =
        "sso_start_url = https://x\nsso_region = r\nsso_account_id = 1\nsso_role_name = R\n"
    private static let role = "arn:aws:iam::222222222222:role/r"
    private static let keys = "aws_access_key_id = AKIA-CONFIG\naws_secret_access_key = S\n"

    private func source(_ config: String, credentials: String? = nil) throws -> CredentialOrigin {
        let config = try home.config("[profile p]\n" + config, credentials: credentials.map { "[p]\n" + $0 })
        return try CredentialOriginResolver(config: config, environment: Environment()).resolve(
            try #require(config.profile("p")))
    }

    private func failure(_ config: String, credentials: String? = nil) throws -> Failure {
        try #require(throws: Failure.self) { try source(config, credentials: credentials) }
    }

    @Test func `SSO goes before static keys of either file`() throws {
        let credentials = "aws_access_key_id = AKIA-CREDENTIALS\naws_secret_access_key = S\n"
        #expect(try source(Self.sso + Self.keys, credentials: credentials).providerName == "sso")
    }

    @Test func `Keys of the credentials file go before those of the config file`() throws {
        let credentials = "aws_access_key_id = AKIA-CREDENTIALS\naws_secret_access_key = S\n"
        let source = try source(Self.keys, credentials: credentials)
        #expect(source.providerName == "shared-credentials-file")
        #expect(source.keys?.accessKeyID == "AKIA-CREDENTIALS")
        let file = try #require(source.provider as? CredentialsFileProvider)
        #expect(file.location == .file("~/.aws/credentials", line: 2))
    }

    @Test func `Keys of the config file go last`() throws {
        let source = try source(Self.keys + "aws_session_token = T\naws_account_id = 7\n")
        #expect(source.providerName == "config-file")
        #expect(source.keys?.sessionToken == Secret("T"))
        #expect(source.keys?.accountID == "7")
        #expect(source.keys?.expiration == nil)
    }

    @Test func `The older token key goes first and an empty one is none`() throws {
        let both = Self.keys + "aws_session_token = T\naws_security_token = OLD\n"
        #expect(try source(both).keys?.sessionToken == Secret("OLD"))
        #expect(try source(Self.keys + "aws_session_token =\n").keys?.sessionToken == nil)
    }

    /// The AWS CLI's order, each pair of neighbours in one profile (<doc:CredentialProviders>, Order).
    @Test(arguments: [
        ("role_arn = \(role)\nsource_profile = p\n\(sso)\(keys)", "assume-role"),
        ("role_arn = \(role)\nweb_identity_token_file = f\n\(sso)", "assume-role-with-web-identity"),
        ("role_arn = \(role)\nsource_profile = p\nweb_identity_token_file = f\n", "assume-role-with-web-identity"),
        ("web_identity_token_file =\n\(sso)", "sso"),
        ("\(sso)login_session = arn\n", "sso"),
        ("login_session = arn\ncredential_process = x\n", "login"),
        ("credential_process = x\n\(keys)", "custom-process"),
        (keys, "config-file"),
    ])
    func `The first provider that is configured decides`(config: String, provider: String) throws {
        #expect(try source(config).providerName == provider)
    }

    @Test(arguments: [
        (sso, "1 R"), ("role_arn = \(role)\nsource_profile = p\n\(keys)", "222222222222 r"),
        ("role_arn = \(role)\nweb_identity_token_file = f\n", "222222222222 r"),
        ("login_session = arn:aws:iam::333333333333:user/bob\n", "333333333333"), ("login_session = arn\n", nil),
        ("\(keys)aws_account_id = 7\n", "7"), (keys, nil), ("credential_process = x\n", nil),
    ])
    func `Account and role are told as far as the configuration knows them`(config: String, who: String?) throws {
        #expect(try source(config).accountAndRole == who)
    }

    @Test func `A web identity without a role is told, not passed over`() throws {
        let failure = try failure("web_identity_token_file = f\n" + Self.sso)
        #expect(failure.code == .configInvalid)
        #expect(failure.location == .file("~/.aws/config", line: 2))
    }

    @Test func `A credential_process loses to keys in the credentials file`() throws {
        let credentials = "aws_access_key_id = A\naws_secret_access_key = S\n"
        #expect(try source("credential_process = x\n", credentials: credentials).keys?.accessKeyID == "A")
    }

    @Test func `Half of the keys is told with file and line`() throws {
        let inConfig = try failure("aws_access_key_id = A\n")
        #expect(inConfig.code == .partialCredentials)
        #expect(inConfig.location == .file("~/.aws/config", line: 2))
        let inCredentials = try failure(Self.keys, credentials: "region = x\naws_access_key_id = A\n")
        #expect(inCredentials.code == .partialCredentials)
        #expect(inCredentials.location == .file("~/.aws/credentials", line: 3))
        #expect(try failure("aws_secret_access_key = S\n").code == .noCredentials)
    }

    @Test func `Half of an SSO profile is told, although there are keys`() throws {
        #expect(try failure("sso_account_id = 1\n" + Self.keys).code == .configInvalid)
    }

    @Test func `A session alone gives a token, which the failure names`() throws {
        let failure = try failure("sso_session = my corp\n")
        #expect(failure.status == .configuration)
        #expect(failure.hint?.words == "awsx token --session 'my corp'")
    }

    @Test func `A profile with nothing in it says so`() throws {
        let failure = try failure("region = x\n")
        #expect(failure.code == .noCredentials)
        #expect(failure.location == .file("~/.aws/config", line: 1))
    }
}
