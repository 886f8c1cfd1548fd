import SystemKit

/// Gives the access token of a session, renewed when its time has come, by one process at a time.
package struct TokenProvider: Sendable {
    private let context: RuntimeContext
    private let store: TokenStore
    private let service: any OIDCService
    private let region: String?
    private let warn: @Sendable (String) -> Void

    /// - Parameter region: where the service is, if not in the session's own Region: a token of another is none.
    package init(
        context: RuntimeContext, store: TokenStore, service: any OIDCService, region: String? = nil,
        warn: @escaping @Sendable (String) -> Void
    ) {
        self.context = context
        self.store = store
        self.service = service
        self.region = region
        self.warn = warn
    }

    /// A token that AWS should take.
    ///
    /// - Parameter rejected: a token that AWS has just refused; anything else in the file is better, and if it is still
    ///   there a refresh is tried whatever its expiry says.
    /// - Parameter inTurn: others of us have tried just before and failed, so a refused refresh is believed at once.
    /// - Throws: `Failure` with `.loginNeeded` when only a sign-in helps, `.unreachable` when a refresh that can't be
    ///   done without did not reach AWS.
    package func token(
        for session: SSOSession, rejected: Secret? = nil, profile: String? = nil, inTurn: Bool = false
    ) async throws -> Token {
        let session = located(session)
        guard let found = try store.load(session) else {
            let path = store.folders.token(session)
            if let other = store.otherRegion(of: session) {
                throw loginNeeded(
                    session, profile, "has a token for \(other), which can't be used in \(session.region)")
            }
            throw loginNeeded(
                session, profile,
                store.hasFile(of: session)
                    ? "has no readable token in \(path)" : "is not signed in")
        }
        if try decide(found, for: session, rejected: rejected, waited: false) == .use { return found.token }
        do {
            return try await store.whileLocked(
                session, in: context,
                unless: { try known(for: session, rejected: rejected, profile: profile) },
                { waited in
                    try await tokenUnderLock(
                        for: session, rejected: rejected, waited: waited, inTurn: inTurn || waited, profile: profile)
                })
        } catch let failure as Failure
            where failure.isAboutLocking && found.token.accessToken != rejected
            && found.token.expiresAt > context.clock.now()
        {
            // A read-only disk, or a holder that hangs, costs the renewal and not the token.
            warn("could not renew the token of \(session.title) (\(failure.message)); the current one is still valid")
            return found.token
        }
    }

    /// Whether a session's token lives, or can be renewed, as far as files tell.
    package func isSignedIn(to session: SSOSession) -> Bool {
        let session = located(session)
        guard let token = try? store.livingToken(session) else { return false }
        let now = context.clock.now()
        return token.expiresAt > now || TokenRenewalPolicy.isRenewable(token, for: session, at: now)
    }

    private func located(_ session: SSOSession) -> SSOSession { region.map(session.located(in:)) ?? session }

    /// Does what needs a token of a session; where the portal refuses the token, it is renewed and that is done once more.
    ///
    /// - Parameter renewals: how often that is tried: long work may outlive more than one token.
    /// - Parameter refusal: what the portal's refusal of the last token means to who asks; else that a sign-in is needed.
    /// - Throws: `refusal` or `Failure` with `.loginNeeded` where the portal refuses the last token, too; else what `body`
    ///   throws.
    package func withToken<Result>(
        of session: SSOSession, profile: String? = nil, inTurn: Bool = false, renewals: Int = 1,
        refusal: Failure? = nil, _ body: (Token) async throws -> Result
    ) async throws -> Result {
        var token = try await token(for: session, profile: profile, inTurn: inTurn)
        var left = renewals
        while true {
            do {
                let result = try await body(token)
                note(token, for: session, isRefused: false)
                return result
            } catch let error as ServiceError where error.httpStatus == 401 {
                if left == 0 {
                    if let refusal { throw refusal }
                    note(token, for: session, isRefused: true)
                    throw loginNeeded(session, profile, "has expired or is no longer valid")
                }
                left -= 1
                token = try await self.token(for: session, rejected: token.accessToken, profile: profile)
            }
        }
    }

    /// What the portal answers to a token that it takes no more (<doc:PortalProtocol>, Errors).
    private static let unauthorized = "UnauthorizedException"

    /// What a service said of a token: kept for who reads files only.
    private func note(_ token: Token, for session: SSOSession, isRefused: Bool) {
        let revoked = store.revokedAccess(session)
        if isRefused {
            revoked.note(token.accessToken, reason: Self.unauthorized, at: context.clock.now())
        } else if revoked.matches(token.accessToken) {
            revoked.forget()
        }
    }

    /// The answer that needs no question to AWS, for who waits to ask one: a token that somebody renewed meanwhile, or the
    /// end of the session.
    func known(for session: SSOSession, rejected: Secret? = nil, profile: String?) throws -> Token? {
        let session = located(session)
        let found = try present(session, profile)
        switch try decide(found, for: session, rejected: rejected, waited: false) {
        case .use: return found.token
        case .renew(stillValid: false):
            guard let refusal = knownRefusal(of: found.token, for: session) else { return nil }
            return try makeDo(with: found.token, for: session, refusal, stillValid: false, profile: profile)
        case .renew(stillValid: true), .login: return nil
        }
    }

    /// What is in the file, by now, of a session that had a token.
    private func present(_ session: SSOSession, _ profile: String?) throws -> (token: Token, writtenAt: Instant?) {
        guard let found = try store.load(session) else { throw loginNeeded(session, profile, "was signed out") }
        return found
    }

    private func tokenUnderLock(
        for session: SSOSession, rejected: Secret?, waited: Bool, inTurn: Bool, profile: String?
    ) async throws -> Token {
        let current = try present(session, profile)
        switch try decide(current, for: session, rejected: rejected, waited: waited) {
        case .use: return current.token
        case .login:
            if rejected != nil { note(current.token, for: session, isRefused: true) }
            throw loginNeeded(session, profile, "has expired")
        case .renew(let stillValid):
            return try await renew(
                current.token, for: session, stillValid: stillValid, inTurn: inTurn, profile: profile)
        }
    }

    private func decide(
        _ found: (token: Token, writtenAt: Instant?), for session: SSOSession, rejected: Secret?, waited: Bool
    ) throws -> TokenRenewalPolicy.Decision {
        let now = context.clock.now()
        guard found.token.accessToken == rejected else {
            return TokenRenewalPolicy.decide(
                found.token, for: session, at: now, writtenAt: found.writtenAt, waited: waited || rejected != nil)
        }
        return TokenRenewalPolicy.isRenewable(found.token, for: session, at: now) ? .renew(stillValid: false) : .login
    }

    private func renew(
        _ old: Token, for session: SSOSession, stillValid: Bool, inTurn: Bool, profile: String?
    ) async throws -> Token {
        if let refusal = knownRefusal(of: old, for: session) {
            if let newer = try await replacement(of: old, for: session, looks: 1) { return newer }
            return try makeDo(with: old, for: session, refusal, stillValid: stillValid, profile: profile)
        }
        do {
            try store.requireRoom(for: session)
            let token = try await refreshed(old, for: session)
            keep(token, for: session)
            SignInSpan.note(session, context) { $0.renewed(at: context.clock.now()) }
            return token
        } catch let refusal as ServiceError {
            let isDead = refusal.code == "InvalidGrantException"
            if let newer = try await replacement(of: old, for: session, looks: isDead && !inTurn ? 10 : 1) {
                return newer
            }
            // Only now, since those who wait end by it.
            if isDead, let refreshToken = old.refreshToken {
                store.revokedRefresh(session).note(refreshToken, reason: refusal.code, at: context.clock.now())
                SignInSpan.note(session, context) { $0.refused(at: context.clock.now()) }
            }
            return try makeDo(with: old, for: session, refusal, stillValid: stillValid, profile: profile)
        } catch let failure as Failure where stillValid {
            warn("could not renew the token of \(session.title) (\(failure.message)); the current one is still valid")
            return old
        }
    }

    /// What AWS said a moment ago of a token's refresh token. Of many processes that find a dead one, each in its turn would
    /// hear the same: one asks for all.
    private func knownRefusal(of token: Token, for session: SSOSession) -> ServiceError? {
        guard let refreshToken = token.refreshToken,
            let code = store.revokedRefresh(session).reason(refreshToken, at: context.clock.now())
        else { return nil }
        return ServiceError(
            code: code, message: "as a moment ago", httpStatus: 400, operation: "CreateToken",
            url: session.startURL)
    }

    /// What is left when AWS refuses a renewal: the old token while it lives.
    private func makeDo(
        with old: Token, for session: SSOSession, _ refusal: ServiceError, stillValid: Bool, profile: String?
    ) throws -> Token {
        guard stillValid else {
            guard refusal.endsTheSession else { throw Failure(refusal) }
            store.revokedAccess(session).note(old.accessToken, reason: refusal.code, at: context.clock.now())
            throw loginNeeded(session, profile, "has expired (\(refusal.code))")
        }
        warn("could not renew the token of \(session.title) (\(refusal.code)); the current one is still valid")
        return old
    }

    /// Saves a token that was just given. Should that fail although there was room a moment ago, the token still serves
    /// this process: the one in the file can't be renewed any more.
    private func keep(_ token: Token, for session: SSOSession) {
        do {
            try store.save(token, for: session)
        } catch {
            warn("could not save the new token of \(session.title) (\(error.message)); a sign-in may be needed soon")
        }
    }

    /// What another tool, which knows no lock of ours, made of the refresh token that AWS no longer takes. It writes its
    /// file a moment after AWS has answered it, so the file is watched for a while, by one process.
    private func replacement(of old: Token, for session: SSOSession, looks: Int) async throws -> Token? {
        for look in 0..<looks {
            if look > 0 { try await context.clock.sleep(50) }
            if let newer = try store.load(session)?.token, newer.accessToken != old.accessToken,
                newer.expiresAt > context.clock.now()
            {
                return newer
            }
        }
        return nil
    }

    /// Asks for a new token. The old refresh token is kept when the reply has none; start URL and region come from the
    /// configuration, as the AWS CLI writes them (<doc:SignInProtocol>, Renewal).
    private func refreshed(_ old: Token, for session: SSOSession) async throws -> Token {
        guard let clientID = old.clientID, let clientSecret = old.clientSecret, let refreshToken = old.refreshToken
        else {
            throw Failure(.loginNeeded, "the token of \(session.title) can't be renewed")
        }
        let reply = try await service.createToken(
            .refreshToken(refreshToken), clientID: clientID, clientSecret: clientSecret)
        return Token(
            startURL: session.startURL, region: session.region, accessToken: reply.accessToken,
            expiresAt: context.clock.now().advanced(bySeconds: reply.expiresIn), clientID: clientID,
            clientSecret: clientSecret, registrationExpiresAt: old.registrationExpiresAt,
            refreshToken: reply.refreshToken ?? refreshToken)
    }

    private func loginNeeded(_ session: SSOSession, _ profile: String?, _ what: String) -> Failure {
        .loginNeeded(session, profile: profile, what)
    }
}

extension Failure {
    /// A lock could not be had: its file can't be made, or its holder doesn't let go.
    fileprivate var isAboutLocking: Bool { code == .fileUnwritable || code == .lockTimedOut }

    /// Only a sign-in helps; `what` completes "session corp …".
    package static func loginNeeded(_ session: SSOSession, profile: String?, _ what: String) -> Failure {
        Failure(
            .loginNeeded, "\(session.title) \(what)", at: session.location, hint: Hint(session.login(profile: profile))
        )
    }
}

extension ServiceError {
    /// The refresh token or the registration is dead: no further try can succeed (<doc:SignInProtocol>, Renewal and
    /// Operations).
    package var endsTheSession: Bool {
        switch code {
        case "InvalidGrantException", "InvalidClientException", "UnauthorizedClientException", "ExpiredTokenException",
            "AccessDeniedException", "UnauthorizedException", "InvalidRequestException":
            true
        default: false
        }
    }
}
