import Engine
import SystemKit
import TestSupport

extension DoctorCase {
    static let sessions: [DoctorCase] = [
        DoctorCase(
            "session-missing",
            .with("[profile dev]\nsso_session = corq\nsso_account_id = 111111111111\nsso_role_name = R"),
            clean: .with("[profile dev]\n" + role)),
        DoctorCase("session-invalid", .with("[sso-session half]\nsso_region = eu-west-1")),
        DoctorCase(
            "session-invalid",
            .with("[sso-session odd]\nsso_start_url = https://odd.awsapps.com/start\nsso_region = eu west")),
        DoctorCase("session-disagrees", .with("sso_region = us-east-1"), clean: .with("sso_region = eu-west-1")),
        DoctorCase(
            "legacy-session",
            .with(
                "[profile old]\nsso_start_url = https://old.awsapps.com/start\nsso_region = us-east-1\nsso_account_id = 111111111111\nsso_role_name = R"
            )),
        DoctorCase(
            "session-without-scope",
            SetUp(config: SetUp.good.replacing("sso:account:access", with: "codewhisperer:completions")),
            clean: SetUp(config: SetUp.good.replacing("sso_registration_scopes = sso:account:access\n", with: ""))),
        DoctorCase(
            "start-url-invalid",
            .with("[sso-session odd]\nsso_start_url = http://odd.awsapps.com/start\nsso_region = us-east-1")),
        DoctorCase(
            "start-url-fragment",
            .with("[sso-session odd]\nsso_start_url = https://odd.awsapps.com/start#/\nsso_region = us-east-1")),
        DoctorCase(
            "start-url-variants",
            .with("[sso-session odd]\nsso_start_url = https://corp.awsapps.com/start/\nsso_region = eu-west-1")),
        DoctorCase(
            "start-url-region",
            .with(
                "[sso-session odd]\nsso_start_url = https://ssoins-1.portal.us-east-2.app.aws\nsso_region = us-east-1"),
            clean: .with(
                "[sso-session odd]\nsso_start_url = https://ssoins-1.portal.us-east-2.app.aws\nsso_region = us-east-2")),
        DoctorCase(
            "session-twice",
            .with(
                "[sso-session odd]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\nsso_registration_scopes = sso:account:access"
            ),
            clean: .with(
                "[sso-session odd]\nsso_start_url = https://odd.awsapps.com/start\nsso_region = eu-west-1\nsso_registration_scopes = sso:account:access"
            )),
        DoctorCase(
            "session-twice",
            .with(
                "[sso-session odd]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\nsso_registration_scopes = sso:account:access"
            ),
            clean: .with(
                "[sso-session odd]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1\nsso_registration_scopes = sso:account:access"
            )),
        DoctorCase(
            "session-settings-invalid", standby("standby = corp-us-east-2"), clean: standby("standby = corp-us-east-1")),
        DoctorCase("session-settings-invalid", standby("standby = corp")),
        DoctorCase("session-settings-invalid", standby("standby = corp-us-east-1\nservices = nowhere")),
        DoctorCase("session-settings-invalid", standby("standby = corp-us-east-1\nregion = us-east-1")),
        DoctorCase(
            "token-unreadable", .files { try $0.folder.put("{", at: tokenFile) },
            clean: .files { try $0.sign(in: .corp) }),
        DoctorCase(
            "token-of-another-portal",
            .files { try $0.folder.put(token($0).replacing("corp.awsapps", with: "was.awsapps"), at: tokenFile) },
            clean: .files { try $0.folder.put(token($0), at: tokenFile) }),
        DoctorCase(
            "token-of-another-region",
            .files { try $0.folder.put(token($0).replacing("eu-west-1", with: "us-east-1"), at: tokenFile) },
            clean: .files { try $0.folder.put(token($0), at: tokenFile) }),
        DoctorCase(
            "token-without-refresh", .files { try $0.sign(in: .corp, refreshToken: nil) },
            clean: .files { try $0.sign(in: .corp, endsIn: -60, refreshToken: nil) }),
        DoctorCase(
            "registration-ended", .files { try $0.sign(in: .corp, registrationEndsIn: -60) },
            clean: .files { try $0.sign(in: .corp, registrationEndsIn: 60) }),
    ]

    static let environment: [DoctorCase] = [
        DoctorCase(
            "active-profile-missing", .variables(["AWS_PROFILE": "nowhere"]),
            clean: .variables(["AWS_PROFILE": "default"])),
        DoctorCase("active-profile-missing", .variables(["AWS_PROFILE": ""])),
        DoctorCase(
            "active-profile-missing", also: ["environment-profiles-disagree"],
            .variables(["AWS_PROFILE": "default", "AWS_DEFAULT_PROFILE": "nowhere"])),
        DoctorCase(
            "environment-keys", .variables(["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "s"]),
            clean: .variables(["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "s", "AWSX_DEPTH": "1"])),
        DoctorCase(
            "environment-keys",
            .variables(["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "s", "AWS_PROFILE": "default"]),
            clean: SetUp(
                config: "[default]\nregion = eu-west-1",
                variables: ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "s"])),
        DoctorCase(
            "environment-keys-expired",
            .variables([
                "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "s",
                "AWS_CREDENTIAL_EXPIRATION": "2026-11-20T23:00:00Z",
            ]),
            clean: .variables(["AWS_CREDENTIAL_EXPIRATION": "2026-11-20T23:00:00Z"])),
        DoctorCase("environment-keys-partial", .variables(["AWS_ACCESS_KEY_ID": "A"])),
        DoctorCase("environment-keys-partial", .variables(["AWS_SECRET_ACCESS_KEY": "s"])),
        DoctorCase(
            "environment-security-token", .variables(["AWS_SECURITY_TOKEN": "a", "AWS_SESSION_TOKEN": "b"]),
            clean: .variables(["AWS_SECURITY_TOKEN": "a", "AWS_SESSION_TOKEN": "a"])),
        DoctorCase(
            "environment-web-identity",
            .variables(["AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": "arn:aws:iam::111111111111:role/R"]),
            clean: SetUp(config: "[profile x]\n" + roleKeys, variables: ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t"])),
        DoctorCase(
            "environment-container", .variables(["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:1/"]),
            clean: SetUp(
                config: "[default]\nregion = eu-west-1",
                variables: ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:1/"])),
        DoctorCase("environment-credential-file", .variables(["AWS_CREDENTIAL_FILE": "/x"])),
        DoctorCase(
            "environment-profiles-disagree",
            SetUp(config: two, variables: ["AWS_PROFILE": "default", "AWS_DEFAULT_PROFILE": "other"]),
            clean: SetUp(config: two, variables: ["AWS_PROFILE": "other", "AWS_DEFAULT_PROFILE": "other"])),
        DoctorCase(
            "environment-regions-disagree", .variables(["AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "us-east-1"]),
            clean: .variables(["AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-1"])),
        DoctorCase(
            "environment-region", .variables(["AWS_REGION": "us-east-1"]),
            clean: .variables(["AWS_REGION": "us-east-1", "AWS_PROFILE": "default", "AWSX_DEPTH": "1"])),
        DoctorCase(
            "environment-endpoint", .variables(["AWS_ENDPOINT_URL_STS": "http://127.0.0.1:1"]),
            clean: .variables([
                "AWS_ENDPOINT_URL_STS": "http://127.0.0.1:1", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "TRUE",
            ])),
        DoctorCase(
            "environment-twice", SetUp(copies: ["AWS_REGION": "eu-west-1"]),
            clean: .variables(["AWS_REGION": "eu-west-1"])),
        DoctorCase(
            "environment-blank", .variables(["AWS_USE_FIPS_ENDPOINT": ""]),
            clean: .variables(["AWS_USE_FIPS_ENDPOINT": "false"])),
    ]

    /// A session in two Regions, of which awsx's own config says something.
    private static func standby(_ lines: String) -> SetUp {
        SetUp(
            config: SetUp.good
                + "\n[sso-session corp-us-east-1]\nsso_start_url = https://ssoins-1.us-east-1.portal.amazonaws.com\nsso_region = us-east-1\n",
            prepare: { try $0.folder.put("[session corp]\n\(lines)\n", at: ".config/awsx/config") })
    }

    private static let roleKeys = "credential_process = /bin/sh"
    private static let two = SetUp.good + "\n[profile other]\n" + role + "\nregion = eu-west-1"
    private static let tokenFile = ".aws/sso/cache/\(CacheKey.token(.corp)).json"

    private static func token(_ home: TestHome) -> String {
        """
        {"startUrl": "https://corp.awsapps.com/start", "region": "eu-west-1", "accessToken": "AT", "expiresAt": \
        "\(home.later(3600).iso8601)", "clientId": "c", "clientSecret": "s", "registrationExpiresAt": \
        "\(home.later(86_400).iso8601)", "refreshToken": "r"}
        """
    }
}
