import SystemKit

extension SSOLogin {
    /// Authorization code with PKCE (<doc:SignInProtocol>, Browser flow): a listener, the browser, the code, the token.
    func authorizeInBrowser(
        _ session: SSOSession, _ registration: StoredRegistration, _ options: LoginOptions
    ) async throws -> TokenReply {
        let proof = PKCE.make(context.random)
        let state = context.random.uuid()
        let answer = try await redirects.code(
            for: session.title, port: options.port, state: state, clock: context.clock,
            orElse: Hint(session.login(profile: options.profile, .deviceCode))
        ) { show(session, registration, options, proof, state, $0) }
        let grant = TokenGrant.authorizationCode(
            code: answer.code, redirectURI: answer.redirectURI, verifier: proof.verifier)
        return try await service.createToken(
            grant, clientID: registration.clientID, clientSecret: registration.clientSecret)
    }

    private func show(
        _ session: SSOSession, _ registration: StoredRegistration, _ options: LoginOptions, _ proof: PKCE,
        _ state: String, _ redirectURI: String
    ) {
        let scopes = registration.scopes ?? session.scopes ?? ["sso:account:access"]
        let url = service.authorizeURL([
            ("response_type", "code"), ("client_id", registration.clientID), ("redirect_uri", redirectURI),
            ("state", state), ("code_challenge_method", "S256"), ("scopes", scopes.joined(separator: " ")),
            ("code_challenge", proof.challenge),
        ])
        browser.open(url, for: session.title, options, report)
    }
}
