import Engine
import SystemKit
import TestSupport

/// A sign-in whose services, listener, browser and clock are in the test's hand.
struct SignInFixture: Sendable {
    let home: TestHome
    let oidc = ScriptedOIDC()
    let redirects = ScriptedRedirects()
    let events = RecordedItems<LoginEvent>()
    let opened = RecordedItems<String>()

    init() throws { home = try TestHome() }

    func signIn(
        _ context: RuntimeContext? = nil, browserOpens: Bool = true,
        portalURL: @escaping @Sendable (SSOSession) async throws -> String = { $0.startURL }
    ) -> SSOLogin {
        let browser = Browser { [opened] url in
            opened.add(url)
            return browserOpens ? nil : "there is none"
        }
        return SSOLogin(
            context: context ?? home.context(), store: home.store, service: oidc, redirects: redirects,
            browser: browser,
            portalURL: portalURL, report: { [events] in events.add($0) })
    }

    /// The service registers a client once.
    func register(_ clientID: String = "CID-NEW") {
        let end = home.later(90 * 86_400)
        oidc.onRegister {
            ClientRegistration(clientID: clientID, clientSecret: Secret("CS-NEW"), expiresAt: end)
        }
    }

    /// A registration stands in its file already.
    func keepRegistration(_ flow: LoginFlow, for session: SSOSession = .corp, endsIn seconds: Int64 = 86_400) throws {
        try home.store.save(
            StoredRegistration(
                clientID: "CID-KEPT", clientSecret: Secret("CS-KEPT"), expiresAt: home.later(seconds),
                scopes: session.scopes,
                grantTypes: flow == .browser ? ["authorization_code", "refresh_token"] : nil),
            for: session)
    }

    static let device = DeviceAuthorization(
        deviceCode: Secret("DC"), userCode: "ABCD-EFGH", verificationURI: "https://corp.test/device",
        verificationURIComplete: "https://corp.test/device?user_code=ABCD-EFGH", expiresIn: 600, interval: 5)

    /// The person has not confirmed yet.
    func pending(_ times: Int = 1) {
        for _ in 0..<times { oidc.onToken { throw ServiceError.refusal("AuthorizationPendingException") } }
    }

    /// What CreateToken was asked, without the rest.
    var grants: [TokenGrant] {
        oidc.calls.compactMap { call in
            guard case .createToken(let grant, _, _) = call else { return nil }
            return grant
        }
    }

    var requests: [ClientRegistrationRequest] {
        oidc.calls.compactMap { call in
            guard case .register(let request) = call else { return nil }
            return request
        }
    }
}
