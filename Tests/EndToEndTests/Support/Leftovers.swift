import TestSupport

/// What an earlier program left behind, each thing of another account, so that a client's ARN tells what it fell for.
struct Leftovers: Sendable {
    struct Variable: Sendable {
        let name: String
        let value: String

        init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }

        /// As `env` takes it in a line of the shell.
        var assignment: String { "\(name)=\(Leftovers.quoted(value))" }
    }

    /// Variables that make a program somebody else by themselves.
    struct Trap: Sendable {
        let variables: [Variable]
        /// How the ARN begins that is then acted as.
        let arn: String
        var catches = Set(RealClient.allCases)
        /// Whether keys in files would go before them.
        var needsNoFiles = true
    }

    /// Without files, in which a program would find keys first. boto3 knows only the second region.
    static let noFiles = [
        Variable("AWS_CONFIG_FILE", "/dev/null"), Variable("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
        Variable("AWS_REGION", "us-east-1"), Variable("AWS_DEFAULT_REGION", "us-east-1"),
    ]

    static let lostProfile = Variable("AWS_PROFILE", "gone")

    private static let ofFiles = user("444444444444")
    private static let ofProfile = user("555555555555")
    private static let ofVariables = user("666666666666")
    private static let ofOldFile = user("777777777777")
    private static let web = "arn:aws:iam::888888888888:role/Web"
    private static let task = "arn:aws:iam::999999999999:role/Task"
    private static let path = "/v1/credentials/x"
    private static let webToken = "header.payload.signature"
    private static let containerToken = "token-of-the-container"

    private static func user(_ account: String) -> SandboxSettings.User {
        SandboxSettings.User(
            account: account, name: "other", accessKeyID: "AKIASANDBOX\(account.prefix(9))",
            secretAccessKey: "AWSXSANDBOXCANARYLongLivedKeyOf\(account)")
    }

    static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "'\\''"))'" }

    let all: [Variable]
    let traps: [Trap]

    private init(_ home: EndToEndHome, _ sandbox: SandboxProcess) {
        let all = [
            Variable("AWS_ACCESS_KEY_ID", Self.ofVariables.accessKeyID),
            Variable("AWS_SECRET_ACCESS_KEY", Self.ofVariables.secretAccessKey),
            Variable("AWS_SESSION_TOKEN", "token-of-another"), Variable("AWS_SECURITY_TOKEN", "token-of-another"),
            Variable("AWS_CREDENTIAL_EXPIRATION", "2020-01-01T00:00:00Z"),
            Variable("AWS_SESSION_EXPIRATION", "2020-01-01T00:00:00Z"),
            Variable("AWS_CREDENTIAL_FILE", "\(home.path)/old-keys"),
            Variable("AWS_PROFILE", "other"), Variable("AWS_DEFAULT_PROFILE", "other"),
            Variable("AWS_ROLE_ARN", Self.web), Variable("AWS_ROLE_SESSION_NAME", "left-over"),
            Variable("AWS_WEB_IDENTITY_TOKEN_FILE", "\(home.path)/token"),
            Variable("AWS_CONTAINER_CREDENTIALS_FULL_URI", "\(sandbox.url)\(Self.path)"),
            Variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", Self.path),
            Variable("AWS_CONTAINER_AUTHORIZATION_TOKEN", Self.containerToken),
            Variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "\(home.path)/container-token"),
            Variable("AWS_ACCOUNT_ID", "444444444444"), Variable("AWSX_PROFILE", "other"),
            Variable("AWSX_ACCOUNT_ID", "444444444444"), Variable("AWSX_ROLE", "Other"),
            Variable("BOTO_CONFIG", "\(home.path)/old-boto"),
        ]
        func these(_ names: String...) -> [Variable] { all.filter { names.contains($0.name) } }
        let web = these("AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE")
        let container = these("AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN")
        let python: Set<RealClient> = [.python, .aws]
        self.all = all
        traps = [
            Trap(variables: [], arn: Self.ofFiles.arn, needsNoFiles: false),
            Trap(variables: these("AWS_PROFILE"), arn: Self.ofProfile.arn, needsNoFiles: false),
            Trap(variables: these("AWS_DEFAULT_PROFILE"), arn: Self.ofProfile.arn, needsNoFiles: false),
            Trap(
                variables: these("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"), arn: Self.ofVariables.arn,
                needsNoFiles: false),
            Trap(variables: web, arn: "arn:aws:sts::888888888888:assumed-role/Web/"),
            Trap(variables: container, arn: "arn:aws:sts::999999999999:assumed-role/Task/"),
            Trap(variables: these("AWS_CREDENTIAL_FILE"), arn: Self.ofOldFile.arn, catches: python),
            Trap(variables: these("BOTO_CONFIG"), arn: Self.ofOldFile.arn, catches: python),
        ]
    }

    /// Those with one of these in their names.
    func of(_ parts: [String]) -> [Variable] {
        all.filter { variable in parts.contains { variable.name.contains($0) } }
    }

    /// Lends a HOME that is signed in and whose default is another account in both files. Its profiles are those of
    /// `EndToEndHome.config` and `own` (keys of `User.standard`), `deploy` (a role by way of SSO) and `other`.
    static func with(_ body: (EndToEndHome, Leftovers) async throws -> Void) async throws {
        var settings = SandboxSettings()
        settings.users = [.standard, ofFiles, ofProfile, ofVariables, ofOldFile]
        settings.webIdentities = [SandboxSettings.WebIdentity(token: webToken, subject: "pod")]
        settings.containers = [SandboxSettings.Container(path: path, roleARN: task, token: containerToken)]
        settings.roles = [
            SandboxSettings.Role("arn:aws:iam::222222222222:role/Deploy"),
            SandboxSettings.Role(web, webIdentities: ["pod"]),
        ]
        let sso =
            "[default]\nsso_session = sandbox\nsso_account_id = 111111111111\nsso_role_name = AdministratorAccess\n"
        let config = EndToEndHome.config.replacing(sso, with: "[default]\n\(ofFiles.profileLines)")
        try await EndToEndHome.with(["--auto-approve", "always"], state: settings.state, config: config) {
            home, sandbox in
            try home.configure(
                """
                [profile other]
                region = us-east-1
                \(ofProfile.profileLines)
                [profile own]
                region = us-east-1
                \(SandboxSettings.User.standard.profileLines)
                [profile deploy]
                role_arn = arn:aws:iam::222222222222:role/Deploy
                source_profile = dev-ReadOnlyAccess
                region = us-east-1
                """)
            let keys = "[default]\n\(ofFiles.profileLines)\n[other]\n\(ofProfile.profileLines)"
            try home.write(keys, to: ".aws/credentials")
            try home.write(
                "AWSAccessKeyId=\(ofOldFile.accessKeyID)\nAWSSecretKey=\(ofOldFile.secretAccessKey)\n", to: "old-keys")
            try home.write("[Credentials]\n\(ofOldFile.profileLines)", to: "old-boto")
            try home.write(webToken, to: "token")
            try home.write(containerToken, to: "container-token")
            try await home.signIn()
            try await body(home, Leftovers(home, sandbox))
        }
    }
}
