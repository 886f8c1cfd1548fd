import Engine
import SystemKit
import TestSupport

extension DoctorCase {
    static let files: [DoctorCase] = [
        DoctorCase(
            "file-too-open",
            .files {
                try $0.sign(in: .corp)
                $0.folder.setMode(0o640, of: token)
            }, clean: .files { try $0.sign(in: .corp) }),
        DoctorCase(
            "file-too-open", also: ["long-lived-keys"],
            SetUp(credentials: keys, prepare: { $0.folder.setMode(0o644, of: ".aws/credentials") }),
            clean: SetUp(credentials: keys), cleanAlso: ["long-lived-keys"]),
        DoctorCase(
            "file-too-open", also: ["long-lived-keys"],
            SetUp(config: configKeys, prepare: { $0.folder.setMode(0o644, of: ".aws/config") }),
            clean: SetUp(config: configKeys), cleanAlso: ["long-lived-keys"]),
        // What others may write and not read.
        DoctorCase(
            "file-too-open",
            .files {
                try $0.sign(in: .corp)
                $0.folder.setMode(0o602, of: token)
            }, clean: .files { try $0.sign(in: .corp) }),
        DoctorCase(
            "file-too-open", also: ["long-lived-keys"],
            SetUp(credentials: keys, prepare: { $0.folder.setMode(0o620, of: ".aws/credentials") }),
            clean: SetUp(credentials: keys), cleanAlso: ["long-lived-keys"]),
        DoctorCase(
            "file-writable",
            .files {
                try $0.folder.put("", at: ".config/awsx/config", mode: 0o666)
            }, clean: .files { try $0.folder.put("", at: ".config/awsx/config", mode: 0o644) }),
        DoctorCase(
            "folder-writable",
            .files {
                try $0.sign(in: .corp)
                $0.folder.setMode(0o777, of: ".aws/sso")
            }, clean: .files { try $0.sign(in: .corp) }),
        DoctorCase(
            "folder-writable",
            .files {
                try $0.sign(in: .corp)
                $0.folder.setMode(0o1777, of: ".aws/sso/cache")
            }, clean: .files { try $0.sign(in: .corp) }),
        DoctorCase(
            "folder-writable",
            .files {
                try $0.folder.put("", at: "open/store/file")
                $0.folder.setMode(0o777, of: "open")
                $0.folder.link(".aws/sso", to: "../open/store")
                try $0.folder.put("", at: ".aws/sso/cache/file")
            }, clean: .files { $0.folder.link(".aws/sso", to: "store") }),
        DoctorCase(
            "file-writable", .files { $0.folder.setMode(0o646, of: ".aws/config") },
            clean: .files { $0.folder.setMode(0o644, of: ".aws/config") }),
        DoctorCase(
            "folder-writable", .files { $0.folder.setMode(0o777, of: ".aws") },
            clean: .files { $0.folder.setMode(0o755, of: ".aws") }),
        DoctorCase(
            "file-of-another-user", SetUp(owners: ["": 1234, ".aws/config": 4321], userID: 1234),
            clean: SetUp(owners: ["": 1234], userID: 1234)),
        DoctorCase(
            "cache-of-another-user",
            SetUp(prepare: { try $0.sign(in: .corp) }, owners: ["/.aws/sso/cache": 0, "": 1234], userID: 1234),
            clean: SetUp(prepare: { try $0.sign(in: .corp) }, owners: ["": 1234], userID: 1234)),
        DoctorCase(
            "home-of-another-user", SetUp(owners: ["": 1234], userID: 0), clean: SetUp(owners: ["": 0], userID: 0)),
        DoctorCase(
            "duplicate-cache-file",
            .files {
                try $0.sign(in: .corp)
                try $0.sign(in: stray)
            },
            clean: .files {
                try $0.sign(in: .corp)
                try $0.sign(in: stray, token: "AT-OTHER")
            }),
        DoctorCase(
            "duplicate-cache-file",
            .files {
                try $0.sign(in: .corp)
                try $0.sign(in: stray, token: "AT-OTHER", endsIn: -60, refreshToken: nil)
            },
            clean: .files {
                try $0.sign(in: .corp)
                try $0.sign(in: stray, token: "AT-OTHER", endsIn: -60)
            }),
        DoctorCase(
            "duplicate-cache-file",
            .files { for name in ["a", "b"] { try $0.folder.put(roleText, at: ".aws/cli/cache/\(name).json") } },
            clean: .files { try $0.folder.put(roleText, at: ".aws/cli/cache/a.json") }),
        DoctorCase(
            "temporary-file-left",
            .files {
                try $0.folder.put("", at: temporary)
                $0.folder.setAge($0.later(-7200), of: temporary)
            },
            clean: .files {
                try $0.folder.put("", at: temporary)
                $0.folder.setAge($0.later(-60), of: temporary)
            }),
        DoctorCase("long-lived-keys", SetUp(credentials: keys), clean: SetUp(credentials: "[dev]\n" + role)),
        DoctorCase(
            "temporary-keys-in-file", SetUp(credentials: keys + "\naws_session_token = t"),
            clean: SetUp(credentials: "[dev]\n" + role)),
    ]

    static let portability: [DoctorCase] = [
        DoctorCase("sdk-name", .with("[profile 'my prof']\n" + role), clean: .with("[profile my.prof@x]\n" + role)),
        DoctorCase(
            "sdk-name",
            .with("[sso-session 'my corp']\nsso_start_url = https://my.awsapps.com/start\nsso_region = us-east-1")),
        DoctorCase("sdk-colon", .with("output: json"), clean: .with("output = a:b")),
        DoctorCase("sdk-upper-case", .with("Output = json"), clean: .with("output = JSON")),
        DoctorCase("sdk-indented-comment", .with("output = json\n  # always"), clean: .with("output = json\n# always")),
        DoctorCase("sdk-mark-in-header", .with("[profile a#b]\n" + role), clean: .with("[profile ab] # b\n" + role)),
        DoctorCase(
            "sdk-keys-and-sso", also: ["long-lived-keys"], .with("aws_access_key_id = A\naws_secret_access_key = s"),
            clean: SetUp(credentials: keys), cleanAlso: ["long-lived-keys"]),
        DoctorCase(
            "sdk-several-sources",
            .with(
                "[profile dev]\ncredential_process = /bin/sh\nsource_profile = default\nrole_arn = arn:aws:iam::111111111111:role/R"
            ), clean: .with("[profile dev]\ncredential_process = /bin/sh")),
        DoctorCase(
            "sdk-mfa",
            .with(
                "[profile dev]\nsource_profile = default\nrole_arn = arn:aws:iam::111111111111:role/R\nmfa_serial = arn:aws:iam::111111111111:mfa/me"
            ), clean: .with("[profile dev]\nsource_profile = default\nrole_arn = arn:aws:iam::111111111111:role/R")),
    ]

    static let tools: [DoctorCase] = [
        DoctorCase(
            "granted-keys", .with("[profile dev]\ngranted_sso_start_url = https://corp.awsapps.com/start\n" + role)),
        DoctorCase(
            "process-of-another-tool",
            .with("[profile dev]\ncredential_process = aws-vault export --format=json dev", programs: ["aws-vault"]),
            clean: .with("[profile dev]\ncredential_process = my-own --json", programs: ["my-own"])),
        DoctorCase("awsx-twice", .twoAwsx(linked: false), clean: .twoAwsx(linked: true)),
        DoctorCase(
            "toolkit-login-session", also: ["toolkit-own-login"], .toolkit(jetBrains, with: loginSession),
            clean: .toolkit(jetBrains, with: loginSession + "\n" + twin(of: "bob")), cleanAlso: ["toolkit-own-login"]),
        DoctorCase(
            "toolkit-login-session", also: ["toolkit-own-login"], .toolkit(code("3.93.0"), with: loginSession),
            clean: .toolkit(code("3.94.0"), with: loginSession), cleanAlso: ["toolkit-own-login"]),
        DoctorCase(
            "toolkit-needs-refresh", also: ["toolkit-own-login", "token-without-refresh"],
            .toolkit(code("3.39.0")) { try $0.sign(in: .corp, refreshToken: nil) },
            clean: .toolkit(code("3.40.0")) { try $0.sign(in: .corp, refreshToken: nil) },
            cleanAlso: ["toolkit-own-login", "token-without-refresh"]),
        DoctorCase(
            "toolkit-own-login", .toolkit(code("4.6.1")), clean: .toolkit(code("4.6.1"), with: twin(of: "default"))),
        DoctorCase(
            "toolkit-own-login", .toolkit(jetBrains), clean: .toolkit(".local/share/JetBrains/Q2026.1/plugin-amazonq")),
        DoctorCase(
            "aws-cli-old", SetUp(awsCLI: "aws-cli/2.8.13 Python/3.9.11"),
            clean: SetUp(awsCLI: "aws-cli/2.36.7 Python/3.13.4 Linux/6.1")),
        DoctorCase(
            "aws-cli-old", SetUp(awsCLI: "aws-cli/1.44.2 Python/3.9.11"), clean: SetUp(awsCLI: "noise\naws-cli/2.100.0")
        ),
        DoctorCase(
            "aws-cli-dated", SetUp(awsCLI: "aws-cli/2.9.0 Python/3.9.11"), clean: SetUp(awsCLI: "aws-cli/2.22.0")),
        DoctorCase("aws-cli-broken", SetUp(awsCLI: .some(nil)), clean: SetUp()),
        DoctorCase("aws-cli-broken", SetUp(awsCLI: "Traceback"), clean: SetUp()),
    ]

    static let network: [DoctorCase] = [
        DoctorCase("clock-skew", .answered(secondsAhead: 60), clean: .answered(secondsAhead: -59)),
        DoctorCase("clock-skew", .answered(secondsAhead: -3600), clean: .answered(secondsAhead: nil)),
        DoctorCase("host-unreachable", .failed(), clean: .answered()),
        DoctorCase("proxy-unreachable", .failed(proxy: "HTTPS_PROXY"), clean: .answered(proxy: "HTTPS_PROXY")),
        DoctorCase("certificate-untrusted", .failed(isUntrusted: true), clean: .answered()),
        DoctorCase("host-not-aws", .answered(isService: false, secondsAhead: 9000), clean: .answered(status: 404)),
        DoctorCase(
            "network-settings-invalid",
            SetUp(health: .impossible(Failure(.configInvalid, "no proxy", at: .variable("HTTPS_PROXY")))),
            clean: .answered()),
        DoctorCase(
            "connect-missing", SetUp(health: .impossible(Failure(.failed, "awsx-connect is missing"))),
            clean: .answered()),
    ]

    static let shell: [DoctorCase] = ["bash", "zsh", "fish"].flatMap { shell in
        let file = ["bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"][shell] ?? ""
        let initialised = SetUp.shell(shell, file, "awsx init \(shell)")
        return [
            DoctorCase(
                "init-not-loaded", .shell(shell, file, "# awsx init \(shell)\nawsx completion"),
                clean: .shell(shell, file, "awsx init; awsx completion")),
            DoctorCase("completion-not-loaded", initialised, clean: .shell(shell, file, "awsx init; awsx completion")),
            DoctorCase(
                "init-outdated", .loaded(shell, file, edition: "before"), clean: .loaded(shell, file, edition: "now")),
            DoctorCase("agent-detected", .variables(["CLAUDECODE": "1"]), clean: .variables(["CLAUDECODE": ""])),
        ]
    }

    private static let jetBrains = ".local/share/JetBrains/IntelliJIdea2026.1/aws-toolkit-jetbrains"
    private static let loginSession = "[profile bob]\nlogin_session = arn:aws:iam::123456789012:user/bob"
    private static func twin(of profile: String) -> String {
        "[profile \(profile)-ide]\ncredential_process = awsx credential-process \(profile)"
    }
    private static func code(_ release: String) -> String {
        ".vscode/extensions/amazonwebservices.aws-toolkit-vscode-\(release)"
    }
    private static let keys = "[dev]\naws_access_key_id = AKIA\naws_secret_access_key = s"
    private static let configKeys = "[profile dev]\naws_access_key_id = AKIA\naws_secret_access_key = s"
    private static let stray = SSOSession(
        name: "stray", startURL: "https://corp.awsapps.com/start", region: "eu-west-1", scopes: nil,
        location: .argument(""))
    private static let token = ".aws/sso/cache/\(CacheKey.token(.corp)).json"
    private static let temporary = ".aws/sso/cache/.x.json.12-1.awsx-tmp"
    private static let roleText =
        #"{"Credentials": {"AccessKeyId": "ASIA", "SecretAccessKey": "s", "SessionToken": "t", "Expiration": "2026-11-21T01:00:00Z"}}"#
}

extension SetUp {
    fileprivate static func answered(
        status: Int = 403, isService: Bool = true, secondsAhead: Int64? = 0, proxy: String? = nil
    ) -> SetUp {
        let outcome = HealthResult.Outcome.answered(status: status, isService: isService, secondsAhead: secondsAhead)
        return SetUp(health: .asked([HealthResult(url: "https://oidc.example", proxy: proxy, outcome: outcome)]))
    }

    fileprivate static func failed(proxy: String? = nil, isUntrusted: Bool = false) -> SetUp {
        let outcome = HealthResult.Outcome.failed(Failure(.unreachable, "refused"), isUntrusted: isUntrusted)
        return SetUp(health: .asked([HealthResult(url: "https://oidc.example", proxy: proxy, outcome: outcome)]))
    }

    /// A folder of an editor, with something in it.
    static func toolkit(
        _ folder: String, with more: String = "", _ prepare: @escaping @Sendable (TestHome) throws -> Void = { _ in }
    ) -> SetUp {
        var setUp = with(more, programs: ["awsx"])
        setUp.prepare = {
            try $0.folder.put("{}", at: "\(folder)/package.json")
            try prepare($0)
        }
        return setUp
    }

    fileprivate static func loaded(_ name: String, _ file: String, edition: String) -> SetUp {
        SetUp(
            variables: ["SHELL": "/bin/\(name)", "AWSX_SHELL": name, "AWSX_SHELL_EDITION": edition],
            prepare: { try $0.folder.put("awsx init; awsx completion", at: file) }, isPersonThere: true)
    }

    /// Two folders of `PATH` with an awsx in each, of which one may be a link to the other.
    fileprivate static func twoAwsx(linked: Bool) -> SetUp {
        SetUp(
            variables: ["PATH": "HOME/bin:HOME/more"],
            prepare: { home in
                if linked {
                    home.folder.link("more", to: "bin")
                } else {
                    try home.folder.put("#!/bin/sh\n", at: "more/awsx", mode: 0o755)
                }
            }, programs: ["awsx"])
    }

    fileprivate static func shell(_ name: String, _ file: String, _ text: String) -> SetUp {
        SetUp(variables: ["SHELL": "/bin/\(name)"], prepare: { try $0.folder.put(text, at: file) }, isPersonThere: true)
    }
}
