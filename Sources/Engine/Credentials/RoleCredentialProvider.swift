import SystemKit

/// Gives the credentials of an SSO role: from the cache while they are good, else fetched once by one process.
package struct RoleCredentialProvider: Sendable {
    private let world: World
    private let cache: RoleCredentialCache
    private let tokens: TokenProvider
    private let portal: any PortalService
    private let folders: CacheFolders
    private let fetched: FetchedRoles
    private let warn: @Sendable (String) -> Void

    package init(
        world: World, cache: RoleCredentialCache, tokens: TokenProvider, portal: any PortalService,
        folders: CacheFolders, fetched: FetchedRoles, warn: @escaping @Sendable (String) -> Void
    ) {
        self.world = world
        self.cache = cache
        self.tokens = tokens
        self.portal = portal
        self.folders = folders
        self.fetched = fetched
        self.warn = warn
    }

    /// The role's credentials under a policy.
    ///
    /// - Throws: `Failure`: `.loginNeeded`, `.denied` for a role that this user doesn't have, `.tooLittleTimeLeft`.
    package func credentials(
        for role: SSORole, policy: CredentialPolicy, profile: String?
    ) async throws -> Credentials {
        if let cached = try cache.load(role), policy.servesAtOnce(cached, at: world.clock.now()) { return cached }
        return try await HeldLock.during(
            folders.roleLock(role), for: "the credentials of \(role.accountID)/\(role.roleName)",
            within: TokenStore.patience, in: world, isDispensable: true
        ) { waited in
            try await credentialsUnderLock(role, policy, waited: waited, profile: profile)
        }
    }

    private func credentialsUnderLock(
        _ role: SSORole, _ policy: CredentialPolicy, waited: Bool, profile: String?
    ) async throws -> Credentials {
        let cached = try cache.load(role)
        if let cached, policy.servesAtOnce(cached, at: world.clock.now(), waited: waited) { return cached }
        do {
            let fresh = try await fetch(role, profile: profile, inTurn: waited)
            try keep(fresh, for: role)
            if let remark = try policy.accept(fresh, at: world.clock.now()) { warn(remark) }
            return fresh
        } catch let failure as Failure {
            guard failure.code != .tooLittleTimeLeft, failure.code != .denied, failure.code != .accountNotFound,
                let cached, policy.servesAtWorst(cached, at: world.clock.now())
            else { throw failure }
            warn("could not renew the credentials (\(failure.message)); the present ones are still good")
            return cached
        }
    }

    /// Fresh credentials; a token that AWS refuses is renewed once, and the request repeated once.
    private func fetch(_ role: SSORole, profile: String?, inTurn: Bool) async throws -> Credentials {
        let token = try await tokens.token(for: role.session, profile: profile, inTurn: inTurn)
        do {
            return try await request(role, token)
        } catch let refusal as ServiceError where refusal.httpStatus == 401 {
            let renewed = try await tokens.token(
                for: role.session, rejected: token.accessToken, profile: profile)
            do {
                return try await request(role, renewed)
            } catch let refusal as ServiceError where refusal.httpStatus == 401 {
                throw Failure.loginNeeded(
                    role.session, profile: profile, "has expired or is otherwise invalid, as AWS says")
            }
        }
    }

    private func request(_ role: SSORole, _ token: Token) async throws -> Credentials {
        do {
            return try await portal.roleCredentials(
                accountID: role.accountID, roleName: role.roleName, accessToken: token.accessToken)
        } catch let refusal as ServiceError where refusal.httpStatus == 403 {
            throw Failure(
                .denied,
                "this user has no role \(role.roleName) in account \(role.accountID) (AWS: \(refusal.message))",
                at: .url(refusal.url), hint: "awsx accounts\(sessionOption(role.session))")
        } catch let refusal as ServiceError where refusal.httpStatus == 404 {
            throw Failure(
                .accountNotFound, "AWS knows no role \(role.roleName) in account \(role.accountID)",
                at: .url(refusal.url), hint: "awsx accounts\(sessionOption(role.session))")
        } catch let refusal as ServiceError where refusal.httpStatus != 401 {
            throw Failure(refusal)
        }
    }

    private func sessionOption(_ session: SSOSession) -> String {
        session.name.map { " --session \(CommandWord.quoted($0))" } ?? ""
    }

    /// A full disk costs the cache, not the command.
    private func keep(_ fresh: Credentials, for role: SSORole) throws {
        do {
            try cache.save(fresh, for: role)
            try fetched.note(role)
        } catch {
            warn("could not keep the credentials for the next time: \(error.message)")
        }
    }
}
