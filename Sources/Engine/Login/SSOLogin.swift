package import SystemKit

/// Signs in to an Identity Center: once for any number of processes, by the browser or by a device code.
package struct SSOLogin: Sendable {
    let context: RuntimeContext
    let store: TokenStore
    let service: any OIDCService
    let redirects: any RedirectListenerFactory
    let browser: Browser
    let report: @Sendable (LoginEvent) -> Void
    /// The access portal behind a session's start URL: the service is told this one, files keep the configured one.
    let portalURL: @Sendable (SSOSession) async throws -> String

    package init(
        context: RuntimeContext, store: TokenStore, service: any OIDCService, redirects: any RedirectListenerFactory,
        browser: Browser,
        portalURL: @escaping @Sendable (SSOSession) async throws -> String = { $0.startURL },
        report: @escaping @Sendable (LoginEvent) -> Void
    ) {
        self.context = context
        self.store = store
        self.service = service
        self.redirects = redirects
        self.browser = browser
        self.report = report
        self.portalURL = portalURL
    }

    /// Makes sure that the session has a token, and says whether a sign-in was done for it.
    ///
    /// - Throws: `Failure`: `.loginRefused`, `.loginTimedOut`, `.loginCancelled`, `.unreachable` and what writing a file
    ///   throws.
    @discardableResult
    package func perform(_ session: SSOSession, _ options: LoginOptions) async throws -> Token {
        let began = context.clock.now()
        if !options.force, let token = try liveToken(session) {
            report(.alreadySignedIn(session.title, until: token.expiresAt))
            return token
        }
        // Here, so that no command has a way around it.
        if let agent = context.agent { throw Failure.refusing(agent, command(session, options)) }
        return try await LoginMutex.perform(
            subject(session), in: context, report: report, failure: { Failure(loginError: $0, session: session) },
            afterWaiting: {
                guard let found = try store.load(session), found.token.expiresAt > context.clock.now() else {
                    throw Failure.loginNeeded(session, profile: options.profile, "has no token after the sign-in")
                }
                return found.token
            },
            signIn: {
                if let found = try store.load(session), found.token.expiresAt > context.clock.now(),
                    !store.revokedAccess(session).matches(found.token.accessToken),
                    !options.force || (found.writtenAt ?? began) > began
                {
                    report(.alreadySignedIn(session.title, until: found.token.expiresAt))
                    return found.token
                }
                let token = try await run(session, options)
                report(.signedIn(session.title, until: token.expiresAt))
                return token
            })
    }

    /// Waits for a sign-in that is under way; false if there is none, nor one that ended well since an instant.
    package func awaitOther(_ session: SSOSession, since began: Instant) async throws -> Bool {
        do {
            return try await LoginMutex.awaitOther(subject(session), since: began, in: context, report: report)
        } catch {
            throw Failure(loginError: error, session: session)
        }
    }

    private func command(_ session: SSOSession, _ options: LoginOptions) -> Hint {
        Hint(.login(profile: options.profile, session: options.profile == nil ? session.name : nil))
    }

    private func subject(_ session: SSOSession) -> LoginSubject { LoginSubject(session, in: store.folders) }

    private func liveToken(_ session: SSOSession) throws -> Token? {
        guard let token = try store.livingToken(session), token.expiresAt > context.clock.now() else { return nil }
        return token
    }

    private func run(_ session: SSOSession, _ options: LoginOptions) async throws -> Token {
        // A full disk is found out before anybody is bothered with a browser.
        try store.requireRoom(for: session)
        let (registration, isNew) = try await registered(session, options.flow)
        let reply: TokenReply
        do {
            reply =
                switch options.flow {
                case .browser: try await authorizeInBrowser(session, registration, options)
                case .deviceCode: try await authorizeByDeviceCode(session, registration, options)
                }
        } catch let refusal as ServiceError where refusal.code == "InvalidClientException" {
            // The registration was revoked or ended early; the next sign-in registers anew.
            try store.removeRegistration(session)
            throw refusal
        } catch  where options.flow == .browser && !isNew && Failure(loginError: error, session: session).isUnanswered {
            // Of a registration that was revoked only the browser's page tells, and never us.
            try store.removeRegistration(session)
            throw error
        }
        let token = Token(
            startURL: session.startURL, region: session.region, accessToken: reply.accessToken,
            expiresAt: context.clock.now().advanced(bySeconds: reply.expiresIn), clientID: registration.clientID,
            clientSecret: registration.clientSecret, registrationExpiresAt: registration.expiresAt,
            refreshToken: reply.refreshToken)
        try await store.whileLocked(session, in: context) { _ in try store.save(token, for: session) }
        SignInSpan.note(session, context, begins: true) { $0.signIn(at: context.clock.now()) }
        return token
    }

    /// The stored registration if it serves this flow, else a new one, stored for the AWS CLI to use as well.
    private func registered(
        _ session: SSOSession, _ flow: LoginFlow
    ) async throws -> (StoredRegistration, isNew: Bool) {
        try await store.whileLocked(session, in: context) { _ in try await registeredUnderLock(session, flow) }
    }

    private func registeredUnderLock(
        _ session: SSOSession, _ flow: LoginFlow
    ) async throws -> (StoredRegistration, isNew: Bool) {
        if let stored = try store.loadRegistration(session), stored.serves(flow, at: context.clock.now()) {
            return (stored, false)
        }
        let suffix = session.name ?? String(context.clock.now().seconds)
        let scopes = session.scopes ?? (flow == .browser ? ["sso:account:access"] : nil)
        let request = ClientRegistrationRequest(
            clientName: "botocore-client-\(suffix)", scopes: scopes,
            grantTypes: flow == .browser ? ["authorization_code", "refresh_token"] : nil,
            redirectURIs: flow == .browser ? ["http://127.0.0.1/oauth/callback"] : nil,
            issuerURL: flow == .browser ? try await portalURL(session) : nil)
        let reply = try await service.registerClient(request)
        let registration = StoredRegistration(
            clientID: reply.clientID, clientSecret: reply.clientSecret, expiresAt: reply.expiresAt, scopes: scopes,
            grantTypes: request.grantTypes)
        try store.save(registration, for: session)
        return (registration, true)
    }
}

extension Failure {
    /// Nobody said yes or no.
    fileprivate var isUnanswered: Bool { code == .loginTimedOut || code == .loginCancelled }

    /// What ended a sign-in, in the words of one.
    init(loginError error: any Error, session: SSOSession) {
        switch error {
        case let failure as Failure: self = failure
        case is CancellationError:
            self.init(.loginCancelled, "the sign-in to \(session.title) was cancelled")
        case let refusal as ServiceError:
            switch refusal.code {
            case "AccessDeniedException", "UnauthorizedClientException":
                let words = refusal.message.isEmpty ? "" : " (\(refusal.message))"
                self.init(
                    .loginRefused, "the sign-in to \(session.title) was refused\(words)", at: .url(refusal.url))
            case "ExpiredTokenException":
                self.init(
                    .loginTimedOut, "the code for \(session.title) expired before it was confirmed",
                    at: .url(refusal.url),
                    hint: Hint(session.login(profile: nil)))
            case "InvalidRequestException", "InvalidGrantException":
                let words = refusal.message.isEmpty ? "" : ": \(refusal.message)"
                self.init(
                    .loginRefused,
                    "AWS refused the sign-in to \(session.title) (\(refusal.code)\(words)); is sso_region (\(session.region)) the region of \(session.startURL)?",
                    at: session.location, hint: "compare both with the AWS access portal")
            case "InvalidClientException":
                self.init(
                    .failed, "AWS no longer accepts the client registration", at: .url(refusal.url),
                    hint: Hint(session.login(profile: nil)), status: .temporary)
            default: self.init(refusal)
            }
        default: self.init(.failed, "the sign-in to \(session.title) failed: \(error)")
        }
    }
}

extension Failure {
    /// A login is a person's to start.
    static func refusing(_ agent: DetectedAgent, _ command: Hint) -> Failure {
        Failure(
            .loginNeeded, "awsx does not start a sign-in for an agent (\(agent.name): \(agent.markText))", hint: command
        )
    }
}
