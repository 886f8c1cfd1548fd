import SystemKit

extension SSOLogin {
    /// Authorization code with PKCE (<doc:SignInProtocol>, Browser flow): a listener, the browser, the code, the token.
    func authorizeInBrowser(
        _ session: SSOSession, _ registration: StoredRegistration, _ options: LoginOptions
    ) async throws -> TokenReply {
        let proof = PKCE.make(context.random)
        let state = context.random.uuid()
        let listener = try await redirects.listen(port: options.port, state: state)
        let answer: RedirectAnswer
        do {
            show(session, registration, options, proof, state, listener.redirectURI)
            answer = try await listener.answer(withinMilliseconds: LoginMutex.deadline, clock: context.clock)
        } catch {
            await listener.close()
            throw error
        }
        await listener.close()
        switch answer {
        case .code(let code):
            let grant = TokenGrant.authorizationCode(
                code: code, redirectURI: listener.redirectURI, verifier: proof.verifier)
            return try await service.createToken(
                grant, clientID: registration.clientID, clientSecret: registration.clientSecret)
        case .refused(let error, let description):
            let words = description.map { ": \($0)" } ?? ""
            throw Failure(.loginRefused, "the sign-in to \(session.title) was refused (\(error)\(words))")
        case .timedOut:
            throw Failure(
                .loginTimedOut, "the sign-in was not completed in the browser within 10 minutes",
                hint: Hint(session.login(profile: options.profile, .deviceCode)))
        }
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
        guard options.opensBrowser else { return report(.browser(session, url: url, .notWanted)) }
        report(.browser(session, url: url, .starting))
        if let reason = browser.open(url) { report(.browser(session, url: url, .failed(reason))) }
    }
}
