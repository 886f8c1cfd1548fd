import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct ScopedSourceTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private static let keys = "[profile keys]\naws_access_key_id = AKIA\naws_secret_access_key = S\n"
    private static let role = "role_arn = arn:aws-cn:iam::222222222222:role/r\n"
    private static let plain = "\(role)source_profile = keys\n"
    private static let chained = "\(role)source_profile = b\n[profile b]\n\(plain)"

    private func resolve(_ config: String, _ limits: RoleSessionRestrictions) throws -> ResolvedIdentity {
        try IdentityResolver(context: home.context(), config: try home.config("[profile a]\n\(config)\n\(Self.keys)"))
            .resolve(IdentityRequest(profile: "a", limits: limits))
    }

    private static func limits(_ change: (inout RoleSessionRestrictions) -> Void) -> RoleSessionRestrictions {
        var limits = RoleSessionRestrictions()
        change(&limits)
        return limits
    }

    private static let all: [RoleSessionRestrictions] = [
        limits { $0.isReadOnly = true }, limits { $0.policyARNs = ["arn:aws:iam::aws:policy/X"] },
        limits { $0.policy = "{}" }, limits { $0.tags = [RoleSessionRestrictions.Tag(key: "k", value: "v")] },
        limits { $0.sourceIdentity = "ada" }, limits { $0.durationSeconds = 1800 },
    ]

    @Test func `Read-only is the policy of the role's partition and the only one`() throws {
        let source = try resolve(Self.plain, Self.limits { $0.isReadOnly = true }).source
        let role = try #require(source.provider as? RoleAssumption)
        #expect(role.request.limits.policyARNs == ["arn:aws-cn:iam::aws:policy/ReadOnlyAccess"])
        #expect(role.request.limits.policy == nil)
    }

    private static let others = [
        "sso_start_url = https://x\nsso_region = r\nsso_account_id = 1\nsso_role_name = R", "credential_process = x",
        "login_session = x", "region = x",
    ]

    @Test(arguments: ["aws_access_key_id = A\naws_secret_access_key = S"] + others, all)
    func `Without a role to assume nothing runs with more power than was asked for`(
        config: String, limits: RoleSessionRestrictions
    ) throws {
        // A policy, a duration and read-only narrow any temporary credentials; the rest only AssumeRole takes.
        if Self.others.contains(config), limits.policyARNs.isEmpty, limits.tags.isEmpty, limits.sourceIdentity == nil {
            let limits = limits.policy == nil ? limits : Self.limits { $0.policy = Self.policy }
            #expect(try resolve(config, limits).source.provider is ScopedSession)
            return
        }
        let failure = try #require(throws: Failure.self) { try resolve(config, limits) }
        #expect(failure.status == .configuration)
        #expect(failure.hint != nil)
    }

    private static let policy = #"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}"#

    @Test(arguments: others + ["aws_access_key_id = A\naws_secret_access_key = S"])
    func `What only AssumeRole takes says so`(config: String) throws {
        let failure = try #require(throws: Failure.self) { try resolve(config, Self.all[1]) }
        #expect(failure.message.contains("--policy-arn needs a role to assume"))
        #expect(try #require(failure.hint).words.contains("--scope"))
    }

    @Test func `A role's session lasts 15 minutes at least`() throws {
        let failure = try #require(throws: Failure.self) {
            try resolve(Self.plain, Self.limits { $0.durationSeconds = 899 })
        }
        #expect(failure.status == .usage && failure.message.contains("15m"))
    }

    @Test func `A web identity takes policies, and no tags`() throws {
        let web = "\(Self.role)web_identity_token_file = /t"
        let source = try resolve(web, Self.limits { $0.isReadOnly = true }).source
        let identity = try #require(source.provider as? WebIdentity)
        #expect(identity.request.limits.policyARNs == ["arn:aws-cn:iam::aws:policy/ReadOnlyAccess"])
        for limits in [Self.all[3], Self.all[4]] {
            let failure = try #require(throws: Failure.self) { try resolve(web, limits) }
            #expect(failure.code == .configInvalid)
        }
    }

    /// What was typed, behind keys or behind a role, and what is asked for.
    @Test(
        arguments: [
            (plain, 3600, 3600, false), (plain, 43_200, 43_200, false), (plain, 50_000, 43_200, true),
            (chained, 3600, 3600, false), (chained, 7200, 3600, true),
        ] as [(String, Int64, Int64, Bool)])
    func `A typed duration is cut to what AWS gives, with a word`(
        config: String, typed: Int64, asked: Int64, isCut: Bool
    ) throws {
        let identity = try resolve(config, Self.limits { $0.durationSeconds = typed })
        let role = try #require(identity.source.provider as? RoleAssumption)
        #expect(role.request.durationSeconds == asked)
        #expect(identity.notices.count == (isCut ? 1 : 0))
    }

    @Test func `Every argument and the source make the name of a narrowed run's file`() throws {
        let folders = home.folders
        var names: Set<String> = []
        var sources = try Self.all.map { try resolve(Self.plain, $0).source }
        sources += try Self.all.map { try resolve(Self.chained, $0).source }
        sources += try [
            Self.limits { $0.tags = [RoleSessionRestrictions.Tag(key: "k", value: "w")] },
            Self.limits { $0.tags = [RoleSessionRestrictions.Tag(key: "l", value: "v")] },
            Self.limits { $0.sourceIdentity = "bob" },
            Self.limits { $0.policy = "{\"a\":1}" }, Self.limits { $0.durationSeconds = 1801 },
            Self.limits { $0.policyARNs = ["arn:aws-cn:iam::aws:policy/ReadOnlyAccess"] },
        ].map { try resolve(Self.plain, $0).source }
        sources += try [
            "external_id = xid", "external_id = xyz", "role_session_name = me", "role_session_name = you",
            "mfa_serial = arn:aws:iam::1:mfa/x", "mfa_serial = arn:aws:iam::1:mfa/y",
        ].map {
            try resolve("\(Self.plain)\($0)\n", Self.all[0]).source
        }
        sources.append(
            try resolve(
                "\(Self.role)source_profile = a\naws_access_key_id = OTHER\naws_secret_access_key = S", Self.all[0]
            ).source)
        for source in sources {
            let file = try #require(source.provider.file(in: folders))
            #expect(file.folder == folders.own)
            names.insert(file.name)
        }
        #expect(names.count == sources.count)
        #expect(
            try resolve(Self.plain, RoleSessionRestrictions()).source.provider.file(in: folders)?.folder == folders.cli)
    }
}
