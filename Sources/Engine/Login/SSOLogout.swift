import SystemKit

/// Ends one session: at AWS, then in the files whose names follow from it; no other file is touched.
package struct SSOLogout: Sendable {
    private let context: RuntimeContext
    private let store: TokenStore
    private let cache: RoleCredentialCache
    private let fetched: FetchedSSORoleRecord
    private let portal: any PortalService

    package init(
        context: RuntimeContext, store: TokenStore, cache: RoleCredentialCache, fetched: FetchedSSORoleRecord,
        portal: any PortalService
    ) {
        self.context = context
        self.store = store
        self.cache = cache
        self.fetched = fetched
        self.portal = portal
    }

    /// What a sign-out found.
    package struct Outcome: Sendable, Hashable {
        package let wasSignedIn: Bool
        package let removedRoles: Int
    }

    /// Signs out; the files go whatever AWS answers.
    ///
    /// - Parameter roles: those that profiles name; the ones that awsx noted itself are added.
    /// - Throws: `.unreachable` when AWS could not be told, after the files are gone.
    package func perform(_ session: SSOSession, roles: [SSORole]) async throws -> Outcome {
        try await store.whileLocked(session, in: context) { _ in try await signOut(session, roles) }
    }

    private func signOut(_ session: SSOSession, _ roles: [SSORole]) async throws -> Outcome {
        let found = try store.load(session)
        var untold: Failure?
        if let found {
            untold = await tell(found.token)
        } else if let other = store.otherRegion(of: session) {
            // Its own Region is asked by nobody who is configured for this one.
            untold = Failure(
                .unreachable, "its token is of \(other), and sso_region is \(session.region)", at: session.location)
        }
        try store.removeToken(session)
        var removed = 0
        for role in roles where try cache.remove(role) { removed += 1 }
        for role in try fetched.load(session) {
            if try cache.remove(role) { removed += 1 }
            try fetched.forget(role)
        }
        try cache.removeNarrowed(of: session)
        for folder in [store.folders.sso, store.folders.cli, fetched.folder.path] {
            context.files.removeLeftovers(in: folder)
        }
        if let untold {
            throw Failure(
                .unreachable,
                "signed out of \(session.title) on this machine, but AWS could not be notified: \(untold.message)",
                at: untold.location, hint: "the token stays valid at AWS until it expires")
        }
        return Outcome(wasSignedIn: found != nil, removedRoles: removed)
    }

    /// A token that AWS no longer takes needs no ending.
    private func tell(_ token: Token) async -> Failure? {
        do {
            try await portal.logout(accessToken: token.accessToken)
            return nil
        } catch let refusal as ServiceError {
            return (400..<500).contains(refusal.httpStatus) && refusal.httpStatus != 429 ? nil : Failure(refusal)
        } catch let failure as Failure {
            return failure
        } catch {
            return Failure(.unreachable, "\(error)")
        }
    }
}
