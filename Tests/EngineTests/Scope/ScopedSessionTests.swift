import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct ScopedSessionTests {
    private let home: TestHome
    private let sts = ScriptedSTS()
    private let warnings = RecordedItems<String>()

    init() throws { home = try TestHome() }

    private static let sso = """
        [sso-session corp]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = eu-west-1
        [profile a]
        sso_session = corp
        sso_account_id = 111111111111
        sso_role_name = Admin
        """
    private static let readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess"

    private func identity(
        _ config: String = sso, _ scopes: String..., variables: KeyValuePairs<String, String> = [:],
        change: (inout IdentityRequest) -> Void = { _ in }
    ) throws -> ResolvedIdentity {
        var request = IdentityRequest(
            profile: config.isEmpty ? nil : "a", scopes: try scopes.map { try #require(ScopeSelection(parsing: $0)) })
        change(&request)
        return try IdentityResolver(context: home.context(variables), config: try home.config(config)).resolve(request)
    }

    private func credentials(
        _ identity: ResolvedIdentity, minTTL: Int64? = nil, process: Credentials? = nil,
        variables: KeyValuePairs<String, String> = [:]
    ) async throws -> Credentials {
        try await ProviderChain(
            context: home.context(variables), cache: home.cache, identity: identity,
            services: TestProviderServices(sts: sts, oidc: ScriptedOIDC(), portal: ScriptedPortal(), process: process),
            codes: ScriptedMFACodes(),
            warn: { [warnings] in warnings.add($0) }
        ).credentials(policy: CredentialRenewalPolicy(typedMinimum: minTTL))
    }

    /// The parent's credentials, as the AWS CLI keeps them.
    private func keep(_ accessKeyID: String = "ASIA-PARENT", endsIn left: Int64 = 3600) throws {
        try home.cache.save(.of(accessKeyID, endsAt: home.later(left)), for: .admin)
    }

    private func answer(
        _ accessKeyID: String = "ASIA-NARROW", endsIn left: Int64 = 3600, utilization: Int64? = nil, count: Int64? = nil
    ) {
        let answer = ScopedCredentials(
            credentials: .of(accessKeyID, endsAt: home.later(left)), tokenUtilization: utilization, policiesCount: count
        )
        sts.onScope { answer }
    }

    private func refuse(_ code: String, _ status: Int = 400, _ message: String = "no") {
        sts.onScope {
            throw ServiceError(
                code: code, message: message, httpStatus: status, operation: "GetScopedCredentials",
                url: "https://sts.test/")
        }
    }

    private var requests: [ScopedCredentialsRequest] {
        sts.calls.compactMap { if case .scoped(let request, _) = $0 { request } else { nil } }
    }

    // MARK: What is asked

    @Test func `a session role is narrowed with its own credentials, and no role is assumed`() async throws {
        try keep()
        answer()
        let identity = try identity(Self.sso, "read")
        #expect(identity.scope == "read")
        #expect(identity.source.accountID == "111111111111" && identity.source.roleName == "Admin")
        #expect(try await credentials(identity).accessKeyID == "ASIA-NARROW")
        let request = try #require(requests.first)
        #expect(sts.calls == [.scoped(request, accessKeyID: "ASIA-PARENT")])
        #expect(request.policy == ScopePreset.named("read")?.grant.policy)
        #expect(request.durationSeconds == nil)
        let words = request.description.text.split(separator: " ")
        #expect(words.count == 4 && words[0] == "awsx" && RunID(String(words[1])) != nil)
        #expect(words[2...] == ["scope=read", "profile=a"])
    }

    @Test func `the run's id, not the command, is in the description, which AWS takes whatever is in it`() {
        let id = RunID(.seeded(1))
        let text = ScopedSessionDescription(id, scope: "read", profile: "a\tb\u{1b}[31m€\u{a0}ü", reason: "ticket\n7")
            .text
        #expect(text == "awsx \(id) scope=read profile=a?b?[31m??ü reason=ticket?7")
        let long = ScopedSessionDescription(id, scope: nil, profile: String(repeating: "p", count: 300)).text
        #expect(long.unicodeScalars.count == 256)
    }

    @Test func `a typed policy and a duration go the same way, and nothing wider is left of them`() async throws {
        try keep()
        answer(endsIn: 600)
        let policy = #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}"#
        let identity = try identity {
            $0.limits.policy = policy
            $0.limits.durationSeconds = 600
        }
        #expect(identity.scope == "policy")
        _ = try await credentials(identity)
        #expect(requests.map(\.policy) == [policy] && requests.map(\.durationSeconds) == [600])
    }

    @Test func `a duration alone asks for no policy and is no scope`() async throws {
        try keep()
        answer(endsIn: 60)
        let identity = try identity { $0.limits.durationSeconds = 60 }
        #expect(identity.scope == nil)
        _ = try await credentials(identity)
        #expect(requests.map(\.policy) == [nil] && requests.map(\.durationSeconds) == [60])
        #expect(warnings.items.isEmpty)
    }

    @Test func `read-only is the scope read-strict, for a role that is assumed as well`() throws {
        let strict = try #require(ScopePreset.named("read-strict")).grant.policy
        func narrowed(_ config: String) throws -> ScopedSession {
            let identity = try identity(config) { $0.limits.isReadOnly = true }
            return try #require(identity.source.provider as? ScopedSession)
        }
        #expect(try narrowed(Self.sso).policy?.text == strict)
        let role = try narrowed(Self.role("aws"))
        #expect(role.policy?.text == strict)
        #expect((role.parent.provider as? RoleAssumption)?.request.limits.policyARNs == [])
    }

    @Test func `where AWS can't narrow credentials, a role is assumed as read-only, as before`() throws {
        let identity = try identity(Self.role("aws-cn")) { $0.limits.isReadOnly = true }
        let role = try #require(identity.source.provider as? RoleAssumption)
        #expect(role.request.limits.policyARNs == ["arn:aws-cn:iam::aws:policy/ReadOnlyAccess"])
    }

    @Test func `a managed policy goes to the role, a scope beside it to its session`() throws {
        let identity = try identity(Self.role("aws"), "s3:read") { $0.limits.policyARNs = [Self.readOnly] }
        let session = try #require(identity.source.provider as? ScopedSession)
        let role = try #require(session.parent.provider as? RoleAssumption)
        #expect(role.request.limits.policyARNs == [Self.readOnly])
        #expect(session.policy?.label == "s3:read")
    }

    private static func role(_ partition: String) -> String {
        """
        [profile a]
        role_arn = arn:\(partition):iam::222222222222:role/r
        source_profile = keys
        [profile keys]
        aws_access_key_id = AKIA
        aws_secret_access_key = S
        """
    }

    // MARK: What is kept

    @Test func `narrowed credentials are kept in awsx's own state, never where the AWS CLI looks`() async throws {
        try keep()
        answer()
        let identity = try identity(Self.sso, "read")
        _ = try await credentials(identity)
        let file = try #require(identity.source.provider.file(in: home.folders))
        #expect(file.folder == home.folders.own)
        #expect(try home.roleText(.admin)?.contains("ASIA-PARENT") == true)
        let text = try #require(try home.folder.text(String(file.path.dropFirst(home.path.count + 1))))
        #expect(text.contains("ASIA-NARROW") && !text.contains("ASIA-PARENT"))
        #expect(try home.files.status(file.path)?.mode == 0o600)
        // The second run asks nobody.
        #expect(try await credentials(identity).accessKeyID == "ASIA-NARROW")
        #expect(
            try identity.source.provider.atHand(
                CredentialRenewalPolicy(typedMinimum: nil), in: home.context(), warn: { _ in })?.accessKeyID
                == "ASIA-NARROW")
        #expect(requests.count == 1)
        // Another run knows under which name AWS has it in its records.
        let other = home.context(seed: 7)
        let recorded = identity.recordedRunID(in: other)
        #expect(recorded != other.runID && requests[0].description.text.contains(recorded.text))
        #expect(try self.identity().recordedRunID(in: other) == other.runID)
    }

    @Test func `parent, policy and duration tell one file from another`() throws {
        let other = Self.sso.replacing("Admin", with: "Reader")
        let all = [
            try identity(Self.sso, "read"), try identity(Self.sso, "view"), try identity(Self.sso, "read", "s3:view"),
            try identity(other, "read"), try identity(Self.sso, "read") { $0.limits.durationSeconds = 900 },
            try identity(Self.sso, "read") { $0.limits.durationSeconds = 901 },
        ]
        let names = try all.map { try #require($0.source.provider.file(in: home.folders)).name }
        #expect(Set(names).count == names.count)
        let same = try identity(Self.sso, "read,read") { $0.reason = "another reason" }
        #expect(same.source.provider.file(in: home.folders)?.name == names[0])
    }

    @Test func `credentials of a program, whose owner only asking tells, are narrowed anew each time`() async throws {
        let identity = try identity("[profile a]\ncredential_process = /bin/true", "read")
        #expect(identity.source.provider.file(in: home.folders) == nil)
        #expect(identity.source.provider.program == nil)
        let vended = Credentials.of("ASIA-VENDED", endsAt: home.later(3600))
        // The double's program gives no session token.
        let failure = try await #require(throws: Failure.self) { try await credentials(identity, process: vended) }
        #expect(failure.message.contains("permanent keys"))
    }

    // MARK: Time

    @Test func `a parent with little time left is renewed first`() async throws {
        try keep(endsIn: 20)
        // The token is gone, so that renewing it fails: nothing comes of the parent that is left.
        let failure = try await #require(throws: Failure.self) { try await credentials(try identity(Self.sso, "read")) }
        #expect(failure.code == .failed || failure.code == .loginNeeded)
        #expect(requests.isEmpty)
    }

    @Test func `what can't be renewed is narrowed for the seconds that it has`() async throws {
        let end = home.later(20).iso8601
        let variables: KeyValuePairs<String, String> = [
            "AWS_ACCESS_KEY_ID": "ASIA-ENV", "AWS_SECRET_ACCESS_KEY": "S", "AWS_SESSION_TOKEN": "T",
            "AWS_CREDENTIAL_EXPIRATION": end,
        ]
        answer(endsIn: 15)
        let identity = try identity("", "read", variables: variables) { $0.limits.durationSeconds = 900 }
        _ = try await credentials(identity, variables: variables)
        #expect(requests.map(\.durationSeconds) == [15])
        #expect(warnings.items.contains { $0.contains("--duration is reduced") })
    }

    @Test func `more time than there is ends in 75 if it was asked for`() async throws {
        try keep()
        answer(endsIn: 300)
        let failure = try await #require(throws: Failure.self) {
            try await credentials(try identity(Self.sso, "read"), minTTL: 600)
        }
        #expect(failure.status == .temporary)
    }

    @Test(arguments: [(900, 226, true), (900, 224, false), (0, 901, true), (0, 899, false)] as [(Int64, Int64, Bool)])
    func `the shorter they live the later they are renewed`(duration: Int64, left: Int64, serves: Bool) async throws {
        try keep(endsIn: 7200)
        answer(endsIn: left)
        if !serves { answer("ASIA-AGAIN") }
        let identity = try identity(Self.sso, "read") { if duration > 0 { $0.limits.durationSeconds = duration } }
        _ = try await credentials(identity)
        let second = try await credentials(identity)
        #expect((second.accessKeyID == "ASIA-NARROW") == serves)
    }

    @Test func `a crowded session token is told, and one with room is not`() async throws {
        try keep()
        answer(utilization: 79)
        _ = try await credentials(try identity(Self.sso, "read"))
        #expect(warnings.items.isEmpty)
        answer(utilization: 81)
        _ = try await credentials(try identity(Self.sso, "view"))
        #expect(warnings.items.count == 1 && warnings.items[0].contains("81 %"))
    }

    // MARK: Nothing wider, ever

    @Test(arguments: [
        ("AccessDenied", 403, Engine.ExitStatus.denied, "sts:GetScopedCredentials"),
        ("InvalidAction", 400, .configuration, "does not know"),
        ("MalformedPolicyDocument", 400, .configuration, "policy"),
        ("PackedPolicyTooLarge", 400, .configuration, "too large"),
        ("InsufficientSessionLifetime", 400, .temporary, "expire before"),
        ("InvalidSubjectCredentials", 400, .denied, "can't narrow"),
        ("ValidationError", 400, .configuration, "rejected"), ("ExpiredToken", 403, .denied, "rejected"),
        ("InvalidClientTokenId", 403, .denied, "rejected"), ("Throttling", 400, .temporary, ""),
        ("InternalFailure", 500, .unavailable, ""), ("SomethingNew", 400, .failure, "refused to narrow"),
        ("SomethingNew", 403, .denied, ""),
    ])
    func `a refusal ends the run, and the parent's credentials stay where they are`(
        code: String, http: Int, status: Engine.ExitStatus, words: String
    ) async throws {
        try keep()
        refuse(code, http)
        let failure = try await #require(throws: Failure.self) { try await credentials(try identity(Self.sso, "read")) }
        #expect(failure.status == status, "\(failure)")
        #expect(failure.message.contains(words), "\(failure.message)")
        #expect(failure.hint != nil)
        #expect(requests.count == 1)
    }

    @Test func `a region whose STS is switched off is passed over once`() async throws {
        try keep()
        refuse("RegionDisabledException", 403)
        answer()
        #expect(try await credentials(try identity(Self.sso, "read")).accessKeyID == "ASIA-NARROW")
        #expect(requests.count == 2)
        refuse("RegionDisabledException", 403)
        refuse("RegionDisabledException", 403)
        let failure = try await #require(throws: Failure.self) { try await credentials(try identity(Self.sso, "view")) }
        #expect(failure.status == .configuration)
    }

    @Test(arguments: ["ASIA-PARENT", "ASIA-NARROW"])
    func `an answer that is not narrowed is none`(accessKeyID: String) async throws {
        try keep()
        answer(accessKeyID, count: accessKeyID == "ASIA-PARENT" ? 1 : 0)
        let failure = try await #require(throws: Failure.self) { try await credentials(try identity(Self.sso, "read")) }
        #expect(failure.code == .badAnswer)
    }

    @Test func `an answer that is lost leaves kept ones in use, which are as narrow`() async throws {
        try keep(endsIn: 7200)
        answer(endsIn: 600)
        let identity = try identity(Self.sso, "read")
        _ = try await credentials(identity)
        refuse("InternalFailure", 500)
        #expect(try await credentials(identity).accessKeyID == "ASIA-NARROW")
        #expect(warnings.items.count == 1)
        refuse("AccessDenied", 403)
        await #expect(throws: Failure.self) { try await credentials(identity) }
    }

    @Test func `permanent keys are refused before anybody is asked`() throws {
        for scopes in [["read"], []] {
            let failure = try #require(throws: Failure.self) {
                try identity("[profile a]\naws_access_key_id = AKIA\naws_secret_access_key = S") {
                    $0.scopes = scopes.map { ScopeSelection([$0]) }
                    if scopes.isEmpty { $0.limits.durationSeconds = 900 }
                }
            }
            #expect(failure.status == .configuration)
            #expect(failure.message.contains("permanent keys"))
            #expect(try #require(failure.hint).words.contains("get-session-token"))
        }
    }

    @Test func `keys that are narrowed already say so`() async throws {
        let variables: KeyValuePairs<String, String> = [
            "AWS_ACCESS_KEY_ID": "ASIA-ENV", "AWS_SECRET_ACCESS_KEY": "S", "AWS_SESSION_TOKEN": "T",
            "AWSX_SCOPE": "read",
        ]
        refuse("AccessDenied", 403)
        let identity = try identity("", "view", variables: variables)
        let failure = try await #require(throws: Failure.self) { try await credentials(identity, variables: variables) }
        #expect(failure.status == .denied)
        #expect(try #require(failure.hint).words.contains("AWSX_SCOPE=read"))
    }

    @Test func `a scope that isn't there lets nobody run`() throws {
        for scopes in [["nope"], ["read,nope"]] {
            let failure = try #require(throws: Failure.self) { try identity(Self.sso, scopes[0]) }
            #expect(failure.status == .configuration)
        }
    }

    // MARK: Where

    @Test(arguments: [
        ("", "eu-west-1"), ("region = eu-central-1", "eu-central-1"), ("region = aws-global", "us-east-1"),
        ("region = aws-cn-global", "cn-north-1"), ("region = us-gov-west-1", "us-gov-west-1"),
    ])
    func `a region's own host is asked, always`(setting: String, region: String) async throws {
        try keep()
        answer()
        let regions = RecordedItems<String>()
        let identity = try identity(Self.sso + "\n" + setting, "read")
        let services = RegionRecordingServices(
            base: TestProviderServices(sts: sts, oidc: ScriptedOIDC(), portal: ScriptedPortal()), regions: regions)
        _ = try await ProviderChain(
            context: home.context(), cache: home.cache, identity: identity, services: services,
            codes: ScriptedMFACodes(), warn: { _ in }
        ).credentials(policy: CredentialRenewalPolicy(typedMinimum: nil))
        #expect(regions.items == [region])
    }
}

/// Services that note the region of each STS that is asked for.
private struct RegionRecordingServices: ProviderServices {
    let base: TestProviderServices
    let regions: RecordedItems<String>

    func sts(_ region: Setting) throws -> any STSService {
        regions.add(region.value)
        return try base.sts(region)
    }

    func region(of session: SSOSession) -> Setting { base.region(of: session) }
    func standby(of session: SSOSession) throws -> SSOStandby? { try base.standby(of: session) }
    var impatient: any ProviderServices { self }
    func oidc(_ session: SSOSession) throws -> any OIDCService { try base.oidc(session) }
    func portal(_ session: SSOSession) throws -> any PortalService { try base.portal(session) }
    func signIn(_ region: Setting) throws -> any SignInService { try base.signIn(region) }
    var container: any ContainerService { base.container }
    var metadata: any MetadataService { base.metadata }
    func run(_ invocation: CredentialProcess.Invocation) async throws -> CapturedProcess {
        try await base.run(invocation)
    }
    func credentials(from plugin: String, for request: PluginCredentialRequest) async throws -> PluginLease? {
        try await base.credentials(from: plugin, for: request)
    }
}
