import Testing

/// A situation, and the exit status that awsx promises for it.
struct StatusCase: Sendable, CustomTestStringConvertible {
    let name: String
    let status: Int32
    /// The failure's word for programs.
    let code: String
    let words: [String]
    /// Whether `--json` gives the same failure as an object; words of `exec` may be another program's.
    var answersInJSON = true
    var variables: [String: String] = [:]
    /// `~/.aws/config`; nil for the sandbox's.
    var config: String?
    /// A sandbox with this state is needed, and a sign-in first if `signsIn`.
    var sandbox: String?
    var signsIn = false
    /// Seconds that the role credentials in the cache have left; nil for none.
    var roleLeft: Int?
    /// Whether a sign-in tells more than its end on stderr.
    var narrates = false

    var testDescription: String { "\(status): \(name)" }
}

extension StatusCase {
    private static let sso =
        "[sso-session s]\nsso_start_url = https://sandbox.awsapps.com/start\nsso_region = us-east-1\n"
    private static let keys = [
        "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "token",
        "AWS_CREDENTIAL_EXPIRATION": "2020-01-01T00:00:00Z",
    ]
    private static let once = ["AWS_MAX_ATTEMPTS": "1"]

    static let usage = [
        StatusCase(name: "no such command", status: 64, code: "usage", words: ["frobnicate"]),
        StatusCase(name: "no such option", status: 64, code: "usage", words: ["status", "--nonsense"]),
        StatusCase(name: "two profiles", status: 64, code: "usage", words: ["status", "a", "-p", "b"]),
        StatusCase(name: "no port", status: 64, code: "usage", words: ["login", "--port", "0"]),
        StatusCase(name: "nothing to run", status: 64, code: "usage", words: ["exec"], answersInJSON: false),
        StatusCase(
            name: "half a role", status: 64, code: "usage", words: ["exec", "--role", "R", "--", "true"],
            answersInJSON: false),
        StatusCase(
            name: "a profile in the command's place", status: 64, code: "usage",
            words: ["exec", "dev-AdministratorAccess"], answersInJSON: false),
    ]

    static let notFound = [
        StatusCase(name: "no such profile", status: 66, code: "profile-not-found", words: ["status", "nobody"]),
        StatusCase(
            name: "no such profile to sign in", status: 66, code: "profile-not-found", words: ["login", "nobody"]),
        StatusCase(
            name: "no such profile in the environment", status: 66, code: "profile-not-found", words: ["env"],
            variables: ["AWS_PROFILE": "nobody"]),
        StatusCase(
            name: "no such session", status: 66, code: "session-not-found", words: ["token", "--session", "nobody"]),
        StatusCase(
            name: "no such role", status: 66, code: "account-not-found",
            words: ["exec", "--account", "111111111111", "--role", "Nobody", "--", "true"], answersInJSON: false,
            sandbox: "{}", signsIn: true),
    ]

    static let network = [
        StatusCase(
            name: "nobody listens", status: 69, code: "unreachable", words: ["login"], variables: once, narrates: true),
        StatusCase(
            name: "nobody listens at STS", status: 69, code: "unreachable", words: ["whoami"], variables: once,
            roleLeft: 3600),
        StatusCase(
            name: "the portal answers a page", status: 69, code: "bad-answer", words: ["env"], variables: once,
            sandbox: #"{"faults": [{"operation": "GetRoleCredentials", "kind": "html"}]}"#, signsIn: true),
        StatusCase(
            name: "the portal is ill", status: 69, code: "unreachable", words: ["accounts"], variables: once,
            sandbox: #"{"faults": [{"operation": "ListAccounts", "kind": "status", "status": 500}]}"#, signsIn: true),
        StatusCase(
            name: "throttled", status: 75, code: "throttled", words: ["env"], variables: once,
            sandbox: #"""
                {"faults": [{"operation": "GetRoleCredentials", "kind": "status", "status": 429,
                "code": "TooManyRequestsException"}]}
                """#, signsIn: true),
    ]

    static let denied = [
        StatusCase(
            name: "a role that AWS denies", status: 77, code: "denied", words: ["env", "prod-ReadOnlyAccess"],
            sandbox: #"{"forbidden": [{"accountId": "222222222222", "roleName": "ReadOnlyAccess"}]}"#, signsIn: true),
        StatusCase(
            name: "Deny in the browser", status: 77, code: "login-refused", words: ["login"],
            variables: ["AWSX_SANDBOX_BROWSER": "deny"], sandbox: "{}", narrates: true),
        StatusCase(
            name: "a device that is denied", status: 77, code: "login-refused", words: ["login", "--use-device-code"],
            sandbox: #"{"autoApprove": "deny"}"#, narrates: true),
        StatusCase(
            name: "inside another exec", status: 77, code: "nested", words: ["exec", "--no-nest", "--", "true"],
            answersInJSON: false, variables: ["AWSX_DEPTH": "1"]),
    ]

    static let configuration = [
        StatusCase(
            name: "no role", status: 78, code: "config-invalid", words: ["env"],
            config: sso + "[default]\nsso_session = s\nsso_account_id = 111111111111\n"),
        StatusCase(
            name: "a token and no keys", status: 78, code: "config-invalid", words: ["env"],
            config: sso + "[default]\nsso_session = s\n"),
        StatusCase(
            name: "not the grammar", status: 78, code: "config-unparsable", words: ["profiles"],
            config: "[default]\nregion\n"),
        StatusCase(
            name: "a program without a name", status: 78, code: "config-invalid", words: ["env"],
            config: "[default]\ncredential_process =\n"),
        StatusCase(name: "nothing configured", status: 78, code: "no-credentials", words: ["whoami"], config: ""),
        StatusCase(
            name: "half a pair of keys", status: 78, code: "partial-credentials", words: ["env"],
            variables: ["AWS_ACCESS_KEY_ID": "AKIAEXAMPLE"]),
    ]

    static let time = [
        StatusCase(
            name: "keys that ended", status: 75, code: "too-little-time-left", words: ["env"], variables: keys),
        StatusCase(
            name: "a token in nobody's reach", status: 79, code: "login-needed", words: ["token"]),
        StatusCase(name: "no login to wait for", status: 79, code: "login-needed", words: ["env"]),
        StatusCase(
            name: "a session that was ended elsewhere", status: 79, code: "login-needed", words: ["accounts"],
            sandbox: #"{"lifetimes": {"session": 0, "accessToken": 0}}"#, signsIn: true),
    ]

    static let programs = [
        StatusCase(
            name: "a folder", status: 126, code: "not-executable", words: ["exec", "--", "/etc"], answersInJSON: false,
            roleLeft: 3600),
        StatusCase(
            name: "a file that is no program", status: 126, code: "not-executable",
            words: ["exec", "--", "/etc/passwd"],
            answersInJSON: false, roleLeft: 3600),
        StatusCase(
            name: "no such command to run", status: 127, code: "command-not-found",
            words: ["exec", "--", "there-is-no-such"], answersInJSON: false, roleLeft: 3600),
        StatusCase(
            name: "no such path to run", status: 127, code: "command-not-found", words: ["exec", "--", "./no/such"],
            answersInJSON: false, roleLeft: 3600),
    ]

    static let all = usage + notFound + network + denied + configuration + time + programs
}
