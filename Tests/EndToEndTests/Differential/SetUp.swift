/// One set-up of files and variables, and who was asked for in it.
struct SetUp: Sendable, CustomStringConvertible {
    let name: String
    /// `{home}` stands for the HOME, `{url}` for the sandbox's address and `{port}` for its port, `{token}` for the text
    /// of the session's token file, in files and variables alike.
    var config = ""
    var credentials: String?
    var variables: [(String, String)] = []
    /// A profile named outright; nil leaves the choice to the variables.
    var profile: String?
    /// Other files, by their names under the HOME.
    var files: [(String, String)] = []
    /// Sessions of `aws login`, begun for each who is asked, since a renewal uses one up.
    var logins: [LoginFile] = []
    /// awsx's exit status, where it matters how it fails.
    var status: Int32?
    /// Why awsx answers otherwise than botocore, where that is meant.
    var exception: String?

    var description: String { name }
}

/// The file of a session that the sandbox begins.
struct LoginFile: Sendable {
    static let standardSession = "arn:aws:iam::111111111111:user/bob"

    var session = standardSession
    /// 0 or less: the keys are over.
    var secondsLeft: Int64
    /// The folder, by its name under the HOME.
    var folder = ".aws/login/cache"
    /// What became of the file since.
    var change: @Sendable (inout String) -> Void = { _ in }
}

/// Where credentials of one kind come from: lines of a profile, with the files and variables that they need.
struct Kind: Sendable {
    let name: String
    let lines: String
    var credentials = ""
    var files: [(String, String)] = []
    var variables: [(String, String)] = []

    /// Every kind that a profile can name; a new one is one more line here.
    static let all: [Kind] = [
        Kind(name: "keys", lines: keys),
        Kind(name: "keys-of-credentials", lines: "", credentials: otherKeys),
        Kind(name: "sso", lines: sso),
        Kind(name: "process", lines: "credential_process = /bin/cat {home}/process.json\n", files: [process]),
        Kind(name: "web", lines: web, files: [token]),
        Kind(name: "role", lines: "role_arn = \(deploy)\nsource_profile = base\n"),
        Kind(name: "role-of-keys", lines: "role_arn = \(deploy)\nsource_profile = {self}\n\(keys)"),
        Kind(name: "role-of-environment", lines: "role_arn = \(deploy)\ncredential_source = Environment\n"),
        Kind(name: "role-of-container", lines: "role_arn = \(deploy)\ncredential_source = EcsContainer\n"),
        Kind(name: "half-keys", lines: "aws_access_key_id = AKIAHALF\n"),
        Kind(name: "secret-alone", lines: "aws_secret_access_key = S\n"),
        Kind(name: "half-sso", lines: "sso_role_name = AdministratorAccess\nsso_session = sandbox\n"),
        Kind(name: "login", lines: login, files: [loginFile]),
        Kind(name: "login-that-is-over", lines: "login_session = arn:aws:iam::123456789012:user/gone\n"),
        Kind(name: "role-of-machine", lines: "role_arn = \(deploy)\ncredential_source = Ec2InstanceMetadata\n"),
        Kind(name: "broken-process", lines: "credential_process = /bin/false\n"),
        Kind(name: "web-without-role", lines: "web_identity_token_file = {home}/token\n", files: [token]),
        Kind(name: "nothing", lines: "output = json\n"),
        Kind(name: "ec2-file", lines: "", files: [ec2File], variables: [("AWS_CREDENTIAL_FILE", "{home}/ec2")]),
        Kind(name: "boto-file", lines: "", files: [botoFile]),
        Kind(name: "boto-variable", lines: "", files: [("b", botoFile.1)], variables: [("BOTO_CONFIG", "~/b")]),
    ]

    static let deploy = "arn:aws:iam::222222222222:role/Deploy"
    static let keys =
        "aws_access_key_id = AKIASANDBOXUSER23456\naws_secret_access_key = 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\n"
    private static let otherKeys =
        "aws_access_key_id = AKIAOFCREDENTIALS\naws_secret_access_key = SECRETOFCREDENTIALS\n"
    static let sso =
        "sso_session = sandbox\nsso_account_id = 111111111111\nsso_role_name = AdministratorAccess\n"
    static let web =
        "role_arn = arn:aws:iam::222222222222:role/Web\nweb_identity_token_file = {home}/token\n"
    static let token = ("token", "header.payload.signature")
    private static let login = "login_session = arn:aws:iam::123456789012:user/bob\n"
    /// What `aws login` left, good for long: neither of the two asks for more.
    private static let loginFile = (
        ".aws/login/cache/420568f589bc20e39cdb190b21ad1c5957b37978d392ae62e6d8b86e5e5f2456.json",
        #"{"accessToken": {"accessKeyId": "ASIAOFLOGIN", "secretAccessKey": "SECRETOFLOGIN", "sessionToken": "L", "#
            + #""accountId": "123456789012", "expiresAt": "2099-01-01T00:00:00Z"}, "tokenType": "aws_sigv4", "#
            + #""clientId": "arn:aws:signin:::devtools/same-device", "refreshToken": "R", "dpopKey": "K"}"#
    )
    private static let ec2File = ("ec2", "# of EC2\n AWSAccessKeyId = AKIAOFEC \nAWSSecretKey=S=\n")
    private static let botoFile = (
        ".boto", "[Boto]\ndebug = 0\n[Credentials]\naws_access_key_id = AKIAOFBOTO\naws_secret_access_key = S\n"
    )
    static let process = (
        "process.json",
        #"{"Version": 1, "AccessKeyId": "AKIAOFPROCESS", "SecretAccessKey": "SECRETOFPROCESS", "SessionToken": "T"}"#
    )
}
