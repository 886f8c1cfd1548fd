import SystemKit

/// Why the authorize page does not ask: a page for the person, or an error for the client (RFC 6749, 4.1.2.1).
enum AuthorizationProblem: Error, Hashable {
    /// The client or its redirect URI can't be trusted, so nobody is redirected.
    case page(String)
    /// Where the browser goes, the error in its query.
    case redirect(String)
}

extension IdentityCenter {
    /// Checks the query of the authorize page (<doc:SignInProtocol>, Browser flow, step 5).
    func checkAuthorization(
        _ query: FormFields,
        now: Instant
    ) throws(AuthorizationProblem) -> AuthorizationRequest {
        guard let clientID = query["client_id"], let registration = registrations[clientID], !registration.isRevoked,
            now < registration.expires
        else { throw .page("The client is unknown, revoked or expired.") }
        guard let text = query["redirect_uri"], let redirectURI = LoopbackURI(text),
            registration.redirectURIs.contains(where: { redirectURI.matches($0) })
        else { throw .page("The redirect URI is not one that the client registered.") }

        let state = query["state"]
        func refusal(_ error: String, _ description: String) -> AuthorizationProblem {
            .redirect(redirectURI.adding(["error": error, "error_description": description, "state": state]))
        }
        guard !query.hasRepeatedName else { throw refusal("invalid_request", "A parameter is repeated") }
        guard registration.mayUse(.authorizationCode) else {
            throw refusal("unauthorized_client", "Client may not use authorization codes")
        }
        guard query["response_type"] == "code" else {
            throw refusal("unsupported_response_type", "response_type must be code")
        }
        guard query["code_challenge_method"] == "S256" else {
            throw refusal("invalid_request", "code_challenge_method must be S256")
        }
        guard let challenge = query["code_challenge"], PKCEChallenge.isValid(challenge) else {
            throw refusal("invalid_request", "code_challenge is not the hash of a verifier")
        }
        let scopes = (query["scopes"] ?? "").split(separator: " ").map(String.init)
        guard Set(scopes).isSubset(of: registration.scopes) else {
            throw refusal("invalid_scope", "A scope was not registered")
        }
        return AuthorizationRequest(
            consent: Consent(clientID: clientID, clientName: registration.name, scopes: scopes),
            redirectURI: redirectURI,
            state: state,
            challenge: challenge
        )
    }

    /// Opens a page that waits for Allow or Deny; returns its form token.
    mutating func openForm(_ subject: PendingConsent.Subject, now: Instant) -> String {
        let token = generator.name(bytes: 32)
        forms[token] = PendingConsent(subject: subject, expires: now.advanced(bySeconds: state.lifetimes.code))
        return token
    }

    /// The page behind a form token, once.
    mutating func takeForm(_ token: String, now: Instant) -> PendingConsent? {
        guard let form = forms.removeValue(forKey: token), now < form.expires else { return nil }
        return form
    }

    /// Where the browser goes after the decision, with a single-use code or an error.
    mutating func decide(_ request: AuthorizationRequest, allow: Bool, now: Instant) -> String {
        guard allow else {
            return request.redirectURI.adding([
                "error": "access_denied", "error_description": "User denied the request", "state": request.state,
            ])
        }
        let code = generator.token("ac", bytes: 48)
        codes[code] = AuthorizationCode(
            request: request,
            expires: now.advanced(bySeconds: state.lifetimes.code)
        )
        return request.redirectURI.adding(["code": code, "state": request.state])
    }
}
