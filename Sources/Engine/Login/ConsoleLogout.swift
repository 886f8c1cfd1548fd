import SystemKit

/// Ends a console session: at AWS, where the identity may do that, then on this machine (<doc:LoginSessions>, Signing
/// out).
package struct ConsoleLogout: Sendable {
    private let context: RuntimeContext
    private let store: LoginSessionStore
    private let service: @Sendable (LoginToken) async throws -> any SignInSessionService
    /// The session's keys, renewed where that is due.
    private let credentials: @Sendable (LoginSession) async throws -> Credentials

    package init(
        context: RuntimeContext, store: LoginSessionStore,
        service: @escaping @Sendable (LoginToken) async throws -> any SignInSessionService,
        credentials: @escaping @Sendable (LoginSession) async throws -> Credentials
    ) {
        self.context = context
        self.store = store
        self.service = service
        self.credentials = credentials
    }

    /// What a sign-out found.
    package struct Outcome: Sendable, Hashable {
        package let wasSignedIn: Bool
        /// AWS takes no renewal any more.
        package let isRevoked: Bool
        /// Why it isn't; nil if it is, and where there was nothing to end.
        package let remark: String?
    }

    /// Signs out; the file goes whatever AWS answers. The profile goes on naming the session, as the AWS CLI leaves it.
    ///
    /// - Throws: `.unreachable` where AWS could not be told, after the file is gone.
    package func perform(_ session: LoginSession) async throws -> Outcome {
        let found = try? store.load(session).token
        let end = if let found { await revoke(session, found) } else { End.over }
        let wasThere = try await withFileLock(
            at: store.lock(session), for: session.title, within: TokenStore.patience, in: context
        ) { _ in
            // Somebody may have signed in meanwhile: that is another session.
            guard (try? store.load(session).token)?.idToken == found?.idToken else { return false }
            return try store.remove(session)
        }
        switch end {
        case .untold(let failure):
            throw Failure(
                .unreachable,
                "signed out of \(session.title) on this machine, but AWS could not be notified: \(failure.message)",
                at: failure.location, hint: "anyone who has the session's file can renew it until it ends at AWS")
        case .revoked: return Outcome(wasSignedIn: wasThere, isRevoked: true, remark: nil)
        case .over: return Outcome(wasSignedIn: wasThere, isRevoked: false, remark: nil)
        case .kept(let why): return Outcome(wasSignedIn: wasThere, isRevoked: false, remark: why)
        }
    }

    /// Removes the file of every session that no profile names, as `aws logout --all` does; AWS is not told.
    package static func removeOthers(
        than known: [LoginSessionSettings], in context: RuntimeContext
    ) async throws -> Int {
        let store = try LoginSessionStore.of(context)
        let named = Set(known.map { LoginSession($0).key })
        var removed = 0
        for key in try store.keys() where !named.contains(key) {
            let isRemoved = try await withFileLock(
                at: store.lock(key: key), for: "a console session", within: TokenStore.patience, in: context
            ) { _ in try store.remove(key: key) }
            if isRemoved { removed += 1 }
        }
        return removed
    }

    private enum End {
        case revoked
        /// AWS takes no renewal of it as it is.
        case over
        case kept(String)
        case untold(Failure)
    }

    private func revoke(_ session: LoginSession, _ token: LoginToken) async -> End {
        do {
            guard let idToken = token.idToken else { return .kept("its file has no ID token to identify the session") }
            let keys = try await credentials(session)
            let isRevoked = try await service(token).revoke(clientID: token.clientID, idToken: idToken, with: keys)
            return isRevoked ? .revoked : .kept("AWS lists no session that clearly matches this one")
        } catch let refusal as ServiceError
            where refusal.isAnswer && refusal.httpStatus < 500 && !refusal.isThrottling && refusal.clockRemedy == nil
        {
            return .kept(
                "AWS refused \(refusal.operation) (\(refusal.code)); it needs signin:ListSessions and signin:BatchRevokeSessions"
            )
        } catch let refusal as ServiceError {
            return .untold(Failure(refusal))
        } catch let failure as Failure {
            switch failure.code {
            case .loginNeeded, .denied: return .over
            case .failed: return .kept(failure.message)
            default: return .untold(failure)
            }
        } catch {
            return .untold(Failure(.unreachable, "\(error)"))
        }
    }
}
