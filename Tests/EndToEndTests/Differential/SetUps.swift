/// The set-ups that awsx and botocore are compared in: every pair of kinds in one profile, every kind behind a role, every
/// kind beside leftover variables, and what was thought of by hand.
enum SetUps {
    static let all: [SetUp] =
        pairs + behindRoles + besideVariables + settings + byHand + processes + machines + antiques + logins
        + webIdentities + tokens + chains + bundles + regions + retries + plainHTTP

    static let session =
        "[sso-session sandbox]\nsso_start_url = https://sandbox.awsapps.com/start\nsso_region = us-east-1\n"
    static let base = "[profile base]\n\(Kind.keys)"

    private static func setUp(
        _ name: String, _ kinds: [Kind], more: String = "", profile: String? = "p", asDefault: Bool = false
    ) -> SetUp {
        let own = asDefault ? "default" : "p"
        let lines = kinds.map { $0.lines.replacing("{self}", with: own) }.joined()
        let credentials = kinds.map(\.credentials).joined()
        return SetUp(
            name: name,
            config: "[\(asDefault ? "default" : "profile p")]\nregion = us-east-1\n\(lines)\(base)\(session)\(more)",
            credentials: credentials.isEmpty ? nil : "[\(own)]\n\(credentials)",
            variables: kinds.flatMap(\.variables), profile: asDefault ? nil : profile, files: kinds.flatMap(\.files))
    }

    /// Which of two wins in one profile.
    private static let pairs: [SetUp] = Kind.all.indices.flatMap { first in
        Kind.all.indices.filter { $0 > first }.compactMap { second -> SetUp? in
            let (one, other) = (Kind.all[first], Kind.all[second])
            let keys = Set(names(one)).intersection(names(other))
            // A key that stands twice in a section is another matter: botocore reads no such file.
            guard keys.isEmpty else { return nil }
            return setUp("\(one.name) and \(other.name)", [one, other])
        }
    }

    private static func names(_ kind: Kind) -> [String] {
        kind.lines.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
    }

    private static let behindRoles: [SetUp] = Kind.all.flatMap { kind in
        let source = "[profile source]\n\(kind.lines.replacing("{self}", with: "source"))"
        let credentials = kind.credentials.isEmpty ? nil : "[source]\n\(kind.credentials)"
        func role(_ name: String, _ settings: String) -> SetUp {
            SetUp(
                name: "\(name) behind which is \(kind.name)",
                config:
                    "[profile p]\nregion = us-east-1\nrole_arn = \(Kind.deploy)\n\(settings)\(source)\(base)\(session)",
                credentials: credentials, profile: "p", files: kind.files)
        }
        return [
            role("role", "source_profile = source\n"),
            role("role with words", "source_profile = source\nrole_session_name = me\nduration_seconds = 900\n"),
            role(
                "chain",
                "source_profile = middle\n[profile middle]\nrole_arn = \(Kind.deploy)\nsource_profile = source\n"),
        ]
    }

    private static let leftovers: [(name: String, variables: [(String, String)])] = [
        (
            "keys",
            [("AWS_ACCESS_KEY_ID", "AKIAOFENVIRONMENT"), ("AWS_SECRET_ACCESS_KEY", "SECRETOFENVIRONMENT")]
        ),
        (
            "web identity",
            [
                ("AWS_WEB_IDENTITY_TOKEN_FILE", "{home}/token"),
                ("AWS_ROLE_ARN", "arn:aws:iam::222222222222:role/Web"),
            ]
        ),
        ("container", [("AWS_CONTAINER_CREDENTIALS_FULL_URI", "{url}/v1/credentials/task")]),
        ("half keys", [("AWS_ACCESS_KEY_ID", "AKIAHALF")]),
        ("nothing of its own", []),
    ]

    /// Each kind as a profile that was named, that a variable names, and as `default`, beside each leftover.
    private static let besideVariables: [SetUp] = Kind.all.flatMap { kind in
        leftovers.flatMap { name, variables -> [SetUp] in
            var named = setUp("\(kind.name), named, beside \(name)", [kind])
            var chosen = setUp("\(kind.name), chosen by AWS_PROFILE, beside \(name)", [kind], profile: nil)
            var unnamed = setUp("\(kind.name) as default beside \(name)", [kind], asDefault: true)
            for index in [0, 1, 2] {
                let change = { (setUp: inout SetUp) in
                    setUp.variables += variables
                    setUp.files = setUp.files.filter { $0.0 != "token" } + [Kind.token]
                }
                switch index {
                case 0: change(&named)
                case 1: change(&chosen)
                default: change(&unnamed)
                }
            }
            chosen.variables.append(("AWS_PROFILE", "p"))
            if isLeftOver(name, beside: kind) {
                chosen.exception = "a profile that is set wins over another identity that was left in the environment"
            }
            return [named, chosen, unnamed]
        }
    }

    /// Kinds that give no credentials by themselves where these variables are.
    private static let poor = [
        "role-of-environment", "role-of-container", "role-of-machine", "half-keys", "secret-alone", "half-sso",
        "login-that-is-over", "broken-process", "web-without-role", "nothing", "ec2-file", "boto-file",
        "boto-variable",
    ]

    /// Whether botocore takes variables in the place of a profile that is chosen by one.
    private static func isLeftOver(_ name: String, beside kind: Kind) -> Bool {
        switch name {
        case "keys": true
        // A role that is assumed comes first in both, and the web identity of the two is one.
        case "web identity": kind.name != "web" && !kind.name.hasPrefix("role")
        // In botocore they are a fault, whatever else there is.
        case "half keys": !poor.contains(kind.name)
        default: false
        }
    }

    private static func role(_ name: String, _ settings: String, _ rest: String = "") -> SetUp {
        SetUp(
            name: name,
            config: "[profile p]\nregion = us-east-1\nrole_arn = \(Kind.deploy)\n\(settings)\n\(base)\(rest)",
            profile: "p")
    }

    private static let settings: [SetUp] = [
        role("no source", ""), role("both sources", "source_profile = base\ncredential_source = Environment"),
        role("a source that isn't there", "source_profile = gone"), role("an empty source", "source_profile ="),
        role("a source in lower case", "credential_source = environment"),
        role("an unknown source", "credential_source = Elsewhere"), role("itself", "source_profile = p"),
        role("a duration", "source_profile = base\nduration_seconds = 3600"),
        role("a duration with blanks and underscores", "source_profile = base\nduration_seconds = 3_600"),
        role("a duration that is no number", "source_profile = base\nduration_seconds = an hour"),
        role("a fraction", "source_profile = base\nduration_seconds = 3600.5"),
        role("too short a duration", "source_profile = base\nduration_seconds = 60"),
        role("too long a duration", "source_profile = base\nduration_seconds = 50000"),
        role("an external id", "source_profile = base\nexternal_id = xid"),
        role("an empty external id", "source_profile = base\nexternal_id ="),
        role("an empty session name", "source_profile = base\nrole_session_name ="),
        role("a session name with a blank", "source_profile = base\nrole_session_name = a b"),
        role("an empty role", "source_profile = base\nrole_arn ="),
        role("MFA without a person", "source_profile = base\nmfa_serial = arn:aws:iam::111111111111:mfa/ci"),
        role(
            "a loop of two", "source_profile = b", "[profile b]\nrole_arn = \(Kind.deploy)\nsource_profile = p\n"),
        role(
            "a loop further on", "source_profile = b",
            "[profile b]\nrole_arn = \(Kind.deploy)\nsource_profile = c\n[profile c]\nrole_arn = \(Kind.deploy)\nsource_profile = b\n"
        ),
        role(
            "a loop through keys", "source_profile = b",
            "[profile b]\nrole_arn = \(Kind.deploy)\nsource_profile = p\n\(Kind.keys)"),
        role(
            "a source that is itself", "source_profile = b",
            "[profile b]\nrole_arn = \(Kind.deploy)\nsource_profile = b\n"),
        role("a condition that fails", "source_profile = base\nrole_arn = arn:aws:iam::222222222222:role/Audit"),
        role("a role that isn't there", "source_profile = base\nrole_arn = arn:aws:iam::222222222222:role/Gone"),
    ]

    private static let byHand: [SetUp] = [
        SetUp(name: "no files at all"), SetUp(name: "an empty default", config: "[default]\n"),
        SetUp(name: "a profile that isn't there", config: base, profile: "gone"),
        SetUp(name: "a variable that names none", config: base, variables: [("AWS_PROFILE", "gone")]),
        SetUp(name: "a variable that is empty", config: base, variables: [("AWS_PROFILE", "")]),
        SetUp(
            name: "keys of both files", config: "[profile p]\n\(Kind.keys)",
            credentials: "[p]\naws_access_key_id = AKIAOFCREDENTIALS\naws_secret_access_key = S\n", profile: "p"),
        SetUp(
            name: "keys in two halves", config: "[profile p]\naws_access_key_id = A\n",
            credentials: "[p]\naws_secret_access_key = S\n", profile: "p"),
        SetUp(
            name: "a role without a region",
            config: "[profile p]\nrole_arn = \(Kind.deploy)\nsource_profile = base\n\(base)",
            profile: "p"),
        SetUp(
            name: "a role whose source alone has a region",
            config: "[profile p]\nrole_arn = \(Kind.deploy)\nsource_profile = base\n\(base)region = us-east-1\n",
            profile: "p"),
        SetUp(
            name: "a role with the region of a variable",
            config: "[profile p]\nrole_arn = \(Kind.deploy)\nsource_profile = base\n\(base)",
            variables: [("AWS_DEFAULT_REGION", "us-east-1")], profile: "p"),
        SetUp(
            name: "a session that says otherwise",
            config: "[profile p]\nsso_session = sandbox\nsso_region = eu-west-1\nsso_account_id = 111111111111\n"
                + "sso_role_name = AdministratorAccess\n\(session)", profile: "p"),
        SetUp(
            name: "a session that isn't there",
            config: "[profile p]\nsso_session = gone\nsso_account_id = 111111111111\nsso_role_name = X\n", profile: "p"),
        SetUp(
            name: "a token without a role", config: "[profile p]\nsso_session = sandbox\n\(session)",
            variables: [("AWS_CONTAINER_CREDENTIALS_FULL_URI", "{url}/v1/credentials/task")], profile: "p",
            exception: "a profile with a session alone gives a token, and awsx names `awsx token`"),
        SetUp(
            name: "an older token variable",
            variables: [
                ("AWS_ACCESS_KEY_ID", "A"), ("AWS_SECRET_ACCESS_KEY", "S"), ("AWS_SESSION_TOKEN", "NEW"),
                ("AWS_SECURITY_TOKEN", "OLD"),
            ]),
        SetUp(name: "an empty key variable", config: "[default]\n\(Kind.keys)", variables: [("AWS_ACCESS_KEY_ID", "")]),
        SetUp(
            name: "a role of variables with the token file of the profile",
            config: "[default]\nregion = us-east-1\nweb_identity_token_file = {home}/token\n",
            variables: [("AWS_ROLE_ARN", "arn:aws:iam::222222222222:role/Web")], files: [Kind.token]),
        SetUp(
            name: "an empty token variable hides the profile's file",
            config: "[default]\nregion = us-east-1\nrole_arn = arn:aws:iam::222222222222:role/Web\n"
                + "web_identity_token_file = {home}/token\n\(Kind.keys)",
            variables: [("AWS_WEB_IDENTITY_TOKEN_FILE", "")], files: [Kind.token]),
    ]
}
