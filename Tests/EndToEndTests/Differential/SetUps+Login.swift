import Engine
import Foundation

/// Sessions of `aws login`: how long their keys live, where they are renewed, and what is missing in their files.
extension SetUps {
    private static func login(
        _ name: String, _ file: LoginFile, region: String? = "us-east-1", profile more: String = "",
        variables: [(String, String)] = [], exception: String? = nil
    ) -> SetUp {
        let lines = region.map { "region = \($0)\n" } ?? ""
        return SetUp(
            name: "login, \(name)", config: "[profile p]\nlogin_session = \(file.session)\n\(lines)\(more)",
            variables: variables, profile: "p", logins: [file], exception: exception)
    }

    /// Adds a member at the end of the file.
    private static func with(_ name: String, _ value: String) -> @Sendable (inout String) -> Void {
        { $0 = "\($0.dropLast()), \"\(name)\": \(value)}" }
    }

    /// Takes a member away, at the top or in `accessToken`.
    private static func without(_ name: String) -> @Sendable (inout String) -> Void {
        { text in
            guard let json = JSON(Array(text.utf8)) else { return }
            func strip(_ value: JSON) -> JSON {
                guard let members = value.members else { return value }
                return .object(members.filter { $0.name != name }.map { JSON.Member($0.name, strip($0.value)) })
            }
            text = strip(json).serialized(.minified)
        }
    }

    private static func replacing(_ member: String, _ value: String) -> @Sendable (inout String) -> Void {
        { text in
            without(member)(&text)
            with(member, value)(&text)
        }
    }

    private static let signInRegions: [(name: String, member: String?)] = [
        ("no signInRegion", nil), ("the same signInRegion", #""us-east-1""#), ("another signInRegion", #""eu-west-1""#),
        ("a new signInRegion", #""me-west-1""#), ("an empty signInRegion", #""""#), ("a null signInRegion", "null"),
        ("a signInRegion that is none", #""no region!""#),
    ]

    private static let lives: [(name: String, seconds: Int64)] = [("valid", 3600), ("expired", -1)]

    /// Whether the region of the file counts, and only where something is renewed.
    private static let regionsOfLogins: [SetUp] = lives.flatMap { life in
        ["us-east-1", nil].flatMap { region in
            signInRegions.map { name, member in
                var file = LoginFile(secondsLeft: life.seconds)
                if let member { file.change = with("signInRegion", member) }
                return login("\(life.name), \(region ?? "no region"), \(name)", file, region: region)
            }
        }
    }

    private static let members = [
        "accessToken", "refreshToken", "dpopKey", "clientId", "tokenType", "idToken", "accountId", "expiresAt",
        "sessionToken", "accessKeyId", "secretAccessKey",
    ]

    private static let knownAccount = "the session's name tells awsx the account; botocore ends with a KeyError"
    private static let noEnd = "awsx renews keys whose end it can't read; botocore ends with a fault of its own"

    private static let incomplete: [SetUp] = lives.flatMap { life in
        members.map { member in
            login(
                "\(life.name), without \(member)", LoginFile(secondsLeft: life.seconds, change: without(member)),
                exception: ["accountId": knownAccount, "expiresAt": noEnd][member])
        }
    }

    private static let ends: [SetUp] = [
        ("of another offset", #""2099-01-01T02:00:00+02:00""#, nil),
        ("without an offset", #""2099-01-01T00:00:00""#, noEnd), ("that is no time", #""soon""#, noEnd),
        ("in seconds", "4070908800", noEnd), ("long ago", #""2001-01-01T00:00:00Z""#, nil),
    ].map { name, end, exception in
        login(
            "an end \(name)",
            LoginFile(
                secondsLeft: 3600,
                change: { $0.replace(#/"expiresAt": "[^"]*"/#, with: "\"expiresAt\": \(end)") }),
            exception: exception)
    }

    private static let root = "arn:aws:iam::111111111111:root"
    private static let roleSession = "arn:aws:sts::111111111111:assumed-role/Admin/alice"

    private static let others: [SetUp] = [
        login("over", LoginFile(secondsLeft: -1, change: replacing("refreshToken", #""lrt-unknown""#))),
        login(
            "over, with another signInRegion",
            LoginFile(
                secondsLeft: -1,
                change: {
                    replacing("refreshToken", #""lrt-unknown""#)(&$0)
                    with("signInRegion", #""eu-west-1""#)(&$0)
                })),
        login("about to end", LoginFile(secondsLeft: 200)),
        login(
            "about to end and over", LoginFile(secondsLeft: 200, change: replacing("refreshToken", #""lrt-x""#)),
            exception: "awsx uses keys that still live where they can't be renewed; botocore gives none"),
        login("of another client", LoginFile(secondsLeft: -1, change: replacing("clientId", #""arn:other""#))),
        login("a key that is none", LoginFile(secondsLeft: -1, change: replacing("dpopKey", #""rubbish""#))),
        login("an empty key", LoginFile(secondsLeft: -1, change: replacing("dpopKey", #""""#))),
        login("an empty refresh token", LoginFile(secondsLeft: -1, change: replacing("refreshToken", #""""#))),
        login("a file of nothing", LoginFile(secondsLeft: -1, change: { $0 = "" })),
        login("half a file", LoginFile(secondsLeft: 3600, change: { $0 = String($0.prefix(100)) })),
        login("a list", LoginFile(secondsLeft: 3600, change: { $0 = "[\($0)]" })),
        login("members that nobody knows", LoginFile(secondsLeft: -1, change: with("later", "[1]"))),
        login("of root", LoginFile(session: root, secondsLeft: -1)),
        login("of a role's session", LoginFile(session: roleSession, secondsLeft: -1)),
        login(
            "in a folder that a variable names", LoginFile(secondsLeft: -1, folder: "elsewhere"),
            variables: [("AWS_LOGIN_CACHE_DIRECTORY", "{home}/elsewhere")]),
        login(
            "in a folder that a variable names by a tilde", LoginFile(secondsLeft: -1, folder: "elsewhere"),
            variables: [("AWS_LOGIN_CACHE_DIRECTORY", "~/elsewhere")]),
        login(
            "the region of a variable alone", LoginFile(secondsLeft: -1), region: nil,
            variables: [("AWS_DEFAULT_REGION", "eu-west-1")]),
        login(
            "an account of the profile", LoginFile(secondsLeft: 3600, change: without("accountId")),
            profile: "aws_account_id = 222222222222\n", exception: knownAccount),
    ]

    static let logins = regionsOfLogins + incomplete + ends + others
}
