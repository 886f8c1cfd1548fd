import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct RoleChainTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private static let arn = "arn:aws:iam::222222222222:role/r"
    private static let keys = "aws_access_key_id = AKIA\naws_secret_access_key = S"
    private static let sso =
        "sso_start_url = https://x\nsso_region = r\nsso_account_id = 1\nsso_role_name = R\n"
    private static let end = "[profile end]\n\(keys)\n"

    private func source(
        _ config: String, _ variables: KeyValuePairs<String, String> = [:], of name: String = "a"
    ) throws -> CredentialOrigin {
        let config = try home.config(config)
        return try CredentialOriginResolver(config: config, environment: Environment(variables))
            .resolve(try #require(config.profile(name)))
    }

    private func failure(_ config: String, _ variables: KeyValuePairs<String, String> = [:]) throws -> Failure {
        try #require(throws: Failure.self) { try source(config, variables) }
    }

    private static func role(_ name: String, _ rest: String) -> String {
        "[profile \(name)]\nrole_arn = \(arn)-\(name)\n\(rest)"
    }

    @Test func `Every setting of a role comes with its place`() throws {
        let settings = """
            source_profile = end
            role_session_name = me
            external_id = xid
            duration_seconds = 3600
            mfa_serial = arn:aws:iam::111111111111:mfa/me

            """
        let config = Self.role("a", settings) + Self.end
        let role = try #require(try source(config).provider as? RoleAssumption)
        #expect(role.profile == "a")
        #expect(role.roleARN == Setting(value: "\(Self.arn)-a", location: .file("~/.aws/config", line: 2)))
        #expect(role.sessionName?.value == "me")
        #expect(role.externalID?.location == .file("~/.aws/config", line: 5))
        #expect(role.durationSeconds == 3600)
        #expect(role.mfaSerial?.location == .file("~/.aws/config", line: 7))
        #expect(role.source.reference == .profile(Setting(value: "end", location: .file("~/.aws/config", line: 3))))
        #expect(role.source.credentials.providerName == "config-file")
    }

    /// Sections of a config, and the providers from the outermost role to the one that ends the chain.
    private static let chains: [([String], [String])] = [
        ([role("a", "source_profile = end"), end], ["assume-role", "config-file"]),
        (
            [role("a", "source_profile = b"), role("b", "source_profile = end"), end],
            ["assume-role", "assume-role", "config-file"]
        ),
        ([role("a", "source_profile = a\n\(keys)")], ["assume-role", "config-file"]),
        // A source with keys of its own uses them and not its role.
        (
            [role("a", "source_profile = b"), role("b", "source_profile = gone\n\(keys)")],
            ["assume-role", "config-file"]
        ),
        (
            [role("a", "source_profile = b"), role("b", "web_identity_token_file = /t\nsource_profile = a")],
            ["assume-role", "assume-role-with-web-identity"]
        ),
        (
            [role("a", "source_profile = b"), "[profile b]\ncredential_process = x"],
            ["assume-role", "custom-process"]
        ),
        ([role("a", "source_profile = b"), "[profile b]\nlogin_session = x"], ["assume-role", "login"]),
        ([role("a", "credential_source = Ec2InstanceMetadata")], ["assume-role", "iam-role"]),
        // SSO of a source goes before its keys, as everywhere.
        ([role("a", "source_profile = b"), "[profile b]\n\(sso)\(keys)"], ["assume-role", "sso"]),
    ]

    @Test(arguments: chains)
    func `A chain is followed to its end`(sections: [String], providers: [String]) throws {
        #expect(try source(sections.joined(separator: "\n")).chain.map(\.providerName) == providers)
    }

    @Test func `A source of the environment or container is read from the variables`() throws {
        let environment: KeyValuePairs = ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "S"]
        let named = Self.role("a", "credential_source = Environment")
        #expect(try source(named, environment).chain.last?.keys?.accessKeyID == "A")
        let container = Self.role("a", "credential_source = EcsContainer")
        #expect(
            try source(container, ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"]).chain.last?.providerName
                == "container-role")
    }

    /// Sections of a config, the code, the line, and a part of the message.
    private static let faults: [([String], Failure.Code, Int, String)] = [
        ([role("a", "")], .partialCredentials, 2, "without source_profile or credential_source"),
        ([role("a", "source_profile = end\ncredential_source = Environment"), end], .configInvalid, 4, "both"),
        ([role("a", "source_profile = gone")], .profileNotFound, 3, "gone"),
        ([role("a", "source_profile =")], .profileNotFound, 3, "''"),
        ([role("a", "source_profile = a")], .configInvalid, 3, "a → a"),
        (
            [role("a", "source_profile = b"), role("b", "source_profile = a")], .configInvalid, 6, "a → b → a"
        ),
        (
            [role("a", "source_profile = b"), role("b", "source_profile = c"), role("c", "source_profile = b")],
            .configInvalid, 9, "a → b → c → b"
        ),
        // Keys save a profile that names itself, and no other loop.
        (
            [role("a", "source_profile = b\n\(keys)"), role("b", "source_profile = a")], .configInvalid, 8,
            "a → b → a"
        ),
        ([role("a", "credential_source = environment")], .configInvalid, 3, "environment"),
        ([role("a", "credential_source = Environment")], .noCredentials, 3, "needs keys in the environment"),
        ([role("a", "credential_source = EcsContainer")], .noCredentials, 3, "EcsContainer"),
        ([role("a", "source_profile = b"), "[profile b]\nregion = x"], .noCredentials, 4, "b"),
        ([role("a", "source_profile = b"), "[profile b]\naws_secret_access_key = S"], .noCredentials, 4, "b"),
        ([role("a", "source_profile = b"), "[profile b]\naws_access_key_id = A"], .partialCredentials, 5, "b"),
        ([role("a", "source_profile = end\nexternal_id ="), end], .configInvalid, 4, "external_id"),
        ([role("a", "source_profile = end\nduration_seconds = 60"), end], .configInvalid, 4, "60"),
        (
            [role("a", "source_profile = end\nduration_seconds = 99999999999999999999"), end], .configInvalid, 4,
            "999"
        ),
        (["[profile a]\nrole_arn =\nsource_profile = end", end], .configInvalid, 2, "role_arn"),
        (["[profile a]\nrole_arn = admin\nsource_profile = end", end], .configInvalid, 2, "admin"),
    ]

    @Test(arguments: faults)
    func `What is wrong is told with its line`(
        sections: [String], code: Failure.Code, line: Int, words: String
    ) throws {
        let failure = try failure(sections.joined(separator: "\n"))
        #expect(failure.code == code)
        #expect(failure.status == (code == .profileNotFound ? .notFound : .configuration))
        #expect(failure.location == .file("~/.aws/config", line: line))
        #expect(failure.message.contains(words), "\(failure.message)")
        #expect(failure.hint != nil)
    }

    @Test func `A metadata service that is switched off is told with the variable`() throws {
        let failure = try failure(
            Self.role("a", "credential_source = Ec2InstanceMetadata"), ["AWS_EC2_METADATA_DISABLED": "true"])
        #expect(failure.hint?.words == "unset AWS_EC2_METADATA_DISABLED")
    }

    /// A duration and the seconds that Python's int() makes of it.
    @Test(
        arguments: [
            ("3600", 3600), (" 3_600 ", 3600), ("+0900", 900), ("an hour", nil), ("1e3", nil), ("3600.0", nil),
            ("", nil),
            ("3__600", nil), ("_900", nil),
        ] as [(String, Int64?)])
    func `A duration that is no number is ignored with a remark`(text: String, seconds: Int64?) throws {
        let source = try source(Self.role("a", "source_profile = end\nduration_seconds = \(text)\n") + Self.end)
        let role = try #require(source.provider as? RoleAssumption)
        #expect(role.request.durationSeconds == seconds)
        #expect(source.remarks.count == (seconds == nil ? 1 : 0))
        if seconds == nil { #expect(source.remarks[0].hasPrefix("~/.aws/config:4: ")) }
    }

    @Test func `A long chain is followed, one without end is not`() throws {
        func chain(_ length: Int) -> String {
            let roles = (1..<length).map { Self.role("p\($0)", "source_profile = p\($0 + 1)\n") }.joined()
            return Self.role("a", "source_profile = p1\n") + roles + "[profile p\(length)]\n\(Self.keys)"
        }
        #expect(try source(chain(200)).chain.count == 201)
        #expect(try source(chain(255)).chain.count == 256)
        #expect(try failure(chain(256)).code == .configInvalid)
        #expect(try failure(chain(400)).code == .configInvalid)
    }

    @Test func `What one profile's chain gave is right for all others, in whatever order they are asked`() throws {
        let roles = (0..<280).map { Self.role("p\($0)", "source_profile = p\($0 + 1)\n") }.joined()
        let round = Self.role("x", "source_profile = y\n") + Self.role("y", "source_profile = x\n")
        let config = try home.config(
            roles + "[profile p280]\n\(Self.keys)\n" + round + Self.role("lost", "source_profile = gone\n"))
        let names = config.profileNames
        for order in [names, names.reversed()] {
            let together = CredentialOriginResolver(config: config, environment: Environment())
            for (number, name) in order.enumerated() {
                let profile = try #require(config.profile(name))
                let result = Result { () throws(Failure) in try together.resolve(profile) }
                // Each by itself walks the whole chain.
                guard number % 9 == 0 || ["x", "y", "lost"].contains(name) else { continue }
                let alone = CredentialOriginResolver(config: config, environment: Environment())
                #expect(result == Result { () throws(Failure) in try alone.resolve(profile) })
            }
        }
    }

    /// Beside profile a, a role from end: another profile, and whether their requests have one name in the cache.
    @Test(arguments: [
        ("role_arn = \(arn)-a\nsource_profile = end\nregion = x", false),
        ("role_arn = \(arn)-a\nsource_profile = other", true),
        ("role_arn = \(arn)-a\ncredential_source = Environment", true),
        ("role_arn = \(arn)-a\nweb_identity_token_file = /t", true),
        ("role_arn = \(arn)-a\nsource_profile = other\nexternal_id = xid", false),
        ("role_arn = \(arn)-a\nsource_profile = other\nduration_seconds = no number", true),
        ("role_arn = \(arn)-b\nsource_profile = other", false),
    ])
    func `Roles that two profiles reach by different means are told apart`(other: String, shares: Bool) throws {
        let config = Self.role("a", "source_profile = end\n") + Self.end + "[profile b]\n\(other)\n"
        let role = try #require(try source(config).provider as? RoleAssumption)
        #expect(role.sharesItsCacheName == shares)
    }
}
