import Engine
import PluginKit
import SystemKit
import SystemPackage
import TestSupport
import Testing

struct SSOLoginBrowserTests {
    private let fixture: SignInFixture
    private var home: TestHome { fixture.home }
    private static let options = LoginOptions(flow: .browser, profile: "dev")

    init() throws { fixture = try SignInFixture() }

    private func failure(_ options: LoginOptions = options) async throws -> Failure {
        try await #require(throws: Failure.self) { try await fixture.signIn().perform(.corp, options) }
    }

    @Test func `From nothing to a token file, with what AWS is to be asked`() async throws {
        fixture.register()
        fixture.redirects.onAnswer { .code(Secret("CODE")) }
        fixture.oidc.onToken { .of("AT", expiresIn: 3600, refreshToken: "RT") }
        let token = try await fixture.signIn().perform(.corp, Self.options)
        #expect(token.accessToken == Secret("AT"))
        #expect(
            fixture.requests == [
                ClientRegistrationRequest(
                    clientName: "botocore-client-corp", scopes: ["sso:account:access"],
                    grantTypes: ["authorization_code", "refresh_token"],
                    redirectURIs: ["http://127.0.0.1/oauth/callback"], issuerURL: "https://corp.awsapps.com/start")
            ])
        guard case .authorizationCode(let code, let redirectURI, let verifier)? = fixture.grants.first else {
            Issue.record("no authorization code was sent: \(fixture.grants)")
            return
        }
        #expect(code == Secret("CODE"))
        #expect(redirectURI == "http://127.0.0.1:43210/oauth/callback")
        #expect(
            fixture.opened.items == [
                "https://oidc.test/authorize?response_type=code&client_id=CID-NEW"
                    + "&redirect_uri=http://127.0.0.1:43210/oauth/callback&state=\(fixture.redirects.states[0])"
                    + "&code_challenge_method=S256&scopes=sso:account:access"
                    + "&code_challenge=\(PKCE(verifier: verifier).challenge)"
            ])
        #expect(
            try home.tokenText(.corp)
                == #"{"startUrl": "https://corp.awsapps.com/start", "region": "eu-west-1", "accessToken": "AT", "#
                + #""expiresAt": "2026-11-21T01:00:00Z", "clientId": "CID-NEW", "clientSecret": "CS-NEW", "#
                + #""registrationExpiresAt": "2027-02-19T00:00:00Z", "refreshToken": "RT"}"#)
        #expect(
            try home.folder.text(".aws/sso/cache/\(CacheKey.registration(.corp)).json")
                == #"{"clientId": "CID-NEW", "clientSecret": "CS-NEW", "expiresAt": "2027-02-19T00:00:00Z", "#
                + #""scopes": ["sso:account:access"], "grantTypes": ["authorization_code", "refresh_token"]}"#)
        #expect(fixture.redirects.closed == 1)
        #expect(
            fixture.events.items == [
                .browser("session corp", url: fixture.opened.items[0], .starting),
                .signedIn("session corp", until: home.later(3600)),
            ])
    }

    @Test func `State and verifier are new for each sign-in`() async throws {
        try fixture.keepRegistration(.browser)
        let context = home.context()
        for _ in 0..<2 {
            fixture.redirects.onAnswer { .code(Secret("CODE")) }
            fixture.oidc.onToken { .of("AT") }
            _ = try await fixture.signIn(context).perform(
                .corp, LoginOptions(flow: .browser, force: true))
            home.folder.setAge(home.clock.now, of: ".aws/sso/cache/\(CacheKey.token(.corp)).json")
            home.clock.advance(seconds: 100)
        }
        #expect(Set(fixture.redirects.states).count == 2)
        #expect(Set(fixture.grants).count == 2)
        #expect(fixture.requests.isEmpty)
    }

    @Test func `Without scopes the default is registered, and nothing else changes`() async throws {
        let session = SSOSession(
            name: "bare", startURL: "https://x", region: "r", scopes: nil, location: .argument("test"))
        fixture.register()
        fixture.redirects.onAnswer { .code(Secret("CODE")) }
        fixture.oidc.onToken { .of("AT", refreshToken: nil) }
        let token = try await fixture.signIn().perform(session, Self.options)
        #expect(fixture.requests.first?.scopes == ["sso:account:access"])
        #expect(fixture.opened.items.first?.contains("scopes=sso:account:access&") == true)
        #expect(token.refreshToken == nil)
        #expect(try home.store.loadRegistration(session)?.scopes == ["sso:account:access"])
    }

    @Test func `Several scopes are sent with a space between`() async throws {
        let session = SSOSession(
            name: "two", startURL: "https://x", region: "r", scopes: ["a:b", "c:d"], location: .argument("test"))
        fixture.register()
        fixture.redirects.onAnswer { .code(Secret("CODE")) }
        fixture.oidc.onToken { .of("AT") }
        _ = try await fixture.signIn().perform(session, Self.options)
        #expect(fixture.opened.items.first?.contains("scopes=a:b c:d&") == true)
    }

    @Test func `The service is told the portal behind the start URL, the files keep the configured one`() async throws {
        fixture.register()
        fixture.redirects.onAnswer { .code(Secret("CODE")) }
        fixture.oidc.onToken { .of("AT") }
        let signIn = fixture.signIn { _ in "https://ssoins-1.portal.eu-west-1.app.aws" }
        #expect(try await signIn.perform(.corp, Self.options).startURL == "https://corp.awsapps.com/start")
        #expect(fixture.requests.first?.issuerURL == "https://ssoins-1.portal.eu-west-1.app.aws")
    }

    @Test func `A typed port is listened on`() async throws {
        try fixture.keepRegistration(.browser)
        fixture.redirects.onAnswer { .code(Secret("CODE")) }
        fixture.oidc.onToken { .of("AT") }
        _ = try await fixture.signIn().perform(.corp, LoginOptions(flow: .browser, port: 8765))
        #expect(fixture.redirects.ports == [8765])
        #expect(fixture.opened.items.first?.contains("127.0.0.1:8765/") == true)
    }

    @Test func `Without a browser the address is shown and nothing opened`() async throws {
        try fixture.keepRegistration(.browser)
        fixture.redirects.onAnswer { .code(Secret("CODE")) }
        fixture.oidc.onToken { .of("AT") }
        _ = try await fixture.signIn().perform(.corp, LoginOptions(flow: .browser, opensBrowser: false))
        #expect(fixture.opened.items.isEmpty)
        guard case .browser(_, _, .notWanted)? = fixture.events.items.first else {
            Issue.record("\(fixture.events.items)")
            return
        }
    }

    @Test func `A browser that doesn't open is told`() async throws {
        try fixture.keepRegistration(.browser)
        fixture.redirects.onAnswer { .code(Secret("CODE")) }
        fixture.oidc.onToken { .of("AT") }
        _ = try await fixture.signIn(browserOpens: false).perform(.corp, Self.options)
        let shown = fixture.events.items.compactMap { event -> BrowserOpening? in
            if case .browser(_, _, let opening) = event { return opening }
            return nil
        }
        #expect(shown == [.starting, .failed("there is none")])
    }

    // MARK: How it can end

    @Test func `Refused in the browser is 77, in the service's own words`() async throws {
        try fixture.keepRegistration(.browser)
        fixture.redirects.onAnswer { .refused(error: "access_denied", description: "not today") }
        let failure = try await failure()
        #expect(failure.code == .loginRefused)
        #expect(failure.status == .denied)
        #expect(failure.message.contains("access_denied: not today"))
        #expect(try home.tokenText(.corp) == nil)
        #expect(fixture.redirects.closed == 1)
        #expect(fixture.grants.isEmpty)
    }

    @Test func `A browser that doesn't come back is 75, with the other flow's command`() async throws {
        try fixture.keepRegistration(.browser)
        fixture.redirects.onAnswer { .timedOut }
        let failure = try await failure()
        #expect(failure.code == .loginTimedOut)
        #expect(failure.status == .temporary)
        #expect(failure.hint?.words == "awsx login dev --use-device-code")
    }

    @Test func `A cancelled wait is 130, and the listener is closed`() async throws {
        try fixture.keepRegistration(.browser)
        fixture.redirects.onAnswer { throw CancellationError() }
        let failure = try await failure()
        #expect(failure.code == .loginCancelled)
        #expect(failure.status == .interrupted)
        #expect(fixture.redirects.closed == 1)
    }

    @Test(arguments: [
        ("AccessDeniedException", 400, Failure.Code.loginRefused), ("UnauthorizedClientException", 400, .loginRefused),
        ("InvalidGrantException", 400, .loginRefused), ("InvalidRequestException", 400, .loginRefused),
        ("ExpiredTokenException", 400, .loginTimedOut), ("InternalServerException", 500, .unreachable),
        ("TooManyRequestsException", 429, .throttled), ("InvalidScopeException", 400, .failed),
    ])
    func `What the service refuses has the code of its kind`(code: String, http: Int, kind: Failure.Code) async throws {
        try fixture.keepRegistration(.browser)
        fixture.redirects.onAnswer { .code(Secret("CODE")) }
        fixture.oidc.onToken { throw ServiceError.refusal(code, http) }
        #expect(try await failure().code == kind)
        #expect((try home.store.loadRegistration(.corp) == nil) == (kind == .loginTimedOut))
        #expect(try home.tokenText(.corp) == nil)
    }

    @Test func `A wrong region is suspected where AWS knows no such request`() async throws {
        fixture.oidc.onRegister { throw ServiceError.refusal("InvalidRequestException", 400, "") }
        let failure = try await failure()
        #expect(failure.message.contains("sso_region (eu-west-1)"))
        #expect(failure.location == SSOSession.corp.location)
    }

    @Test func `A registration that AWS forgot is dropped, so that the next sign-in registers`() async throws {
        try fixture.keepRegistration(.browser)
        fixture.redirects.onAnswer { .code(Secret("CODE")) }
        fixture.oidc.onToken { throw ServiceError.refusal("InvalidClientException", 401) }
        #expect(try await failure().status == .temporary)
        #expect(try home.store.loadRegistration(.corp) == nil)
        fixture.register()
        fixture.redirects.onAnswer { .code(Secret("CODE")) }
        fixture.oidc.onToken { .of("AT") }
        #expect(try await fixture.signIn().perform(.corp, Self.options).clientID == "CID-NEW")
    }

    @Test func `A kept registration that nobody answered is dropped, a new one is not`() async throws {
        try fixture.keepRegistration(.browser)
        fixture.redirects.onAnswer { .timedOut }
        _ = try await failure()
        #expect(try home.store.loadRegistration(.corp) == nil)
        fixture.register()
        fixture.redirects.onAnswer { .timedOut }
        _ = try await failure()
        #expect(try home.store.loadRegistration(.corp)?.clientID == "CID-NEW")
    }

    @Test(arguments: [Errno.noSpace, .readOnlyFileSystem])
    func `A disk that takes no file is found out before anybody is bothered`(errno: Errno) async throws {
        try fixture.keepRegistration(.browser)
        home.files.fail(.write, errno)
        #expect(try await failure().code == .fileUnwritable)
        #expect(fixture.opened.items.isEmpty)
        #expect(fixture.redirects.states.isEmpty)
        #expect(fixture.oidc.calls.isEmpty)
    }
}
