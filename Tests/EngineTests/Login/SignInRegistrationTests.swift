import Engine
import SystemKit
import TestSupport
import Testing

struct SignInRegistrationTests {
    private let fixture: SignInFixture

    init() throws { fixture = try SignInFixture() }

    private func signIn(_ flow: LoginFlow, _ session: SSOSession = .corp) async throws -> Token {
        if flow == .browser {
            fixture.redirects.onAnswer { .code(Secret("CODE")) }
        } else {
            fixture.oidc.onDevice { SignInFixture.device }
        }
        fixture.oidc.onToken { .of("AT") }
        return try await fixture.signIn().perform(session, LoginOptions(flow: flow))
    }

    @Test(arguments: [LoginFlow.browser, .deviceCode])
    func `One that serves is used again`(flow: LoginFlow) async throws {
        try fixture.keepRegistration(flow)
        #expect(try await signIn(flow).clientID == "CID-KEPT")
        #expect(fixture.requests.isEmpty)
    }

    @Test(arguments: [(LoginFlow.browser, LoginFlow.deviceCode), (.deviceCode, .browser)])
    func `One of the other flow is replaced, since both share a file`(kept: LoginFlow, used: LoginFlow) async throws {
        try fixture.keepRegistration(kept)
        fixture.register()
        #expect(try await signIn(used).clientID == "CID-NEW")
        let stored = try #require(try fixture.home.store.loadRegistration(.corp))
        #expect(stored.clientID == "CID-NEW")
        #expect((stored.grantTypes != nil) == (used == .browser))
    }

    @Test func `One that is about to end is replaced`() async throws {
        try fixture.keepRegistration(.browser, endsIn: 899)
        fixture.register()
        #expect(try await signIn(.browser).clientID == "CID-NEW")
    }

    @Test func `A broken one is replaced`() async throws {
        try fixture.home.folder.put("{", at: ".aws/sso/cache/\(CacheKey.registration(.corp)).json")
        fixture.register()
        #expect(try await signIn(.browser).clientID == "CID-NEW")
    }

    @Test func `For a device code only configured scopes are asked for`() async throws {
        fixture.register()
        _ = try await signIn(.deviceCode)
        #expect(
            fixture.requests == [
                ClientRegistrationRequest(
                    clientName: "botocore-client-corp", scopes: ["sso:account:access"], grantTypes: nil,
                    redirectURIs: nil, issuerURL: nil)
            ])
    }

    @Test func `A legacy sign-in is named after the second and asks for no scopes`() async throws {
        fixture.register()
        _ = try await signIn(.deviceCode, .legacy)
        #expect(
            fixture.requests == [
                ClientRegistrationRequest(
                    clientName: "botocore-client-1795219200", scopes: nil, grantTypes: nil, redirectURIs: nil,
                    issuerURL: nil)
            ])
        #expect(
            try fixture.home.folder.text(".aws/sso/cache/\(CacheKey.registration(.legacy)).json")
                == #"{"clientId": "CID-NEW", "clientSecret": "CS-NEW", "expiresAt": "2027-02-19T00:00:00Z"}"#)
    }
}
