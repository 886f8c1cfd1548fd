import Engine
import TestSupport
import Testing

/// The files of a run whose credentials renew.
@Suite struct RenewingConfigTests {
    private func files(
        _ names: [String], served: String? = nil, _ config: String, credentials: String = "", keepsOthers: Bool = true
    ) throws -> (config: String, credentials: String?) {
        let made = try RenewingConfig(
            names.map { .init(profile: $0, command: $0 == served ? nil : "awsx give \($0)") },
            config: ConfigText(Array(config.utf8), path: "config"),
            credentials: ConfigText(Array(credentials.utf8), path: "credentials", kind: .credentials),
            keepsOthers: keepsOthers)
        return (
            String(decoding: made.config, as: UTF8.self), made.credentials.map { String(decoding: $0, as: UTF8.self) }
        )
    }

    @Test func `a profile keeps what is no credential, and all else stays byte for byte`() throws {
        let config = """
            # mine
            [sso-session corp]
            sso_start_url = https://x
            [profile dev]
            sso_session = corp
            sso_account_id = 1
            region = eu-west-1 ; near
            sso_role_name = Admin
            s3 =
              max_concurrent_requests = 5
            role_arn = arn:x
            source_profile = other
            [profile other]
            credential_process = old

            """
        let made = try files(["dev"], config)
        #expect(
            made.config == """
                # mine
                [sso-session corp]
                sso_start_url = https://x
                [profile dev]
                region = eu-west-1 ; near
                s3 =
                  max_concurrent_requests = 5
                credential_process = awsx give dev
                [profile other]
                credential_process = old

                """)
        #expect(made.credentials == nil)
    }

    @Test(arguments: [
        "aws_access_key_id", "aws_secret_access_key", "aws_session_token", "aws_security_token", "aws_account_id",
        "role_arn", "source_profile", "credential_source", "mfa_serial", "external_id", "duration_seconds",
        "role_session_name", "web_identity_token_file", "sso_session", "sso_account_id", "sso_role_name",
        "sso_start_url", "sso_region", "login_session", "credential_process",
    ])
    func `no other source of credentials is left in it`(key: String) throws {
        let made = try files(["dev"], "[profile dev]\n\(key) = x\nregion = r\n")
        #expect(
            made.config == "[profile dev]\nregion = r\ncredential_process = awsx give dev\n"
                || key == "credential_process")
        #expect(!made.config.contains("= x"))
    }

    @Test func `a section of the credentials file can't come before it`() throws {
        let made = try files(
            ["dev", "default"], "[default]\nregion = r\n",
            credentials:
                "[dev]\naws_access_key_id = A\n[other]\naws_access_key_id = B\n[default]\naws_access_key_id = C\n")
        #expect(made.config.contains("[profile dev]\ncredential_process = awsx give dev\n"))
        #expect(made.config.contains("[default]\nregion = r\ncredential_process = awsx give default\n"))
        #expect(made.credentials == "[other]\naws_access_key_id = B\n")
    }

    @Test func `the others are left out where they are not wanted`() throws {
        let made = try files(
            ["dev"], "[profile dev]\nsso_session = s\n[profile b]\nregion = x\n[services s]\ns3 =\n  a = b\n",
            credentials: "[c]\naws_access_key_id = A\n", keepsOthers: false)
        #expect(made.config == "[profile dev]\ncredential_process = awsx give dev\n[services s]\ns3 =\n  a = b\n")
        #expect(made.credentials == "")
    }

    @Test func `a profile whose keys come from elsewhere gives none, and is there all the same`() throws {
        let made = try files(
            ["dev", "ops"], served: "dev", "[profile dev]\nrole_arn = a\nregion = r\n[profile ops]\n",
            credentials: "[dev]\naws_access_key_id = k\n")
        #expect(made.config == "[profile dev]\nregion = r\n[profile ops]\ncredential_process = awsx give ops\n")
        #expect(made.credentials == "")
        let absent = try files(["dev"], served: "dev", "", credentials: "[dev]\naws_access_key_id = k\n")
        #expect(absent.config == "[profile dev]\n")
    }
}
