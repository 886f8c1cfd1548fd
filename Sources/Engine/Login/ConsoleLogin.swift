package import SystemKit

/// Signs in to the AWS console for a profile, by the browser or by a code that a person copies from any machine's browser;
/// who that is, the person chooses there (<doc:LoginSessions>, Signing in).
package struct ConsoleLogin: Sendable {
    let context: RuntimeContext
    let store: LoginSessionStore
    let redirects: any RedirectListenerFactory
    let browser: Browser
    let person: any ConsoleLoginPerson
    let report: @Sendable (LoginEvent) -> Void
    /// Where somebody signs in, looked for once that is sure to be needed.
    private let endpoint: @Sendable () async throws -> SignInEndpoint
    /// The profile as the files have it at this moment.
    private let latest: @Sendable () throws -> ConsoleLoginTarget
    /// The keys of a session, renewed where that is due.
    private let credentials: @Sendable (LoginSession) async throws -> Credentials

    package init(
        context: RuntimeContext, store: LoginSessionStore,
        endpoint: @escaping @Sendable () async throws -> SignInEndpoint,
        redirects: any RedirectListenerFactory, browser: Browser, person: any ConsoleLoginPerson,
        latest: @escaping @Sendable () throws -> ConsoleLoginTarget,
        credentials: @escaping @Sendable (LoginSession) async throws -> Credentials,
        report: @escaping @Sendable (LoginEvent) -> Void
    ) {
        self.context = context
        self.store = store
        self.endpoint = endpoint
        self.redirects = redirects
        self.browser = browser
        self.person = person
        self.latest = latest
        self.credentials = credentials
        self.report = report
    }

    /// A sign-in that is done.
    package struct Outcome: Sendable, Hashable {
        package let session: LoginSession
        /// When the keys end, which are renewed by themselves for as long as AWS keeps the session.
        package let until: Instant
        /// It was signed in to already, so that nothing was done.
        package let wasSignedIn: Bool
    }

    /// Makes sure that the profile has a session that gives keys.
    ///
    /// - Throws: `Failure`: `.loginRefused`, `.loginTimedOut`, `.loginCancelled`, `.unreachable`, and what writing a file
    ///   throws.
    package func perform(
        _ target: ConsoleLoginTarget, _ options: LoginOptions
    ) async throws -> Outcome {
        let began = context.clock.now()
        if !options.force, let outcome = try await signedIn(target) { return outcome }
        // Here, so that no command has a way around it.
        if let agent = context.agent { throw Failure.refusing(agent, target.command) }
        return try await LoginMutex.perform(
            LoginSubject(target, in: store), in: context, report: report,
            failure: { Failure(consoleLoginError: $0, target) },
            afterWaiting: {
                guard let outcome = try await signedIn(latest()) else {
                    throw Failure(.loginNeeded, "\(target.title) has no keys after the sign-in", hint: target.command)
                }
                return outcome
            },
            signIn: {
                let target = try latest()
                if !options.force || isSignedIn(target, since: began), let outcome = try await signedIn(target) {
                    return outcome
                }
                let outcome = try await run(target, options)
                report(.signedIn(target.title, until: outcome.until))
                return outcome
            })
    }

    /// Waits for a sign-in that is under way; false if there is none, nor one that ended well since an instant.
    package static func awaitOther(
        _ target: ConsoleLoginTarget, since began: Instant, in context: RuntimeContext,
        report: @Sendable (LoginEvent) -> Void
    ) async throws -> Bool {
        let subject = LoginSubject(target, in: try LoginSessionStore.of(context))
        return try await LoginMutex.awaitOther(subject, since: began, in: context, report: report)
    }

    private func isSignedIn(_ target: ConsoleLoginTarget, since began: Instant) -> Bool {
        guard let session = target.known, let written = (try? store.load(session))?.writtenAt else { return false }
        return written > began
    }

    /// Whether the session gives keys, which only asking AWS tells once they are over.
    private func signedIn(_ target: ConsoleLoginTarget) async throws -> Outcome? {
        guard let session = target.known else { return nil }
        do {
            guard let end = try await credentials(session).expiration, end > context.clock.now() else { return nil }
            report(.alreadySignedIn(target.title, until: end))
            return Outcome(session: session, until: end, wasSignedIn: true)
        } catch let failure as Failure where [.loginNeeded, .denied, .failed].contains(failure.code) {
            // Whatever AWS refuses, a new sign-in mends.
            return nil
        }
    }

    private func run(_ target: ConsoleLoginTarget, _ options: LoginOptions) async throws -> Outcome {
        let endpoint = try await endpoint()
        let service = endpoint.service
        // A full disk is found out before anybody is bothered with a browser.
        try store.requireRoom(forProfile: target.profile)
        let file = try ConfigFileEditor(context)
        try file.requireRoom()
        let key = service.makeKey()
        let code =
            switch options.flow {
            case .browser: try await codeOfThisMachine(target, options, service)
            case .deviceCode: try await codeOfAnyMachine(target, service)
            }
        let grant = try await service.createToken(code, dpopKey: key)
        let now = context.clock.now()
        let session = target.named(grant.subject)
        if let old = target.session, old.value != grant.subject {
            guard try await person.mayReplace(old.value, with: grant.subject, in: target.profile) else {
                throw Failure(
                    .loginRefused,
                    "profile \(target.profile) is for \(old.value), and \(grant.subject) signed in; nothing was changed",
                    at: old.location, hint: "choose the other identity in the browser, or another profile")
            }
        }
        let text = LoginToken.text(
            grant, clientID: code.clientID, dpopKey: key, region: endpoint.region, at: now, session)
        try await withFileLock(
            at: store.lock(session), for: session.title, within: TokenStore.patience, in: context
        ) { _ in
            try store.save(text, for: session)
            store.revokedRefresh(session).forget()
        }
        let named = target.session?.value == grant.subject ? [] : [ConfigEntry("login_session", grant.subject)]
        _ = try await file.edit((named + endpoint.entries).map { .set(.profile(target.profile), $0) })
        let until = now.advanced(bySeconds: grant.reply.expiresIn)
        return Outcome(session: session, until: until, wasSignedIn: false)
    }
}

/// The sign-in service that somebody signs in with.
package struct SignInEndpoint: Sendable {
    let service: any SignInService
    /// Whose service it is.
    let region: String
    /// What is written into the profile beside the session.
    let entries: [ConfigEntry]

    package init(_ service: any SignInService, region: String, entries: [ConfigEntry] = []) {
        self.service = service
        self.region = region
        self.entries = entries
    }
}

/// The person who signs in, where only a person can tell.
package protocol ConsoleLoginPerson: Sendable {
    /// Whether there is one who could paste something.
    var isThere: Bool { get }
    /// The text that the sign-in page shows; nil for somebody who gives up.
    ///
    /// - Parameter complaint: what was wrong with the one before.
    func pastedCode(_ complaint: String?) async throws -> String?
    /// Whether a profile may be another identity's from now on.
    func mayReplace(_ old: String, with new: String, in profile: String) async throws -> Bool
}
