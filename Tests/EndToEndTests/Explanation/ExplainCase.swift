import TestSupport

/// A set-up whose explanation a reader can check by eye: files, variables, and the words after `awsx explain`.
struct ExplainCase: Sendable, CustomStringConvertible {
    let name: String
    var config = ""
    var credentials: String?
    /// Other files under the HOME.
    var others: KeyValuePairs<String, String> = [:]
    var variables: KeyValuePairs<String, String?> = [:]
    var words: [String] = []
    /// Role credentials and tokens in the cache files.
    var hasCaches = false
    /// The exit status.
    var status: Int32 = 0

    var description: String { name }

    private static let session = """
        [sso-session corp]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = eu-west-1
        sso_registration_scopes = sso:account:access

        """
    private static let role = "sso_session = corp\nsso_account_id = 111111111111\nsso_role_name = Admin\n"
    private static let keys = "aws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = AWSXSANDBOXCANARY\n"

    static let all: [ExplainCase] = [
        ExplainCase(
            name: "sso-with-caches", config: "\(session)[profile dev]\n\(role)region = eu-west-1\n", words: ["dev"],
            hasCaches: true),
        ExplainCase(
            name: "environment-over-file", config: "\(session)[profile dev]\n\(role)region = eu-west-1\n",
            variables: [
                "AWS_PROFILE": "dev", "AWS_DEFAULT_PROFILE": "old", "AWS_REGION": "us-east-1",
                "AWS_DEFAULT_REGION": "us-west-2", "AWS_USE_FIPS_ENDPOINT": "true",
            ]),
        ExplainCase(
            name: "leftover-keys", config: "\(session)[profile dev]\n\(role)",
            variables: [
                "AWS_PROFILE": "dev", "AWS_ACCESS_KEY_ID": "ASIAOTHER", "AWS_SECRET_ACCESS_KEY": "AWSXSANDBOXCANARY",
            ]),
        ExplainCase(
            name: "keys-of-the-environment", config: "\(session)[default]\n\(role)",
            variables: [
                "AWS_ACCESS_KEY_ID": "ASIAOTHER", "AWS_SECRET_ACCESS_KEY": "AWSXSANDBOXCANARY",
                "AWS_SESSION_TOKEN": "AWSXSANDBOXCANARY", "AWS_SECURITY_TOKEN": "AWSXSANDBOXCANARY",
            ]),
        ExplainCase(
            name: "keys-and-sso-in-one-profile", config: "\(session)[profile dev]\n\(role)",
            credentials: "[dev]\n\(keys)", words: ["dev"]),
        ExplainCase(
            name: "credentials-file-over-config",
            config:
                "[profile dev]\naws_access_key_id = AKIAOLD\naws_secret_access_key = AWSXSANDBOXCANARY\nregion = eu-west-1\n",
            credentials: "[dev]\n\(keys)", words: ["dev"]),
        ExplainCase(
            name: "process-before-keys-of-config",
            config: "[profile dev]\ncredential_process = /opt/bin/keys --for dev\n\(keys)", words: ["dev"]),
        ExplainCase(
            name: "chain-of-roles",
            config: """
                \(session)[profile prod]
                role_arn = arn:aws:iam::333333333333:role/Deploy
                external_id = xid
                role_session_name = me
                duration_seconds = 3600
                source_profile = hub
                region = eu-west-1

                [profile hub]
                role_arn = arn:aws:iam::222222222222:role/Hub
                source_profile = base
                region = us-east-1

                [profile base]
                \(role)
                """, words: ["prod"]),
        ExplainCase(
            name: "role-of-its-own-keys",
            config: "[profile self]\nrole_arn = arn:aws:iam::222222222222:role/R\nsource_profile = self\n\(keys)",
            words: ["self"]),
        ExplainCase(
            name: "loop",
            config: """
                [profile a]
                role_arn = arn:aws:iam::222222222222:role/A
                source_profile = b

                [profile b]
                role_arn = arn:aws:iam::222222222222:role/B
                source_profile = a
                """, words: ["a"], status: 78),
        ExplainCase(
            name: "source-that-is-not-there",
            config:
                "\(session)[profile prod]\nrole_arn = arn:aws:iam::222222222222:role/R\nsource_profile = bsae\n[profile base]\n\(role)",
            words: ["prod"], status: 66),
        ExplainCase(
            name: "role-without-source", config: "[profile prod]\nrole_arn = arn:aws:iam::222222222222:role/R\n",
            words: ["prod"], status: 78),
        ExplainCase(
            name: "session-that-disagrees", config: "\(session)[profile dev]\n\(role)sso_region = us-east-1\n",
            words: ["dev"], status: 78),
        ExplainCase(
            name: "session-that-is-not-there",
            config: "\(session)[profile dev]\nsso_session = corq\nsso_account_id = 1\nsso_role_name = R\n",
            words: ["dev"], status: 66),
        ExplainCase(
            name: "legacy-profile",
            config: """
                [profile old]
                sso_start_url = https://old.awsapps.com/start
                sso_region = us-east-1
                sso_account_id = 111111111111
                sso_role_name = Admin
                """, words: ["old"]),
        ExplainCase(
            name: "web-identity-left-over", config: "\(session)[profile dev]\n\(role)",
            variables: [
                "AWS_PROFILE": "dev", "AWS_WEB_IDENTITY_TOKEN_FILE": "/run/token",
                "AWS_ROLE_ARN": "arn:aws:iam::222222222222:role/Pod",
            ]),
        ExplainCase(
            name: "web-identity-of-the-environment", config: "",
            variables: [
                "AWS_WEB_IDENTITY_TOKEN_FILE": "/run/token", "AWS_ROLE_ARN": "arn:aws:iam::222222222222:role/Pod",
                "AWS_ROLE_SESSION_NAME": "pod",
            ]),
        ExplainCase(
            name: "keys-that-a-role-takes-from-the-environment",
            config:
                "[profile ci]\nrole_arn = arn:aws-us-gov:iam::222222222222:role/CI\ncredential_source = Environment\nregion = us-gov-west-1\n",
            variables: ["AWS_ACCESS_KEY_ID": "AKIAOTHER", "AWS_SECRET_ACCESS_KEY": "AWSXSANDBOXCANARY"], words: ["ci"]),
        ExplainCase(
            name: "services-block",
            config: """
                \(session)[profile dev]
                \(role)region = cn-north-1
                services = here
                endpoint_url = https://all.example.com

                [services here]
                s3 =
                  endpoint_url = http://localhost:9000/
                """, words: ["dev", "--service", "S3"]),
        ExplainCase(
            name: "services-block-that-is-not-there", config: "\(session)[profile dev]\n\(role)services = none\n",
            words: ["dev", "--service", "s3"], status: 78),
        ExplainCase(
            name: "container", config: "[default]\nregion = eu-west-1\n",
            variables: ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:8080/keys"]),
        ExplainCase(
            name: "file-of-an-older-tool", config: "[profile dev]\nregion = eu-west-1\n",
            others: [".boto": "[Boto]\ndebug = 0\n[Credentials]\n\(keys)"],
            variables: ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:8080/keys"], words: ["dev"]),
        ExplainCase(
            name: "files-of-two-older-tools",
            others: [
                "ec2": "AWSAccessKeyId=AKIAEC\nAWSSecretKey=AWSXSANDBOXCANARY\n", "boto": "[Credentials]\n\(keys)",
            ],
            variables: ["AWS_CREDENTIAL_FILE": "~/ec2", "BOTO_CONFIG": "~/boto"]),
        ExplainCase(
            name: "aws-login-session", config: "[profile me]\nlogin_session = arn:aws:iam::222222222222:user/bob\n",
            words: ["me"]),
        ExplainCase(
            name: "profile-that-is-not-there", config: "\(session)[profile dev]\n\(role)", words: ["dve"], status: 66),
        ExplainCase(name: "file-that-is-none", config: "[profile dev]\nregion\n", words: ["dev"], status: 78),
        ExplainCase(
            name: "misread-values",
            config:
                "\(session)[profile dev]\n\(role)region = eu-west-1 # home\noutput = \"json\"\n[profile dev]\noutput = text\n",
            words: ["dev"]),
    ]
}
