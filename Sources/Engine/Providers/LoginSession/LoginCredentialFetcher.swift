import SystemKit

/// Gives the keys of a console session, renewed when their time has come, by one process at a time.
package struct LoginCredentialFetcher: Sendable {
    private let context: RuntimeContext
    private let store: LoginSessionStore
    private let service: @Sendable (LoginToken) async throws -> any SignInService
    private let warn: @Sendable (String) -> Void

    /// - Parameter service: the sign-in service of the region that a session belongs to, looked for once something has to
    ///   be renewed.
    package init(
        context: RuntimeContext, store: LoginSessionStore,
        service: @escaping @Sendable (LoginToken) async throws -> any SignInService,
        warn: @escaping @Sendable (String) -> Void
    ) {
        self.context = context
        self.store = store
        self.service = service
        self.warn = warn
    }

    /// - Throws: `.loginNeeded` when only a new sign-in helps, `.denied` when the user lacks the permission,
    ///   `.tooLittleTimeLeft`, and what the service throws.
    package func credentials(for session: LoginSession, policy: CredentialRenewalPolicy) async throws -> Credentials {
        let found = try store.load(session)
        if serves(found, policy) { return session.completed(found.token.credentials) }
        do {
            return try await withFileLock(
                at: store.lock(session), for: session.title, within: TokenStore.patience, in: context,
                unless: { try known(for: session, policy) },
                { waited in try await underLock(session, policy, waited: waited) })
        } catch let failure as Failure where failure.code == .fileUnwritable || failure.code == .lockTimedOut {
            return try fallBack(on: found.token, failure, session, policy)
        }
    }

    private func serves(
        _ found: (token: LoginToken, writtenAt: Instant?), _ policy: CredentialRenewalPolicy, waited: Bool = false
    ) -> Bool {
        LoginSessionRenewalPolicy.servesAtOnce(
            found.token.credentials, policy, at: context.clock.now(), writtenAt: found.writtenAt, waited: waited)
    }

    /// The answer that needs no question to AWS, for who waits to ask one.
    private func known(for session: LoginSession, _ policy: CredentialRenewalPolicy) throws -> Credentials? {
        let found = try store.load(session)
        if serves(found, policy) { return session.completed(found.token.credentials) }
        guard let end = knownEnd(of: found.token, session) else { return nil }
        return try fallBack(on: found.token, end, session, policy)
    }

    /// What AWS said a moment ago of the session.
    private func knownEnd(of token: LoginToken, _ session: LoginSession) -> Failure? {
        store.revokedRefresh(session).reason(token.refreshToken, at: context.clock.now())
            .map { session.loginNeeded("has expired (\($0))") }
    }

    private func underLock(
        _ session: LoginSession, _ policy: CredentialRenewalPolicy, waited: Bool
    ) async throws -> Credentials {
        let found = try store.load(session)
        if serves(found, policy, waited: waited) { return session.completed(found.token.credentials) }
        let revoked = store.revokedRefresh(session)
        do {
            if let end = knownEnd(of: found.token, session) { throw end }
            try store.requireRoom(for: session)
            return try await renewed(found.token, session, policy)
        } catch let refusal as ServiceError {
            if let newer = try await replacement(of: found.token, session, policy, looks: waited ? 1 : 10) {
                return newer
            }
            let failure = failure(refusal, found.token, session)
            // Once the clock is right, it may be taken.
            if failure.code == .loginNeeded, refusal.clockRemedy == nil {
                revoked.note(found.token.refreshToken, reason: refusal.reason ?? refusal.code, at: context.clock.now())
            }
            return try fallBack(on: found.token, failure, session, policy)
        } catch let failure as Failure where failure.code != .tooLittleTimeLeft {
            return try fallBack(on: found.token, failure, session, policy)
        }
    }

    private func renewed(
        _ old: LoginToken, _ session: LoginSession, _ policy: CredentialRenewalPolicy
    ) async throws -> Credentials {
        let reply = try await service(old).renew(
            clientID: old.clientID, refreshToken: old.refreshToken, dpopKey: old.dpopKey)
        let now = context.clock.now()
        do {
            try store.save(old.text(renewedBy: reply, at: now, session), for: session)
        } catch {
            warn(
                "could not save the refresh token of \(session.title) (\(error.message)); a new sign-in may be needed soon"
            )
        }
        let credentials = session.completed(
            Credentials(
                accessKeyID: reply.accessKeyID, secretAccessKey: reply.secretAccessKey,
                sessionToken: reply.sessionToken, expiration: now.advanced(bySeconds: reply.expiresIn),
                accountID: old.credentials.accountID))
        if let remark = try policy.accept(credentials, at: now) { warn(remark) }
        return credentials
    }

    /// Keys that still live are used when they can't be renewed.
    private func fallBack(
        on old: LoginToken, _ failure: Failure, _ session: LoginSession, _ policy: CredentialRenewalPolicy
    ) throws(Failure) -> Credentials {
        let left = old.credentials.expiration?.seconds(since: context.clock.now()) ?? 0
        guard left > 0, left >= policy.typedMinimum ?? 0 else {
            guard failure.code == .loginNeeded, failure.hint == nil else { throw failure }
            throw Failure(
                failure.code, failure.message, at: .file(store.path(session), line: nil), hint: session.loginCommand)
        }
        warn("could not renew \(session.title) (\(failure.message)); its current keys are still valid")
        return session.completed(old.credentials)
    }

    /// What the AWS CLI, which knows no lock of ours, made of a refresh token that is refused: it writes its file a moment
    /// after it was answered.
    private func replacement(
        of old: LoginToken, _ session: LoginSession, _ policy: CredentialRenewalPolicy, looks: Int
    ) async throws -> Credentials? {
        for look in 0..<looks {
            if look > 0 { try await context.clock.sleep(50) }
            guard let newer = try? store.load(session), newer.token.refreshToken != old.refreshToken else { continue }
            if serves(newer, policy, waited: true) { return session.completed(newer.token.credentials) }
        }
        return nil
    }

    private func failure(_ refusal: ServiceError, _ token: LoginToken, _ session: LoginSession) -> Failure {
        if refusal.reason == "INVALID_REQUEST", token.signInRegion == nil, refusal.clockRemedy == nil {
            // How the service answers in another region than that of the sign-in.
            let hint: Hint = "use --region with that region, or sign in again: \(session.loginCommand)"
            return Failure(
                .failed,
                "AWS refused to renew \(session.title) here (INVALID_REQUEST); was its sign-in in another region?",
                at: .url(refusal.url), hint: hint)
        }
        guard refusal.httpStatus == 401 || refusal.httpStatus == 403 || refusal.code == "AccessDeniedException" else {
            return Failure(refusal)
        }
        switch refusal.reason {
        case "INSUFFICIENT_PERMISSIONS"?:
            return Failure(
                .denied, "AWS does not allow this user to renew \(session.title): \(refusal.message)",
                at: .url(refusal.url),
                hint: "ask for the permission signin:CreateOAuth2Token")
        case "USER_CREDENTIALS_CHANGED"?:
            return session.loginNeeded("was ended because the user's password or keys changed (\(refusal.message))")
        default:
            // By a wrong clock a proof has the wrong time, which the service tells from an end of the session by nothing.
            return session.loginNeeded(
                "has expired (\(refusal.reason ?? refusal.code): \(refusal.message))",
                hint: refusal.clockRemedy.map { "\($0); then: \(session.loginCommand)" })
        }
    }
}

extension LoginSession {
    /// Keys with their account, which the session's name tells where the file doesn't.
    package func completed(_ keys: Credentials) -> Credentials {
        Credentials(
            accessKeyID: keys.accessKeyID, secretAccessKey: keys.secretAccessKey, sessionToken: keys.sessionToken,
            expiration: keys.expiration, accountID: keys.accountID ?? accountID)
    }
}
