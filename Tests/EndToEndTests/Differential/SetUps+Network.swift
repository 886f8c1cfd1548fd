/// What stands between a program and AWS: certificates, regions, attempts, addresses.
extension SetUps {
    /// A way to credentials, and whether AWS is asked for them on the way.
    private struct Way: Sendable {
        let name: String
        let lines: String
        var files: [(String, String)] = []
        var logins: [LoginFile] = []
        var asksAWS = true
    }

    private static let sso = Way(name: "sso", lines: Kind.sso)
    private static let role = Way(name: "a role", lines: "role_arn = \(Kind.deploy)\nsource_profile = base\n")
    private static let webIdentity = Way(name: "a web identity", lines: Kind.web, files: [Kind.token])
    private static let login = Way(
        name: "an expired login", lines: "login_session = \(LoginFile.standardSession)\n",
        logins: [LoginFile(secondsLeft: -1)])
    private static let ways = [
        Way(name: "keys", lines: Kind.keys, asksAWS: false),
        Way(
            name: "a program", lines: "credential_process = /bin/cat {home}/process.json\n", files: [Kind.process],
            asksAWS: false), sso, role, webIdentity, login,
    ]

    private static func setUp(
        _ name: String, _ way: Way, region: String? = "us-east-1", more: String = "",
        variables: [(String, String)] = [], status: Int32? = nil, exception: String? = nil
    ) -> SetUp {
        SetUp(
            name: "\(way.name), \(name)",
            config: "[profile p]\n\(region.map { "region = \($0)\n" } ?? "")\(way.lines)\(more)\(base)\(session)",
            variables: variables, profile: "p", files: way.files, logins: way.logins, status: status,
            exception: exception)
    }

    // MARK: Certificates

    private static let bundleNames: [(name: String, profile: String, variables: [(String, String)])] = [
        ("an empty AWS_CA_BUNDLE", "", [("AWS_CA_BUNDLE", "")]),
        ("a blank AWS_CA_BUNDLE", "", [("AWS_CA_BUNDLE", " \t")]),
        ("an empty REQUESTS_CA_BUNDLE", "", [("REQUESTS_CA_BUNDLE", "")]),
        ("a blank REQUESTS_CA_BUNDLE", "", [("REQUESTS_CA_BUNDLE", "  ")]),
        ("an empty ca_bundle", "ca_bundle =\n", []),
        ("an empty ca_bundle behind a variable", "ca_bundle =\n", [("REQUESTS_CA_BUNDLE", "/no/such")]),
    ]

    /// An empty or blank bundle ends whatever asks AWS, with the place; what asks nobody goes on.
    static let bundles: [SetUp] =
        ways.flatMap { way in
            bundleNames.map {
                setUp($0.name, way, more: $0.profile, variables: $0.variables, status: way.asksAWS ? 78 : 0)
            }
        } + [
            SetUp(
                name: "a container, an empty AWS_CA_BUNDLE",
                variables: [
                    ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "{url}/v1/credentials/task"), ("AWS_CA_BUNDLE", ""),
                ], status: 78,
                exception: "botocore asks a container with other settings than AWS; awsx has one set for all it asks")
        ]

    // MARK: Regions

    private static let newRegions = ["me-west-1", "sa-west-1"]

    static let regions: [SetUp] = newRegions.flatMap { region in
        [role, webIdentity, login].map { setUp("region = \(region)", $0, region: region) } + [
            setUp("AWS_DEFAULT_REGION=\(region)", role, region: nil, variables: [("AWS_DEFAULT_REGION", region)]),
            SetUp(
                name: "sso, sso_region = \(region)",
                config: "[profile p]\nregion = \(region)\n\(Kind.sso)"
                    + "[sso-session sandbox]\nsso_start_url = https://sandbox.awsapps.com/start\nsso_region = \(region)\n",
                profile: "p",
                exception: "the token is of us-east-1, and awsx sends a token to its own Region only"),
            setUp(
                "the source's region is \(region)",
                Way(
                    name: "a role",
                    lines:
                        "role_arn = \(Kind.deploy)\nsource_profile = far\n[profile far]\n\(Kind.keys)region = \(region)\n"
                )
            ),
        ]
    }

    // MARK: Attempts

    private static func retry(
        _ name: String, _ way: Way, _ more: String = "", _ variables: [(String, String)] = [],
        status: Int32? = nil, exception: String? = nil
    ) -> SetUp {
        setUp(name, way, more: more, variables: variables, status: status, exception: exception)
    }

    private static let oneMode = "awsx has one mode, standard, and reads no setting of it"

    static let retries: [SetUp] =
        ["legacy", "standard", "adaptive", "STANDARD"].flatMap { mode in
            let exception = mode == "STANDARD" ? oneMode : nil
            return [
                retry("retry_mode = \(mode)", role, "retry_mode = \(mode)\n", exception: exception),
                retry("AWS_RETRY_MODE=\(mode)", sso, "", [("AWS_RETRY_MODE", mode)], exception: exception),
            ]
        } + [
            retry("retry_mode = often", role, "retry_mode = often\n", exception: oneMode),
            retry("an empty AWS_RETRY_MODE", sso, "", [("AWS_RETRY_MODE", "")], exception: oneMode),
            retry("AWS_NEW_RETRIES_2026", sso, "", [("AWS_NEW_RETRIES_2026", "true")]),
            retry("max_attempts = 1", role, "max_attempts = 1\n"),
            retry("AWS_MAX_ATTEMPTS=5", sso, "", [("AWS_MAX_ATTEMPTS", "5")]),
            retry("two numbers of attempts", webIdentity, "max_attempts = 2\n", [("AWS_MAX_ATTEMPTS", "4")]),
            retry("max_attempts = 0", role, "max_attempts = 0\n", status: 78),
            retry("max_attempts = -1", role, "max_attempts = -1\n", status: 78),
            retry("max_attempts = often", role, "max_attempts = often\n", status: 78),
            retry("AWS_MAX_ATTEMPTS=often", login, "", [("AWS_MAX_ATTEMPTS", "often")], status: 78),
            retry("AWS_MAX_ATTEMPTS=2.0", sso, "", [("AWS_MAX_ATTEMPTS", "2.0")], status: 78),
        ]

    // MARK: Addresses without TLS

    private static let unencrypted =
        "awsx sends tokens and keys unencrypted within this machine only; botocore does so for all that is no bearer's"

    /// 0.0.0.0 leads to this machine, too, and is no address of it.
    static let plainHTTP: [SetUp] = [(sso, "SSO"), (role, "STS"), (webIdentity, "STS"), (login, "SIGNIN")].flatMap {
        way, service in
        [("127.0.0.1", true), ("localhost", true), ("0.0.0.0", false)].map { host, isAllowed in
            setUp(
                "at \(host)", way, variables: [("AWS_ENDPOINT_URL_\(service)", "http://\(host):{port}")],
                status: isAllowed ? 0 : 78, exception: isAllowed ? nil : unencrypted)
        }
    }
}
