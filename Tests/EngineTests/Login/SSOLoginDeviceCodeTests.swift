import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct SSOLoginDeviceCodeTests {
    private let fixture: SignInFixture
    private var home: TestHome { fixture.home }
    private static let options = LoginOptions(flow: .deviceCode, profile: "dev")

    init() throws {
        fixture = try SignInFixture()
        try fixture.keepRegistration(.deviceCode)
    }

    private func start(_ device: DeviceAuthorization = SignInFixture.device) { fixture.oidc.onDevice { device } }

    private func perform(_ options: LoginOptions = options, browserOpens: Bool = true) async throws -> Token {
        try await fixture.signIn(browserOpens: browserOpens).perform(.corp, options)
    }

    private func failure() async throws -> Failure {
        try await #require(throws: Failure.self) { try await perform() }
    }

    private func device(expiresIn: Int64 = 600, interval: Int64 = 5, complete: String? = nil) -> DeviceAuthorization {
        DeviceAuthorization(
            deviceCode: Secret("DC"), userCode: "ABCD-EFGH", verificationURI: "https://corp.test/device",
            verificationURIComplete: complete, expiresIn: expiresIn, interval: interval)
    }

    @Test func `The code is shown, then the browser opened, then asked at the interval`() async throws {
        start()
        fixture.pending(3)
        fixture.oidc.onToken { .of("AT") }
        #expect(try await perform().accessToken == Secret("AT"))
        #expect(
            fixture.oidc.calls.first
                == .startDevice(
                    clientID: "CID-KEPT", clientSecret: Secret("CS-KEPT"), startURL: "https://corp.awsapps.com/start"))
        #expect(fixture.grants == [TokenGrant](repeating: .deviceCode(Secret("DC")), count: 4))
        #expect(home.clock.sleeps == [5000, 5000, 5000])
        #expect(fixture.opened.items == ["https://corp.test/device?user_code=ABCD-EFGH"])
        #expect(
            fixture.events.items == [
                .deviceCode(.corp, SignInFixture.device), .openedForDeviceCode(failure: nil),
                .signedIn("session corp", until: home.later(3600)),
            ])
    }

    @Test func `A client that was allowed before is answered at once, and nothing is shown`() async throws {
        start()
        fixture.oidc.onToken { .of("AT") }
        _ = try await perform()
        #expect(fixture.opened.items.isEmpty)
        #expect(fixture.events.items == [.signedIn("session corp", until: home.later(3600))])
        #expect(home.clock.sleeps.isEmpty)
    }

    @Test func `Slow down means five seconds more, for good`() async throws {
        start()
        fixture.pending()
        fixture.oidc.onToken { throw ServiceError.refusal("SlowDownException") }
        fixture.pending()
        fixture.oidc.onToken { throw ServiceError.refusal("SlowDownException") }
        fixture.pending()
        fixture.oidc.onToken { .of("AT") }
        _ = try await perform()
        #expect(home.clock.sleeps == [5000, 10_000, 10_000, 15_000, 15_000])
    }

    @Test(arguments: [(0, 1000), (-3, 1000), (1, 1000), (30, 30_000)] as [(Int64, Int64)])
    func `The interval is the service's, a second at least`(interval: Int64, slept: Int64) async throws {
        start(device(interval: interval))
        fixture.pending()
        fixture.oidc.onToken { .of("AT") }
        _ = try await perform()
        #expect(home.clock.sleeps == [slept])
    }

    @Test func `A lost answer costs one round`() async throws {
        start()
        fixture.pending()
        fixture.oidc.onToken { throw Failure.offline }
        fixture.oidc.onToken { .of("AT") }
        _ = try await perform()
        #expect(home.clock.sleeps.count == 2)
    }

    @Test func `Without a complete address the plain one is opened, and without a browser none`() async throws {
        start(device())
        fixture.pending()
        fixture.oidc.onToken { .of("AT") }
        _ = try await perform(Self.options, browserOpens: false)
        #expect(fixture.opened.items == ["https://corp.test/device"])
        #expect(fixture.events.items.contains(.openedForDeviceCode(failure: "there is none")))
        start(device())
        fixture.pending()
        fixture.oidc.onToken { .of("AT") }
        _ = try await perform(LoginOptions(flow: .deviceCode, force: true, opensBrowser: false))
        #expect(fixture.opened.items.count == 1)
    }

    @Test(arguments: [(60, 13), (600, 121), (100_000, 121)] as [(Int64, Int)])
    func `A code that nobody confirms ends with its time, ten minutes at most`(expiresIn: Int64, asked: Int)
        async throws
    {
        start(device(expiresIn: expiresIn))
        fixture.pending(asked)
        let failure = try await failure()
        #expect(failure.code == .loginTimedOut)
        #expect(failure.status == .temporary)
        #expect(failure.hint?.words == "awsx login dev")
        #expect(fixture.oidc.answersLeft == 0)
    }

    @Test(arguments: [
        ("ExpiredTokenException", Failure.Code.loginTimedOut), ("AccessDeniedException", .loginRefused),
        ("InvalidGrantException", .loginRefused),
    ])
    func `What the service says ends it`(code: String, kind: Failure.Code) async throws {
        start()
        fixture.pending(2)
        fixture.oidc.onToken { throw ServiceError.refusal(code) }
        #expect(try await failure().code == kind)
        #expect(try home.tokenText(.corp) == nil)
    }

    @Test func `A start that is refused drops a forgotten registration`() async throws {
        fixture.oidc.onDevice { throw ServiceError.refusal("InvalidClientException", 401) }
        _ = try await failure()
        #expect(try home.store.loadRegistration(.corp) == nil)
    }

    @Test func `A portal without a network is unreachable`() async throws {
        fixture.oidc.onDevice { throw Failure.offline }
        #expect(try await failure().status == .unavailable)
    }

    @Test func `A cancelled wait is 130`() async throws {
        start()
        fixture.pending(1000)
        let signIn = fixture.signIn(home.contendedContext())
        let task = Task { try await signIn.perform(.corp, Self.options) }
        while fixture.events.items.isEmpty { await Task.yield() }
        task.cancel()
        let failure = await #expect(throws: Failure.self) { try await task.value }
        #expect(failure?.status == .interrupted)
    }
}
