import SystemKit

/// The variables of a command that shall see the sandbox and nothing of the user's own AWS.
struct SandboxEnvironment {
    let home: String
    let server: SandboxServer.Address
    /// The folder of `RedirectedEndpointRuleSets`.
    let dataPath: String
    /// This program, for `BROWSER`; nil where a person clicks.
    let browser: String?

    /// Names that carry an identity (<doc:ExecEnvironment>, Identity variables), the files of one, and the outer run's
    /// own marks.
    private static let removed = [
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN",
        "AWS_CREDENTIAL_EXPIRATION", "AWS_SESSION_EXPIRATION", "AWS_CREDENTIAL_FILE", "AWS_PROFILE",
        "AWS_DEFAULT_PROFILE", "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME", "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "AWS_REGION",
        "AWS_DEFAULT_REGION", "AWS_ACCOUNT_ID", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE",
        "AWS_LOGIN_CACHE_DIRECTORY", "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "AWS_EC2_METADATA_V1_DISABLED",
        "AWS_IMDS_USE_IPV6", "AWS_BEARER_TOKEN_BEDROCK", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_USE_FIPS_ENDPOINT",
        "AWS_USE_DUALSTACK_ENDPOINT", "BOTO_CONFIG", "_AWS_CLI_PROFILE_CHAIN",
    ]

    /// What a person sets for the command itself.
    private static let kept = ["AWSX_SANDBOX_BROWSER", "AWSX_NO_LOGIN"]

    func applied(to outer: Environment) -> Environment {
        var environment = outer
        for name in outer.names where isForeign(name) { environment.remove(name) }
        environment.set("HOME", home)
        environment.set("XDG_CONFIG_HOME", "\(home)/.config")
        environment.set("XDG_DATA_HOME", "\(home)/.local/share")
        environment.set("XDG_STATE_HOME", "\(home)/.local/state")
        environment.set("XDG_CACHE_HOME", "\(home)/.cache")
        environment.set("XDG_RUNTIME_DIR", "\(home)/.run")
        // For every service that has no variable of its own.
        environment.set("AWS_ENDPOINT_URL", server.url)
        for service in ["SSO", "SSO_OIDC", "STS", "SIGNIN", "ECR", "ECR_PUBLIC", "EKS"] {
            environment.set("AWS_ENDPOINT_URL_\(service)", server.url)
        }
        // Where zsh would find the files of the user's own.
        environment.remove("ZDOTDIR")
        environment.set("AWSX_SANDBOX_URL", server.url)
        environment.set("AWS_DATA_PATH", dataPath)
        environment.set("AWS_EC2_METADATA_DISABLED", "true")
        // Who unsets the line above meets the sandbox's instance. The old AWS CLI adds no slash of its own.
        environment.set("AWS_EC2_METADATA_SERVICE_ENDPOINT", "\(server.url)/")
        if let authority = server.certificateAuthority { environment.set("AWS_CA_BUNDLE", authority) }
        for name in ["NO_PROXY", "no_proxy"] {
            environment.set(
                name, ([outer.text(name)].compactMap(\.self) + ["127.0.0.1", "localhost"]).joined(separator: ","))
        }
        if let browser { environment.set("BROWSER", "\(Self.quoted(browser)) browser %s") }
        return environment
    }

    private func isForeign(_ name: String) -> Bool {
        if Self.kept.contains(name) { return false }
        return Self.removed.contains(name) || name.hasPrefix("AWS_ENDPOINT_URL") || name.hasPrefix("AWSX_")
    }

    /// One word of a command line as a shell, and Python's `shlex`, read it.
    static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2b, 0x2d...0x2f, 0x5f: true
            default: false
            }
        }
        return isPlain
            ? word : "'\(word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
    }
}
