import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

/// Who is asked, with what, while the session's own Region gives no answer.
struct SSOStandbyTests {
    private let home: TestHome
    private let oidc = ScriptedOIDC()
    private let portal = ScriptedPortal()
    private let otherOIDC = ScriptedOIDC()
    private let otherPortal = ScriptedPortal()
    private let warnings = RecordedItems<String>()
    private let probes = RecordedItems<Bool>()
    private let outages = RegionOutages()

    init() throws { home = try TestHome() }

    private static let other = SSOSession(
        name: "corp-us", startURL: "https://ssoins-1.us-east-1.portal.amazonaws.com", region: "us-east-1",
        scopes: ["sso:account:access"], location: .file("~/.aws/config", line: 5))
    private static let second = SSORole(session: .corp, accountID: "222222222222", roleName: "Admin")

    /// - Parameter answers: whether the session's own Region answers who asks for nothing but that.
    private func fetcher(obstacle: Failure? = nil, answers: Bool = true) -> SSOCredentialFetcher {
        let context = home.context()
        let warn: @Sendable (String) -> Void = { [warnings] in warnings.add($0) }
        func tokens(_ service: ScriptedOIDC) -> TokenProvider {
            TokenProvider(context: context, store: home.store, service: service, warn: warn)
        }
        let standby = SSOStandby(session: Self.other, obstacle: obstacle, outages: outages) { [probes] in
            probes.add(answers)
            return answers ? nil : .offline
        }
        return SSOCredentialFetcher(
            context: context, cache: home.cache, tokens: tokens(oidc), portal: portal,
            fetched: FetchedSSORoleRecord(files: home.files, state: home.state, session: .corp),
            standby: SSOStandbyAccess(standby: standby, tokens: tokens(otherOIDC), portal: otherPortal), warn: warn)
    }

    private func get(
        _ role: SSORole = .admin, obstacle: Failure? = nil, answers: Bool = true
    ) async throws -> Credentials {
        try await fetcher(obstacle: obstacle, answers: answers).credentials(
            for: role, policy: CredentialRenewalPolicy(typedMinimum: nil), profile: "dev")
    }

    private func failure(obstacle: Failure? = nil, answers: Bool = true) async throws -> Failure {
        try await #require(throws: Failure.self) { try await get(obstacle: obstacle, answers: answers) }
    }

    private func signInToStandby(endsIn seconds: Int64 = 3600, refreshToken: String? = "RT-US") throws {
        try home.sign(in: Self.other, token: "AT-US", endsIn: seconds, refreshToken: refreshToken)
    }

    private func answer(_ portal: ScriptedPortal, _ accessKeyID: String) {
        let end = home.later(3600)
        portal.onCredentials { .of(accessKeyID, endsAt: end) }
    }

    private func asked(_ token: String, account: String = "111111111111") -> ScriptedPortal.Call {
        .roleCredentials(accountID: account, roleName: "Admin", Secret(token))
    }

    private static func refusal(_ status: Int) -> ServiceError {
        ServiceError(
            code: "X", message: "no", httpStatus: status, operation: "GetRoleCredentials",
            url: "https://portal.test/federation/credentials")
    }

    /// What a Region that is out of order does to whoever asks.
    enum Outage: Sendable, CaseIterable {
        case silent, fault500, fault502, fault503, fault504

        var error: any Error {
            switch self {
            case .silent: Failure.offline
            case .fault500: refusal(500)
            case .fault502: refusal(502)
            case .fault503: refusal(503)
            case .fault504: refusal(504)
            }
        }
    }

    // MARK: The Region is out

    @Test(arguments: Outage.allCases)
    func `A portal that gives no answer leaves it to the standby's`(outage: Outage) async throws {
        try home.sign(in: .corp)
        try signInToStandby()
        portal.onCredentials { throw outage.error }
        answer(otherPortal, "ASIA-US")
        #expect(try await get().accessKeyID == "ASIA-US")
        #expect(portal.calls == [asked("AT-OLD")] && otherPortal.calls == [asked("AT-US")])
        #expect(oidc.calls.isEmpty && otherOIDC.calls.isEmpty)
        #expect(warnings.items.count == 1)
        #expect(
            warnings.items.first?.hasSuffix("; using its standby, session corp-us in us-east-1") == true,
            "\(warnings.items)")
        #expect(warnings.items.first?.hasPrefix("session corp gets no answer from eu-west-1 (") == true)
    }

    @Test(arguments: Outage.allCases)
    func `So does an OIDC service that gives none`(outage: Outage) async throws {
        try home.sign(in: .corp, endsIn: -60)
        try signInToStandby()
        oidc.onToken { throw outage.error }
        answer(otherPortal, "ASIA-US")
        #expect(try await get().accessKeyID == "ASIA-US")
        #expect(
            oidc.calls == [.createToken(.refreshToken(Secret("RT-OLD")), clientID: "CID", clientSecret: Secret("CS"))])
        #expect(portal.calls.isEmpty && otherOIDC.calls.isEmpty && otherPortal.calls == [asked("AT-US")])
    }

    @Test func `The standby's token is renewed in its own Region, and kept in its own file`() async throws {
        try home.sign(in: .corp)
        try signInToStandby(endsIn: -60)
        portal.onCredentials { throw Failure.offline }
        otherOIDC.onToken { .of("AT-US-2", refreshToken: "RT-US-2") }
        answer(otherPortal, "ASIA-US")
        let before = try home.tokenText(.corp)
        #expect(try await get().accessKeyID == "ASIA-US")
        #expect(oidc.calls.isEmpty)
        #expect(
            otherOIDC.calls
                == [.createToken(.refreshToken(Secret("RT-US")), clientID: "CID", clientSecret: Secret("CS"))])
        #expect(otherPortal.calls == [asked("AT-US-2")])
        #expect(try home.tokenText(.corp) == before)
        #expect(try home.tokenText(Self.other)?.contains("RT-US-2") == true)
        #expect(try home.tokenText(Self.other)?.contains(#""region": "us-east-1""#) == true)
    }

    @Test func `A standby that nobody is signed in to leaves the outage, and the way to sign in`() async throws {
        try home.sign(in: .corp)
        portal.onCredentials { throw Failure.offline }
        let failure = try await failure()
        #expect(failure.code == .unreachable)
        #expect(failure.message.hasPrefix("the network is down; its standby can't be used either: session corp-us"))
        #expect(failure.hint?.words == "to use its standby meanwhile: awsx login --session corp-us")
        #expect(otherPortal.calls.isEmpty && otherOIDC.calls.isEmpty)
        #expect(warnings.items.isEmpty)
    }

    @Test func `One that is over for good leaves the same`() async throws {
        try home.sign(in: .corp)
        try signInToStandby(endsIn: -60, refreshToken: nil)
        portal.onCredentials { throw Failure.offline }
        let failure = try await failure()
        #expect(failure.code == .unreachable)
        #expect(failure.hint?.words == "to use its standby meanwhile: awsx login --session corp-us")
        #expect(otherPortal.calls.isEmpty && otherOIDC.calls.isEmpty)
    }

    @Test func `Where both are out, the first one's outage is told`() async throws {
        try home.sign(in: .corp)
        try signInToStandby()
        portal.onCredentials { throw Failure.offline }
        otherPortal.onCredentials { throw Self.refusal(500) }
        let failure = try await failure()
        #expect(failure.code == .unreachable && failure.location == Failure.offline.location)
        #expect(warnings.items.isEmpty)
    }

    @Test func `A host that both Regions share gets no token of the standby`() async throws {
        try home.sign(in: .corp)
        try signInToStandby()
        portal.onCredentials { throw Failure.offline }
        let obstacle = Failure(.configInvalid, "one host for both", hint: "give each its own")
        let failure = try await failure(obstacle: obstacle)
        #expect(failure.code == .unreachable && failure.message.hasSuffix(": one host for both"))
        #expect(failure.hint?.words == "give each its own")
        #expect(otherPortal.calls.isEmpty && otherOIDC.calls.isEmpty)
    }

    // MARK: The Region answers

    @Test(arguments: [400, 403, 404, 409, 429])
    func `A refusal of the portal is an answer`(status: Int) async throws {
        try home.sign(in: .corp)
        try signInToStandby()
        portal.onCredentials { throw Self.refusal(status) }
        #expect(try await failure().code != .unreachable)
        #expect(otherPortal.calls.isEmpty && otherOIDC.calls.isEmpty && probes.items.isEmpty)
    }

    @Test func `A token that is refused twice is an answer`() async throws {
        try home.sign(in: .corp)
        try signInToStandby()
        portal.onCredentials { throw Self.refusal(401) }
        oidc.onToken { .of("AT-NEW") }
        portal.onCredentials { throw Self.refusal(401) }
        #expect(try await failure().code == .loginNeeded)
        #expect(otherPortal.calls.isEmpty && otherOIDC.calls.isEmpty)
    }

    @Test func `A refresh that is refused is an answer`() async throws {
        try home.sign(in: .corp, endsIn: -60)
        try signInToStandby()
        oidc.onToken { throw ServiceError.refusal("InvalidGrantException") }
        #expect(try await failure().code == .loginNeeded)
        #expect(otherPortal.calls.isEmpty && otherOIDC.calls.isEmpty)
    }

    @Test func `The Region is asked first again once it is back`() async throws {
        try home.sign(in: .corp)
        try signInToStandby()
        portal.onCredentials { throw Failure.offline }
        answer(otherPortal, "ASIA-US")
        _ = try await get()
        home.clock.advance(seconds: RegionOutages.memory)
        answer(portal, "ASIA-EU")
        #expect(try await get(Self.second).accessKeyID == "ASIA-EU")
        #expect(otherPortal.calls.count == 1)
        #expect(warnings.items.count == 1)
    }

    // MARK: Nobody is signed in

    @Test(arguments: [nil, -60] as [Int64?])
    func `A session that is over serves by its standby while its Region is out`(endsIn: Int64?) async throws {
        if let endsIn { try home.sign(in: .corp, endsIn: endsIn, refreshToken: nil) }
        try signInToStandby()
        answer(otherPortal, "ASIA-US")
        #expect(try await get(answers: false).accessKeyID == "ASIA-US")
        #expect(probes.items == [false])
        #expect(portal.calls.isEmpty && oidc.calls.isEmpty && otherPortal.calls == [asked("AT-US")])
    }

    @Test func `While its Region answers, a login is what it needs`() async throws {
        try signInToStandby()
        let failure = try await failure()
        #expect(failure.code == .loginNeeded && failure.hint?.words == "awsx login dev")
        #expect(probes.items == [true] && otherPortal.calls.isEmpty)
    }

    @Test func `Without a token of the standby nobody is asked`() async throws {
        let failure = try await failure(answers: false)
        #expect(failure.code == .loginNeeded && failure.hint?.words == "awsx login dev")
        #expect(probes.items.isEmpty)
    }

    // MARK: What is kept

    @Test func `The credentials are the session's own, wherever they were asked for`() async throws {
        try home.sign(in: .corp)
        try signInToStandby()
        portal.onCredentials { throw Failure.offline }
        answer(otherPortal, "ASIA-US")
        _ = try await get()
        let there = SSORole(session: Self.other, accountID: "111111111111", roleName: "Admin")
        #expect(try home.roleText(.admin)?.contains("ASIA-US") == true)
        #expect(try home.roleText(there) == nil)
        let fetched = FetchedSSORoleRecord(files: home.files, state: home.state, session: .corp)
        #expect(try fetched.load(.corp) == [.admin])
        // Nobody is asked again, and whoever reads files only finds them.
        #expect(
            try SSORole.admin.atHand(.init(typedMinimum: nil), in: home.context()) { _ in }?.accessKeyID == "ASIA-US")
        #expect(try await get().accessKeyID == "ASIA-US")
        #expect(portal.calls.count == 1 && otherPortal.calls.count == 1)
    }

    @Test func `One command waits for the Region once, and says so once`() async throws {
        try home.sign(in: .corp)
        try signInToStandby()
        portal.onCredentials { throw Failure.offline }
        answer(otherPortal, "ASIA-US")
        answer(otherPortal, "ASIA-US-2")
        _ = try await get()
        #expect(try await get(Self.second).accessKeyID == "ASIA-US-2")
        #expect(portal.calls.count == 1)
        #expect(otherPortal.calls == [asked("AT-US"), asked("AT-US", account: "222222222222")])
        #expect(warnings.items.count == 1)
    }

    @Test func `Good cached credentials ask neither`() async throws {
        try home.cache.save(.of("ASIA-OLD", endsAt: home.later(900)), for: .admin)
        #expect(try await get().accessKeyID == "ASIA-OLD")
        #expect(portal.calls.isEmpty && otherPortal.calls.isEmpty && probes.items.isEmpty)
    }

    @Test func `Credentials with time left serve where neither Region does`() async throws {
        try home.sign(in: .corp)
        try home.cache.save(.of("ASIA-OLD", endsAt: home.later(600)), for: .admin)
        portal.onCredentials { throw Failure.offline }
        #expect(try await get().accessKeyID == "ASIA-OLD")
        #expect(warnings.items.count == 1)
    }
}
