import SystemKit

/// Gives the credentials of an SSO role: from the cache while they are good, else fetched once by one process.
package struct SSOCredentialFetcher: Sendable {
    private let context: RuntimeContext
    private let cache: RoleCredentialCache
    private let tokens: TokenProvider
    private let portal: any PortalService
    private let fetched: FetchedSSORoleRecord
    private let standby: SSOStandbyAccess?
    private let warn: @Sendable (String) -> Void

    /// - Parameter standby: who serves while the session's own Region gives no answer; nil for nobody.
    package init(
        context: RuntimeContext, cache: RoleCredentialCache, tokens: TokenProvider, portal: any PortalService,
        fetched: FetchedSSORoleRecord, standby: SSOStandbyAccess? = nil, warn: @escaping @Sendable (String) -> Void
    ) {
        self.context = context
        self.cache = cache
        self.tokens = tokens
        self.portal = portal
        self.fetched = fetched
        self.standby = standby
        self.warn = warn
    }

    /// The role's credentials under a policy.
    ///
    /// - Throws: `Failure`: `.loginNeeded`, `.denied` for a role that this user doesn't have, `.tooLittleTimeLeft`.
    package func credentials(
        for role: SSORole, policy: CredentialRenewalPolicy, profile: String?
    ) async throws -> Credentials {
        let renewal = CredentialRenewal(context: context, cache: cache, warn: warn)
        return try await renewal.credentials(
            in: cache.folders.file(role), of: "\(role.accountID)/\(role.roleName)", policy: policy,
            hopeless: {
                // Who stands by may serve a session that is over.
                if standby == nil { _ = try tokens.known(for: role.session, profile: profile) }
            },
            fetch: { waited in
                let fresh = try await fetch(role, profile: profile, inTurn: waited)
                return CredentialRenewal.Fresh(credentials: fresh) { () throws(Failure) in
                    try cache.save(fresh, for: role)
                    try fetched.note(role)
                }
            })
    }

    /// Credentials that are used at once and kept nowhere.
    package func unkept(for role: SSORole, profile: String?) async throws -> Credentials {
        try await fetch(role, profile: profile, inTurn: false)
    }

    /// From the session's own Region; from the one that stands by, while that one gives no answer.
    private func fetch(_ role: SSORole, profile: String?, inTurn: Bool) async throws -> Credentials {
        func own() async throws -> Credentials {
            try await tokens.withToken(of: role.session, profile: profile, inTurn: inTurn) {
                try await request(role, $0, portal)
            }
        }
        guard let standby else { return try await own() }
        let outages = standby.standby.outages
        if let recent = outages.recent(of: role.session, at: context.clock.now()), standby.isReady {
            return try await fetch(role, from: standby, insteadOf: recent)
        }
        do {
            return try await own()
        } catch let failure as Failure {
            guard let outage = try await standby.outage(behind: failure) else { throw failure }
            outages.note(outage, of: role.session, at: context.clock.now())
            return try await fetch(role, from: standby, insteadOf: outage)
        }
    }

    private func fetch(
        _ role: SSORole, from access: SSOStandbyAccess, insteadOf outage: Failure
    ) async throws -> Credentials {
        let session = access.standby.session
        do {
            if let obstacle = access.standby.obstacle { throw obstacle }
            let credentials = try await access.tokens.withToken(of: session) {
                try await request(access.role(role), $0, access.portal)
            }
            if access.standby.outages.isNews(of: role.session) {
                warn(
                    "\(role.session.title) gets no answer from \(role.session.region) (\(outage.message)); using its "
                        + "standby, \(session.title) in \(session.region)")
            }
            return credentials
        } catch let failure as Failure {
            throw access.failure(outage, because: failure)
        }
    }

    private func request(
        _ role: SSORole, _ token: Token, _ portal: any PortalService
    ) async throws -> Credentials {
        do {
            return try await portal.roleCredentials(
                accountID: role.accountID, roleName: role.roleName, accessToken: token.accessToken)
        } catch let refusal as ServiceError
            where [400, 403, 404].contains(refusal.httpStatus) && !AccountID.isValid(role.accountID)
        {
            // AWS's own words name neither the value nor the place.
            throw Failure(
                .configInvalid, "\(DisplayedCommandWord.quoted(role.accountID)) is not an account ID (12 digits)",
                at: role.accountLocation ?? .url(refusal.url), hint: AccountID.hint)
        } catch let refusal as ServiceError where refusal.httpStatus == 403 {
            throw Failure(
                .denied,
                "this user has no role \(role.roleName) in account \(role.accountID) (AWS: \(refusal.message))",
                at: .url(refusal.url), hint: Hint(.listRoles(session: role.session.name)))
        } catch let refusal as ServiceError where refusal.httpStatus == 404 {
            throw Failure(
                .accountNotFound, "AWS has no role \(role.roleName) in account \(role.accountID)",
                at: .url(refusal.url), hint: Hint(.listRoles(session: role.session.name)))
        } catch let refusal as ServiceError where refusal.httpStatus != 401 {
            throw Failure(refusal)
        }
    }
}
