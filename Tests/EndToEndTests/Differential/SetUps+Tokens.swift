/// Web identities, tokens of Identity Center, and roles that are assumed from them.
extension SetUps {
    private static let webRole = "arn:aws:iam::222222222222:role/Web"
    private static let file = ("AWS_WEB_IDENTITY_TOKEN_FILE", "{home}/token")
    private static let role = ("AWS_ROLE_ARN", webRole)

    private static func web(
        _ name: String, _ profile: String = "", variables: [(String, String)] = [],
        files: [(String, String)] = [Kind.token], named: String? = "p"
    ) -> SetUp {
        SetUp(
            name: "web identity, \(name)",
            config: "[\(named.map { "profile \($0)" } ?? "default")]\nregion = us-east-1\n\(profile)",
            variables: variables, profile: named, files: files)
    }

    static let webIdentities: [SetUp] = [
        web("of variables", variables: [file, role], named: nil),
        web("of variables for a profile that is named", variables: [file, role]),
        web("of both", Kind.web, variables: [file, ("AWS_ROLE_ARN", "arn:aws:iam::222222222222:role/Deploy")]),
        web("of both as default", Kind.web, variables: [file, role], named: nil),
        web("with the name of a variable", Kind.web, variables: [("AWS_ROLE_SESSION_NAME", "me")]),
        web(
            "with two names", "\(Kind.web)role_session_name = you\n", variables: [("AWS_ROLE_SESSION_NAME", "me")]),
        web("with an empty name", Kind.web, variables: [("AWS_ROLE_SESSION_NAME", "")]),
        web("with an empty name in the profile", "\(Kind.web)role_session_name =\n"),
        web("with an empty role variable", Kind.web, variables: [("AWS_ROLE_ARN", "")]),
        web("with an empty role variable alone", variables: [file, ("AWS_ROLE_ARN", "")], named: nil),
        web("with an empty file variable alone", variables: [("AWS_WEB_IDENTITY_TOKEN_FILE", ""), role], named: nil),
        web("with a role variable alone", variables: [role], named: nil),
        web("with a file variable alone", variables: [file], named: nil),
        web(
            "with another role in a variable", Kind.web,
            variables: [("AWS_ROLE_ARN", "\(Kind.deploy)No")]),
        web("with a file that isn't there", Kind.web, files: []),
        web("with an empty file", Kind.web, files: [("token", "")]),
        web("with a line end in the file", Kind.web, files: [("token", "\(Kind.token.1)\n")]),
        web("with another token", Kind.web, files: [("token", "of.another.issuer")]),
        web("with a folder for a file", Kind.web, files: [("token/x", "")]),
        web("with a tilde", Kind.web.replacing("{home}", with: "~")),
        web("with a variable in the path", Kind.web.replacing("{home}", with: "$HOME")),
        web("with an empty path", "role_arn = \(webRole)\nweb_identity_token_file =\n"),
        web("with an empty role", "role_arn =\nweb_identity_token_file = {home}/token\n"),
        web("with a duration", "\(Kind.web)duration_seconds = 1800\n"),
    ]

    private static let otherSession = "[sso-session other]\nsso_start_url = https://sandbox.awsapps.com/start\n"
    private static let pair = "sso_account_id = 111111111111\nsso_role_name = AdministratorAccess\n"
    private static let location = "sso_start_url = https://sandbox.awsapps.com/start\nsso_region = us-east-1\n"
    /// The files of the session `other`, and of the start URL.
    private static let otherFile = ".aws/sso/cache/d0941e68da8f38151ff86a61fc59f7c5cf9fcaa2.json"
    private static let legacyFile = ".aws/sso/cache/e009d2e714015aae0f6dc0696568e5d668596a14.json"

    private static func sso(
        _ name: String, _ profile: String, _ rest: String = session, files: [(String, String)] = []
    ) -> SetUp {
        SetUp(
            name: "sso, \(name)", config: "[profile p]\nregion = us-east-1\n\(profile)\(rest)", profile: "p",
            files: files)
    }

    static let tokens: [SetUp] = [
        sso("legacy, signed in", location + pair, "", files: [(legacyFile, "{token}")]),
        sso("legacy, signed out", location + pair, ""),
        sso("legacy without a region", "sso_start_url = https://sandbox.awsapps.com/start\n\(pair)", ""),
        sso("legacy without an account", "\(location)sso_role_name = AdministratorAccess\n", ""),
        sso("legacy without a role", "\(location)sso_account_id = 111111111111\n", ""),
        sso("a session and the same start URL", "sso_session = sandbox\n\(location)\(pair)"),
        sso(
            "a session and another start URL",
            "sso_session = sandbox\nsso_start_url = https://other.awsapps.com/start\n\(pair)"),
        sso("a session without an account", "sso_session = sandbox\nsso_role_name = AdministratorAccess\n"),
        sso("a session without a role", "sso_session = sandbox\nsso_account_id = 111111111111\n"),
        sso("an empty session", "sso_session =\n\(pair)"),
        sso("an empty account", "sso_session = sandbox\nsso_account_id =\nsso_role_name = AdministratorAccess\n"),
        sso("a role that nobody has", "sso_session = sandbox\nsso_account_id = 111111111111\nsso_role_name = Nobody\n"),
        sso(
            "a session without a region", "sso_session = other\n\(pair)", otherSession, files: [(otherFile, "{token}")]),
        sso(
            "a session with a token of its own", "sso_session = other\n\(pair)",
            "\(otherSession)sso_region = us-east-1\n",
            files: [(otherFile, "{token}")]),
        sso("a session that is signed out", "sso_session = other\n\(pair)", "\(otherSession)sso_region = us-east-1\n"),
        sso(
            "a session with half a token", "sso_session = other\n\(pair)", "\(otherSession)sso_region = us-east-1\n",
            files: [
                (otherFile, #"{"startUrl": "https://s.awsapps.com/start", "expiresAt": "2099-01-01T00:00:00Z"}"#)
            ]
        ),
        sso(
            "a session with a token without an end", "sso_session = other\n\(pair)",
            "\(otherSession)sso_region = us-east-1\n", files: [(otherFile, #"{"accessToken": "AT"}"#)]),
        sso(
            "a session with a token that is over", "sso_session = other\n\(pair)",
            "\(otherSession)sso_region = us-east-1\n",
            files: [(otherFile, #"{"accessToken": "AT", "expiresAt": "2020-01-01T00:00:00Z"}"#)]),
        sso(
            "a session with rubbish", "sso_session = other\n\(pair)", "\(otherSession)sso_region = us-east-1\n",
            files: [(otherFile, "rubbish")]),
    ]

    private static let user = (
        "user.json",
        #"{"Version": 1, "AccessKeyId": "AKIASANDBOXUSER23456", "#
            + #""SecretAccessKey": "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"}"#
    )

    private static let sources: [(name: String, lines: String, logins: [LoginFile])] = [
        ("sso", Kind.sso, []), ("legacy sso", location + pair, []), ("a web identity", Kind.web, []),
        ("a program", "credential_process = /bin/cat {home}/user.json\n", []),
        ("an expired login", "login_session = \(LoginFile.standardSession)\n", [LoginFile(secondsLeft: -1)]),
        (
            "an expired login of another region", "login_session = \(LoginFile.standardSession)\n",
            [LoginFile(secondsLeft: -1, change: { $0 = "\($0.dropLast()), \"signInRegion\": \"eu-west-1\"}" })]
        ),
    ]

    /// Roles whose source is of each kind: with settings of their own, with a source of a source, and with variables.
    static let chains: [SetUp] = sources.flatMap { source -> [SetUp] in
        func chain(_ name: String, _ lines: String, _ rest: String = "", _ variables: [(String, String)] = []) -> SetUp
        {
            SetUp(
                name: "\(name) from \(source.name)",
                config: "[profile p]\nregion = us-east-1\nrole_arn = \(Kind.deploy)\n\(lines)\(rest)"
                    + "[profile source]\n\(source.lines)\(session)",
                variables: variables, profile: "p",
                files: [(legacyFile, "{token}"), Kind.token, user], logins: source.logins)
        }
        let second = "[profile middle]\nrole_arn = \(Kind.deploy)\nsource_profile = source\nregion = sa-west-1\n"
        return [
            chain("a role with an external id", "source_profile = source\nexternal_id = xid\n"),
            chain("a role of a role", "source_profile = middle\nrole_session_name = me\n", second),
            chain("a role beside keys", "source_profile = source\n", "", [("AWS_ACCESS_KEY_ID", "AKIA")]),
        ]
    }
}
