import SystemKit
import TestSupport

extension DoctorCase {
    static let configuration: [DoctorCase] = [
        DoctorCase("config-unparsable", SetUp(config: "[profile dev]\nregion\n")),
        DoctorCase(
            "config-unreadable", SetUp(variables: ["AWS_CONFIG_FILE": "HOME/unreadable"], prepare: unreadable),
            clean: SetUp(variables: ["AWS_CONFIG_FILE": "HOME/readable"], prepare: unreadable)),
        DoctorCase(
            "config-missing", .variables(["AWS_SHARED_CREDENTIALS_FILE": "HOME/nowhere"]),
            clean: SetUp(credentials: "", variables: ["AWS_SHARED_CREDENTIALS_FILE": "HOME/.aws/credentials"])),
        DoctorCase(
            "site-policy-invalid", .sitePolicy("policy = allow-list"),
            clean: .sitePolicy("policy = allow-list\nallow = x")),
        DoctorCase(
            "rules-invalid", .files { try $0.folder.put("[rule a]\ndney = yes\n", at: ".config/awsx/config") },
            clean: .files { try $0.folder.put("[rule a]\ndeny = yes\n", at: ".config/awsx/config") }),
        DoctorCase(
            "rules-invalid", .files { try $0.folder.put("[rule a]\nscope = raed\n", at: ".config/awsx/config") },
            clean: .files {
                try $0.folder.put("[rule a]\nscope = mine\n[scope mine]\nallow = s3:Get*\n", at: ".config/awsx/config")
            }),
        DoctorCase(
            "scope-invalid", .files { try $0.folder.put("[scope mine]\nalow = s3:Get*\n", at: ".config/awsx/config") },
            clean: .files { try $0.folder.put("[scope mine]\nallow = s3:Get*\n", at: ".config/awsx/config") }),
        DoctorCase("home-missing", SetUp(home: false)),
        DoctorCase("nothing-configured", SetUp(config: "")),
        DoctorCase("byte-order-mark", SetUp(config: "\u{feff}\(SetUp.good)")),
        DoctorCase("duplicate-section", .with("[default]\noutput = json"), clean: .with("output = json")),
        DoctorCase("duplicate-key", also: ["sdk-upper-case"], .with("output = json\nOutput = text")),
        DoctorCase("property-before-section", SetUp(config: "output = json\n\(SetUp.good)")),
        DoctorCase(
            "undecodable-comment",
            .files {
                try $0.folder.put(
                    Array("# caf\u{e9}\n".unicodeScalars).map { UInt8($0.value) } + Array(SetUp.good.utf8),
                    at: ".aws/config")
            },
            clean: SetUp(config: "# café\n\(SetUp.good)")),
        DoctorCase(
            "dropped-header", .with("[profile my prof]\nregion = eu-west-1"),
            clean: .with("[profile my-prof]\nsource_profile = default\nrole_arn = arn:aws:iam::111111111111:role/R")),
        DoctorCase("header-without-profile", .with("[dev]\nregion = eu-west-1"), clean: .with("[plugins]\nx = y")),
        DoctorCase(
            "loose-header",
            .with("[profilex dev]\nsso_session = corp\nsso_account_id = 111111111111\nsso_role_name = R"),
            clean: .with("[profile dev]\nsso_session = corp\nsso_account_id = 111111111111\nsso_role_name = R")),
        DoctorCase("replaced-section", .with("[profile default]\n" + role), clean: .with("[profile other]\n" + role)),
        DoctorCase(
            "profile-word-in-credentials", also: ["long-lived-keys", "sdk-name"],
            SetUp(credentials: "[profile dev]\naws_access_key_id = AKIA\naws_secret_access_key = s"),
            clean: SetUp(credentials: "[dev]\naws_access_key_id = AKIA\naws_secret_access_key = s"),
            cleanAlso: ["long-lived-keys"]),
        DoctorCase("unclosed-header", .with("[profile dev = x"), clean: .with("[profile dev]\n" + role)),
        DoctorCase("indented-header", .with("output = json\n  [profile dev]\n"), clean: .with("output = json")),
        DoctorCase(
            "indented-key", .with("output = json\n  cli_pager = less"), clean: .with("output = json\ncli_pager = less")),
        DoctorCase("inline-comment", .with("output = json # always"), clean: .with("output = json\n# always")),
        DoctorCase("quoted-value", .with("output = \"json\""), clean: .with("output = json")),
        DoctorCase(
            "profile-invalid", .with("[profile dev]\nsso_session = corp\nsso_account_id = 111111111111"),
            clean: .with("[profile dev]\n" + role)),
        DoctorCase(
            "profile-invalid",
            .with("[profile dev]\nrole_arn = arn:aws:iam::111111111111:role/R\nsource_profile = dev"),
            clean: .with("[profile dev]\nrole_arn = arn:aws:iam::111111111111:role/R\nsource_profile = default")),
        DoctorCase(
            "profile-invalid",
            .with("[profile dev]\nrole_arn = arn:aws:iam::111111111111:role/R\nsource_profile = defualt"),
            clean: .with("[profile dev]\nrole_arn = arn:aws:iam::111111111111:role/R\nsource_profile = default")),
        DoctorCase(
            "partial-keys", .with("[profile dev]\naws_access_key_id = AKIA"),
            clean: .with("[profile dev]\naws_access_key_id = AKIA\naws_secret_access_key = s"),
            cleanAlso: ["long-lived-keys"]),
        DoctorCase("profile-without-credentials", .with("[profile dev]\nregion = eu-west-1")),
        DoctorCase(
            "services-missing", .with("services = none"),
            clean: .with("services = some\n[services some]\nsts =\n    endpoint_url = https://sts.example.com")),
        DoctorCase(
            "region-invalid", .with("[profile dev]\nregion = eu_west\n" + role),
            clean: .with("[profile dev]\nregion = eu-west-1\n" + role)),
        DoctorCase(
            "account-id-invalid",
            .with("[profile dev]\nsso_session = corp\nsso_account_id = 11111111111\nsso_role_name = R"),
            clean: .with("[profile dev]\n" + role)),
        DoctorCase(
            "duration-invalid", .with("[profile dev]\nduration_seconds = 1h\n" + role),
            clean: .with("[profile dev]\nduration_seconds = 3600\n" + role)),
        DoctorCase(
            "profile-invalid",
            .with(
                "[profile dev]\nrole_arn = arn:aws:iam::111111111111:role/r\nsource_profile = default\nduration_seconds = 60"
            ),
            clean: .with(
                "[profile dev]\nrole_arn = arn:aws:iam::111111111111:role/r\nsource_profile = default\nduration_seconds = 900"
            )),
        DoctorCase(
            "endpoint-invalid", .with("endpoint_url = sts.example.com"),
            clean: .with("endpoint_url = https://sts.example.com")),
        DoctorCase(
            "endpoint-invalid", .with("endpoint_url = http://sts.example.com"),
            clean: .with("endpoint_url = http://127.0.0.1:4566")),
        DoctorCase(
            "endpoint-invalid", .with("endpoint_url = https://sts.example.com\nuse_fips_endpoint = true"),
            clean: .with("use_fips_endpoint = true")),
        DoctorCase(
            "process-missing", .with("[profile dev]\ncredential_process = nowhere --json"),
            clean: .with("[profile dev]\ncredential_process = here --json", programs: ["here"])),
        DoctorCase(
            "process-needs-shell", .with("[profile dev]\ncredential_process = here ~/keys | cat", programs: ["here"]),
            clean: .with("[profile dev]\ncredential_process = sh -c 'here ~/keys | cat'", programs: ["sh"])),
        DoctorCase(
            "process-unreadable", .with("[profile dev]\ncredential_process = here 'json", programs: ["here"]),
            clean: .with("[profile dev]\ncredential_process = here 'json'", programs: ["here"])),
    ]

    static let role = "sso_session = corp\nsso_account_id = 111111111111\nsso_role_name = R"

    private static let unreadable: @Sendable (TestHome) throws -> Void = { home in
        for name in ["readable", "unreadable"] { try home.folder.put(SetUp.good, at: name) }
    }
}

extension SetUp {
    /// What the administrator says of plugins.
    fileprivate static func sitePolicy(_ text: String) -> SetUp {
        .files { try $0.folder.put("[plugins]\n\(text)\n", at: "etc/awsx/config", mode: 0o644) }
    }
}
