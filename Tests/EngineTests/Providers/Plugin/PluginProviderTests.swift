import Synchronization
import SystemKit
import TestSupport
import Testing

@testable import Engine

/// Profiles whose credentials a plugin gives: which they are, what it is asked, which answers are refused, what is kept.
struct PluginProviderTests {
    private final class Plugins: Sendable {
        let asked = Mutex<[(plugin: String, request: PluginCredentialRequest)]>([])
        let leases = Mutex<[String: PluginLease]>([:])
        let failure = Mutex<Failure?>(nil)
    }

    private let home: TestHome
    private let plugins = Plugins()
    private static let account = "111111111111"
    private static let arn = "arn:aws:sts::111111111111:assumed-role/AWSReservedSSO_Admin_0123/me"

    private static let config = """
        [profile corp]
        sso_session = s
        sso_account_id = 111111111111
        sso_role_name = Admin
        region = eu-west-1
        [profile role]
        role_arn = arn:aws:iam::111111111111:role/path/Deploy
        source_profile = corp
        [profile bare]
        aws_secret_access_key = CANARY
        vault_token = CANARY
        credential_process = helper CANARY
        vault_path = a/b
        [profile free]
        region = eu-west-1
        [profile over]
        role_arn = arn:aws:iam::222222222222:role/Up
        source_profile = free
        region = eu-west-1
        [sso-session s]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = eu-west-1
        """

    init() throws {
        home = try TestHome()
        try home.folder.put(Self.config, at: ".aws/config")
        try home.folder.put("[plugin one]\nprofiles = corp role bare free\n", at: ".config/awsx/config")
        try home.folder.put("#!/bin/sh\n", at: "awsx-one", mode: 0o755)
    }

    private func identity(_ profile: String, limits: RoleSessionRestrictions = RoleSessionRestrictions()) throws
        -> ResolvedIdentity
    {
        let context = home.context()
        let paths = ConfigPaths.resolve(environment: context.environment, home: context.home)
        let config = try SharedConfig.load(paths, files: context.files)
        return try IdentityResolver(context: context, config: config)
            .resolve(IdentityRequest(profile: profile, limits: limits))
    }

    private func lease(
        _ key: String = "ASIAPLUGIN", account: String = account, arn: String = arn, endsIn seconds: Int64? = 3600,
        keptFor kept: Int64? = nil
    ) -> PluginLease {
        PluginLease(
            credentials: Credentials(
                accessKeyID: key, secretAccessKey: Secret("CANARYSECRET"), sessionToken: Secret("CANARYTOKEN"),
                expiration: seconds.map(home.later), accountID: account),
            accountID: account, arn: arn, keptUntil: kept.map(home.later),
            files: FileVersions(["\(home.path)/awsx-one"], home.files))
    }

    private func give(_ lease: PluginLease, from plugin: String = "one") {
        plugins.leases.withLock { $0[plugin] = lease }
    }

    private func fetch(
        _ profile: String, minimum: Int64? = nil, sts: ScriptedSTS? = nil,
        limits: RoleSessionRestrictions = RoleSessionRestrictions()
    ) async throws -> Credentials {
        let plugins = plugins
        let chain = ProviderChain(
            context: home.context(), cache: home.cache, identity: try identity(profile, limits: limits),
            services: TestProviderServices(
                sts: sts,
                plugins: { plugin, request in
                    plugins.asked.withLock { $0.append((plugin, request)) }
                    if let failure = plugins.failure.withLock({ $0 }) { throw failure }
                    return plugins.leases.withLock { $0[plugin] }
                }), codes: ScriptedMFACodes(), warn: { _ in })
        return try await chain.credentials(policy: CredentialRenewalPolicy(typedMinimum: minimum))
    }

    private var askedPlugins: [String] { plugins.asked.withLock { $0.map(\.plugin) } }

    private func atHand(_ profile: String) throws -> Credentials? {
        try identity(profile).source.provider.atHand(
            CredentialRenewalPolicy(typedMinimum: nil), in: home.context(), warn: { _ in })
    }

    @Test func `A profile that a rule names is the plugin's, and tells whose it is`() throws {
        let source = try identity("corp").source
        #expect(source.providerName == "plugin" && source.provider.plugins == ["one"])
        #expect(source.accountID == "111111111111" && source.roleName == "Admin")
        #expect(try identity("role").source.roleName == "Deploy")
        #expect(try identity("bare").source.accountAndRole == nil)
        #expect(try identity("over").source.providerName == "assume-role")
        #expect(try identity("over").source.origin.providerName == "plugin")
    }

    @Test func `It is asked with the profile's settings and their places, and with no secret`() async throws {
        give(lease())
        _ = try await fetch("corp")
        _ = try await fetch("bare")
        let asked = plugins.asked.withLock { $0.map(\.request) }
        #expect(asked[0].profile == "corp" && asked[0].accountID == Self.account && asked[0].roleName == "Admin")
        #expect(asked[0].region == "eu-west-1" && asked[0].durationSeconds == nil)
        #expect(asked[0].settings.first?.key == "sso_session")
        #expect(asked[0].settings.first?.setting.location == .file("\(home.path)/.aws/config", line: 2))
        #expect(asked[1].settings.map(\.key) == ["vault_path"])
        #expect(!"\(asked)".contains("CANARY"))
    }

    @Test func `Keys of another account are refused`() async throws {
        give(lease(account: "222222222222", arn: "arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_Admin_1/me"))
        let failure = try await #require(throws: Failure.self) { try await fetch("corp") }
        #expect(failure.status == .denied && failure.location == .file("\(home.path)/.aws/config", line: 3))
        #expect(failure.message.contains("222222222222") && failure.message.contains("111111111111"))
        #expect(!"\(failure)".contains("CANARY"))
        // A profile that knows no account takes any.
        #expect(try await fetch("bare").accountID == "222222222222")
    }

    @Test(arguments: [
        ("corp", "assumed-role/Admin/me", true), ("corp", "assumed-role/AWSReservedSSO_Admin_0f/me", true),
        ("corp", "assumed-role/AWSReservedSSO_Administrator_0f/me", false), ("corp", "user/Admin", false),
        ("corp", "assumed-role/Other/Admin", false), ("role", "assumed-role/Deploy/x", true),
        ("role", "role/path/Deploy", true), ("role", "assumed-role/path/Deploy", false), ("free", "user/me", true),
    ])
    func `Keys of another role are refused`(profile: String, who: String, isTaken: Bool) async throws {
        give(lease(arn: "arn:aws:sts::111111111111:\(who)"))
        if isTaken {
            #expect(try await fetch(profile).accessKeyID == "ASIAPLUGIN")
        } else {
            let failure = try await #require(throws: Failure.self) { try await fetch(profile) }
            #expect(failure.status == .denied)
        }
    }

    @Test func `Keys that are over are refused, and are not kept`() async throws {
        give(lease(endsIn: 0, keptFor: 0))
        let failure = try await #require(throws: Failure.self) { try await fetch("corp") }
        #expect(failure.code == .tooLittleTimeLeft && failure.status == .temporary)
        #expect(try atHand("corp") == nil)
    }

    @Test func `What may be kept serves until then, in a private file, without a question`() async throws {
        give(lease(keptFor: 600))
        #expect(try await fetch("corp").accessKeyID == "ASIAPLUGIN")
        #expect(try atHand("corp")?.accessKeyID == "ASIAPLUGIN")
        #expect(try await fetch("corp").accessKeyID == "ASIAPLUGIN")
        #expect(askedPlugins == ["one"])
        let folder = "\(home.path)/.local/state/awsx/credentials"
        let names = try #require(try home.files.list(folder)).filter { $0.hasSuffix(".json") }
        #expect(names.count == 1)
        #expect(try home.files.status("\(folder)/\(names[0])")?.mode == 0o600)
        home.clock.advance(seconds: 601)
        #expect(try atHand("corp") == nil)
        give(lease("ASIANEXT"))
        #expect(try await fetch("corp").accessKeyID == "ASIANEXT")
        // That one may not be kept, and no older one comes back.
        #expect(try atHand("corp") == nil)
        #expect(askedPlugins == ["one", "one"])
    }

    @Test func `What the plugin gave before it was changed serves no more, nor what was asked with other settings`()
        async throws
    {
        give(lease(keptFor: 3600))
        _ = try await fetch("corp")
        #expect(try atHand("corp") != nil)
        try home.folder.put("#!/bin/sh\nexit\n", at: "awsx-one", mode: 0o755)
        #expect(try atHand("corp") == nil)
        plugins.failure.withLock { $0 = Failure(.pluginBroken, "hung") }
        await #expect(throws: Failure.self) { try await fetch("corp") }
        plugins.failure.withLock { $0 = nil }
        give(lease(keptFor: 3600))
        _ = try await fetch("corp")
        #expect(try atHand("corp") != nil)
        try home.folder.put(
            "[plugin one]\nprofiles = corp role bare free\nserver = other\n", at: ".config/awsx/config")
        #expect(try atHand("corp") == nil)
    }

    @Test func `Where the profile is none of its, the next plugin is asked, then what the profile holds`() async throws
    {
        try home.folder.put("[plugin one]\nprofiles = *\n[plugin two]\nprofiles = c*\n", at: ".config/awsx/config")
        give(lease("ASIATWO"), from: "two")
        #expect(try await fetch("corp").accessKeyID == "ASIATWO")
        #expect(askedPlugins == ["one", "two"])
        let failure = try await #require(throws: Failure.self) { try await fetch("free") }
        #expect(failure.code == .noCredentials && failure.message.contains("plugin one"))
        plugins.leases.withLock { $0 = [:] }
        // The session's token is missing: that provider was asked.
        let login = try await #require(throws: Failure.self) { try await fetch("corp") }
        #expect(login.code == .loginNeeded || login.message == "nobody should ask for that")
        #expect(try identity("corp").source.session?.name == "s")
    }

    @Test func `A failure of the plugin ends the search`() async throws {
        plugins.failure.withLock { $0 = Failure(.pluginBroken, "no answer") }
        let failure = try await #require(throws: Failure.self) { try await fetch("corp") }
        #expect(failure.message == "no answer")
    }

    @Test func `A role is assumed with its keys`() async throws {
        give(lease(arn: "arn:aws:iam::111111111111:user/u"))
        let sts = ScriptedSTS()
        let role = AssumedRole(
            credentials: .of("ASIAROLE", endsAt: home.later(3600)), id: "AROA:me", arn: "arn", requestID: nil)
        sts.onRole { role }
        #expect(try await fetch("over", sts: sts).accessKeyID == "ASIAROLE")
        guard case .assumeRole(_, _, _, "ASIAPLUGIN")? = sts.calls.first else {
            Issue.record("\(sts.calls)")
            return
        }
    }

    @Test func `A duration is passed on, and no other limit is`() async throws {
        give(lease())
        var limits = RoleSessionRestrictions()
        limits.durationSeconds = 900
        _ = try await fetch("corp", limits: limits)
        #expect(plugins.asked.withLock { $0[0].request.durationSeconds } == 900)
        limits.policyARNs = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
        #expect(throws: Failure.self) { try identity("corp", limits: limits) }
        limits.policyARNs = []
        limits.isReadOnly = true
        let session = try #require(try identity("corp", limits: limits).source.provider as? ScopedSession)
        #expect(session.policy?.label == "read-strict" && session.durationSeconds == nil)
    }

    @Test func `How it stands is told from its file`() async throws {
        var reader = CredentialValidityReader(home.context())
        #expect(try reader.ends(of: try identity("corp").source).state(at: home.clock.now) == .asked)
        give(lease(keptFor: 3600))
        _ = try await fetch("corp")
        let state = try reader.ends(of: try identity("corp").source).state(at: home.clock.now)
        #expect(state == .valid(until: home.later(3600)))
    }
}
