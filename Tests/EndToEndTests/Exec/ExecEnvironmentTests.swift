import SystemKit
import TestSupport
import Testing

/// The variables of a command: one identity, and all else as it was.
@Suite(.serialized) struct ExecEnvironmentTests {
    private func home(_ more: String = "") throws -> EndToEndHome {
        let home = try EndToEndHome(config: EndToEndHome.config + more)
        try home.writeRole()
        try home.writeRole(account: "222222222222", role: "ReadOnlyAccess", key: "ASIAPROD")
        return home
    }

    /// The environment of a command, each variable as often as it is there.
    private func variables(
        _ words: [String], of environment: Environment
    ) async throws -> [(name: String, value: String)] {
        let outcome = try await Program.run(
            InstallPrefix.shared.get().awsx, ["exec"] + words + ["--", "/usr/bin/env", "-0"], environment: environment)
        #expect(outcome.status == 0, "\(outcome)")
        return outcome.output.split(separator: "\0").map { line in
            let end = line.firstIndex(of: "=") ?? line.endIndex
            return (String(line[..<end]), String(line[end...].dropFirst()))
        }
    }

    @Test func `what is set is this, and nothing else is touched`() async throws {
        let home = try home()
        defer { home.remove() }
        let outer = home.environment.setting(["KEPT": "as it was", "EMPTY": ""])
        let inner = try await variables(["-p", "dev-AdministratorAccess"], of: outer)
        let set = Dictionary(uniqueKeysWithValues: inner.filter { outer[$0.name] == nil }.map { ($0.name, $0.value) })
        let end = set["AWS_CREDENTIAL_EXPIRATION"] ?? ""
        #expect(end.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil, "\(end)")
        #expect(
            set == [
                "AWS_ACCESS_KEY_ID": "ASIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret-of-ASIAEXAMPLE",
                "AWS_SESSION_TOKEN": "token-of-ASIAEXAMPLE", "AWS_CREDENTIAL_EXPIRATION": end,
                "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1", "AWSX_REGION_SET": "us-east-1",
                "AWSX_PROFILE": "dev-AdministratorAccess", "AWSX_ACCOUNT_ID": "111111111111",
                "AWSX_ROLE": "AdministratorAccess", "AWSX_DEPTH": "1",
            ])
        for name in outer.names { #expect(inner.filter { $0.name == name }.map(\.value) == [outer[name] ?? ""]) }
    }

    /// Every variable that names an identity to some tool; the list of the plan, not of the program.
    private static let identity = [
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN",
        "AWS_CREDENTIAL_EXPIRATION", "AWS_SESSION_EXPIRATION", "AWS_CREDENTIAL_FILE", "AWS_PROFILE",
        "AWS_DEFAULT_PROFILE", "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME", "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "AWS_ACCOUNT_ID",
        "AWSX_PROFILE", "AWSX_ACCOUNT_ID", "AWSX_ROLE", "AWSX_REGION_SET",
    ]

    @Test func `no other identity is left, however often it was there`() async throws {
        let home = try home()
        defer { home.remove() }
        var blocks = home.environment.blocks
        for _ in 0..<3 { blocks += Self.identity.map { Array("\($0)=left-over".utf8) } }
        let inner = try await variables(
            ["--quiet", "-p", "dev-AdministratorAccess"], of: Environment(blocks: blocks))
        #expect(!inner.contains { $0.value == "left-over" })
        for name in Self.identity { #expect(inner.filter { $0.name == name }.count <= 1, "\(name)") }
    }

    @Test func `of two AWS_PROFILE neither is left, and every program sees the same keys`() async throws {
        let home = try home()
        defer { home.remove() }
        var blocks = home.environment.blocks
        blocks += ["AWS_PROFILE=dev-AdministratorAccess", "AWS_REGION=eu-west-1", "AWS_PROFILE=prod-ReadOnlyAccess"]
            .map { Array($0.utf8) }
        blocks += ["AWS_REGION=eu-west-2", "AWS_ACCESS_KEY_ID=first", "AWS_ACCESS_KEY_ID=second"].map { Array($0.utf8) }
        let inner = try await variables(["--quiet"], of: Environment(blocks: blocks))
        #expect(!inner.contains { $0.name == "AWS_PROFILE" })
        #expect(inner.filter { $0.name == "AWS_ACCESS_KEY_ID" }.map(\.value) == ["ASIAEXAMPLE"])
        #expect(inner.filter { $0.name == "AWS_REGION" }.count == 1)
    }

    @Test func `where files, endpoints and certificates are stays the user's word`() async throws {
        let home = try home()
        defer { home.remove() }
        let kept: KeyValuePairs<String, String?> = [
            "AWS_CONFIG_FILE": "\(home.path)/.aws/config", "AWS_SHARED_CREDENTIALS_FILE": "\(home.path)/none",
            "AWS_CA_BUNDLE": "/etc/passwd", "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_PAGER": "",
            "AWS_MAX_ATTEMPTS": "7", "AWS_STS_REGIONAL_ENDPOINTS": "legacy", "AWS_USE_FIPS_ENDPOINT": "true",
            "AWS_USE_DUALSTACK_ENDPOINT": "true", "AWS_EC2_METADATA_DISABLED": "true", "AWS_RETRY_MODE": "adaptive",
        ]
        let inner = try await variables(["-p", "dev-AdministratorAccess"], of: home.environment.setting(kept))
        for (name, value) in kept { #expect(inner.filter { $0.name == name }.map(\.value) == [value ?? ""]) }
    }

    @Test func `keys that are left over are named in one line, unless quiet`() async throws {
        let home = try home()
        defer { home.remove() }
        let keys: KeyValuePairs<String, String?> = ["AWS_ACCESS_KEY_ID": "AKIALEFT", "AWS_SECRET_ACCESS_KEY": "left"]
        let loud = try await home.awsx(
            "exec", "-p", "prod-ReadOnlyAccess", "--", "printenv", "AWS_ACCESS_KEY_ID", setting: keys)
        #expect(loud.output == "ASIAPROD\n")
        #expect(loud.errorLines.count == 1)
        #expect(loud.error.contains("AWS_ACCESS_KEY_ID"))
        #expect(!loud.error.contains("AKIALEFT"))
        let quiet = try await home.awsx("exec", "-q", "-p", "prod-ReadOnlyAccess", "--", "true", setting: keys)
        #expect(quiet.errorBytes.isEmpty)
        let alone = try await home.awsx("exec", "--", "printenv", "AWS_ACCESS_KEY_ID", setting: keys)
        #expect(alone.output == "AKIALEFT\n", "keys come before the default profile: \(alone)")
    }

    @Test(
        arguments: [
            // Profile, typed region, variables outside, what the command sees.
            ("dev-AdministratorAccess", nil, nil, "us-east-1"), ("west", nil, nil, "eu-west-1"),
            ("west", "ap-south-1", nil, "ap-south-1"), ("west", nil, "sa-east-1", "sa-east-1"),
            ("west", "ap-south-1", "sa-east-1", "ap-south-1"), ("placeless", nil, nil, "none"),
            ("placeless", nil, "sa-east-1", "sa-east-1"),
        ] as [(String, String?, String?, String)])
    func `the region is typed, else set, else the profile's`(
        profile: String, typed: String?, outside: String?, seen: String
    ) async throws {
        let home = try home(Self.locations)
        defer { home.remove() }
        let words = ["exec", "-p", profile] + (typed.map { ["--region", $0] } ?? [])
        let outcome = try await Program.run(
            InstallPrefix.shared.get().awsx,
            words + ["--", "sh", "-c", "echo ${AWS_REGION-none} ${AWS_DEFAULT_REGION-none} ${AWSX_REGION_SET-none}"],
            environment: home.environment.setting(["AWS_REGION": outside]))
        #expect(outcome.output == "\(seen) \(seen) \(seen)\n", "\(outcome)")
    }

    private static let locations = """

        [profile west]
        sso_session = sandbox
        sso_account_id = 222222222222
        sso_role_name = ReadOnlyAccess
        region = eu-west-1

        [profile placeless]
        sso_session = sandbox
        sso_account_id = 222222222222
        sso_role_name = ReadOnlyAccess

        """

    @Test(arguments: [
        // Options of the outer and the inner exec, what the inner command sees.
        ("-p dev-AdministratorAccess", "-p west", "eu-west-1 west 2"),
        ("-p dev-AdministratorAccess --region ap-south-1", "-p west", "eu-west-1 west 2"),
        ("-p dev-AdministratorAccess --region ap-south-1", "-p placeless", "none placeless 2"),
        ("-p west --region ap-south-1", "-p west", "ap-south-1 west 2"),
        ("-p west", "-p dev-AdministratorAccess --region us-west-2", "us-west-2 dev-AdministratorAccess 2"),
    ])
    func `inside another exec the inner identity wins whole`(outer: String, inner: String, seen: String) async throws {
        let home = try home(Self.locations)
        defer { home.remove() }
        let outcome = try await home.shell(
            """
            awsx exec \(outer) -- awsx exec -q \(inner) -- \
            sh -c 'echo ${AWS_REGION-none} $AWSX_PROFILE $AWSX_DEPTH'
            """)
        #expect(outcome.output == "\(seen)\n", "\(outcome)")
    }

    @Test func `a region that the user sets inside is the user's`() async throws {
        let home = try home(Self.locations)
        defer { home.remove() }
        let outcome = try await home.shell(
            """
            awsx exec -p dev-AdministratorAccess -- sh -c \
            'AWS_REGION=us-west-1 AWS_DEFAULT_REGION=us-west-1 awsx exec -q -p west -- printenv AWS_REGION'
            """)
        #expect(outcome.output == "us-west-1\n", "\(outcome)")
    }

    @Test func `labels of an outer run choose nothing`() async throws {
        let home = try home()
        defer { home.remove() }
        let labels: KeyValuePairs<String, String?> = [
            "AWSX_PROFILE": "prod-ReadOnlyAccess", "AWSX_ACCOUNT_ID": "222222222222", "AWSX_ROLE": "ReadOnlyAccess",
        ]
        let outcome = try await home.awsx("exec", "--", "printenv", "AWSX_PROFILE", setting: labels)
        #expect(outcome.output == "default\n", "\(outcome)")
    }

    @Test func `--no-nest refuses inside another exec and nowhere else`() async throws {
        let home = try home()
        defer { home.remove() }
        #expect(try await home.awsx("exec", "--no-nest", "--", "true").status == 0)
        let outcome = try await home.shell("awsx exec -- awsx exec --no-nest -- true")
        #expect(outcome.status == 77)
        #expect(outcome.error.contains("default"))
        #expect(outcome.errorLines.count <= 2)
    }
}
