import Engine
import PluginKit
import SystemKit
import Terminal

/// Everything that one session gives, with a sign-in before and a renewed token in between where they are needed.
struct SignedInRoleDiscovery {
    let service: OnlineCredentialService
    let output: Output
    let isFresh: Bool

    /// - Throws: `account-not-found` for a session that gives no account.
    func run(_ session: SSOSession, _ profile: Profile?) async throws -> DiscoveredSession {
        if let kept = try kept(session) { return kept }
        let login = LoginPermission.atHand(isForbidden: false, otherwise: .never, in: service.context)
        return try await service.connected(profile) { connection in
            let gate = LoginOnDemand(connection: connection, login: login, profile: nil)
            return try await gate.retrying(.identityCenter(session)) { try await discovery(session, connection) }
        }
    }

    /// What was found a short time ago and is used again; said, so that nobody waits for a role that is newer.
    private func kept(_ session: SSOSession) throws -> DiscoveredSession? {
        let context = service.context
        let now = context.clock.now()
        let checkpoint = try DiscoveryCheckpoint(of: session, in: context)
        guard !isFresh, let completed = checkpoint.completed(at: now), !completed.entries.isEmpty else { return nil }
        let minutes = now.seconds(since: completed.at) / 60
        let age = minutes == 0 ? "less than a minute" : minutes == 1 ? "a minute" : "\(minutes) minutes"
        output.remark("accounts and roles of \(session.title) as of \(age) ago; --fresh asks AWS again")
        return try found(completed.entries, session)
    }

    private func discovery(_ session: SSOSession, _ connection: AWSConnection) async throws -> DiscoveredSession {
        let context = service.context
        let partial = try DiscoveryCheckpoint(of: session, in: context)
        return try await Progress.during(
            "roles of \(session.title)", isQuiet: output.isQuiet, in: context
        ) { progress in
            let shown = DiscoveryProgress(progress)
            let discovery = RoleDiscovery(
                context: context, portal: try connection.pacedPortal(session, leastAttempts: 10), partial: partial,
                report: shown.show)
            return try await run(discovery, session, connection)
        }
    }

    private func run(_ discovery: RoleDiscovery, _ session: SSOSession, _ connection: AWSConnection) async throws
        -> DiscoveredSession
    {
        var isFresh = isFresh
        // A long discovery may outlive a token; one that outlives two was never let in.
        let entries = try await connection.tokens(session).withToken(
            of: session, renewals: 2, refusal: notLetIn(session)
        ) { token in
            defer { isFresh = false }
            return try await discovery.run(accessToken: token.accessToken, isFresh: isFresh)
        }
        if entries.contains(where: { $0.roles == nil }) { discovery.finish() }
        return try found(entries, session)
    }

    private func found(_ entries: [RoleDiscovery.Entry], _ session: SSOSession) throws -> DiscoveredSession {
        guard !entries.isEmpty else {
            throw Failure(
                .accountNotFound, "\(session.title) has no accounts for you", at: session.location,
                hint: "ask your Identity Center administrator for access")
        }
        let name = session.name ?? ""
        return DiscoveredSession(
            name: name,
            roles: entries.flatMap { entry in
                (entry.roles ?? []).map {
                    GrantedRole(session: name, startURL: session.startURL, account: entry.account, role: $0)
                }
            },
            deniedAccounts: entries.filter { $0.roles == nil }.map(\.account))
    }

    private func notLetIn(_ session: SSOSession) -> Failure {
        Failure(
            .denied, "\(session.title) can't list accounts, even with a new token",
            at: session.location,
            hint:
                "add sso:account:access to sso_registration_scopes, then \(run: session.login(profile: nil, .anew))"
        )
    }
}
