import SystemKit

/// Gives narrowed credentials: kept ones while they are good, else new ones, asked for once by one process. There is no way
/// from here to the parent's own credentials: what can't be narrowed ends in an error.
struct ScopedSessionFetcher: Sendable {
    let chain: ProviderChain

    /// Seconds by which the parent's clock and AWS's may differ in what a duration is cut to.
    static let slack: Int64 = 5
    /// Percent of the largest session token from which on a person is told.
    static let crowded: Int64 = 80

    func credentials(for session: ScopedSession, policy: CredentialRenewalPolicy) async throws -> Credentials {
        guard let file = session.file(in: chain.cache.folders) else {
            return try chain.accepted(try await narrowed(session, policy).credentials, policy)
        }
        let renewal = CredentialRenewal(context: chain.context, cache: chain.cache, warn: chain.warn)
        // Those of a parent that a person may be asked a code for take as long as that.
        let patience = session.mfaSerial == nil ? TokenStore.patience : RoleCredentialFetcher.patienceWithPeople
        return try await renewal.credentials(
            in: file, of: session.title, policy: policy, patience: patience
        ) { _ in
            let fresh = try await narrowed(session, policy)
            return CredentialRenewal.Fresh(credentials: fresh.credentials) { () throws(Failure) in
                try chain.cache.save(
                    ScopedSessionRecord(fresh.credentials, session, chain.context.runID).text, in: file)
            }
        }
    }

    private func narrowed(
        _ session: ScopedSession, _ policy: CredentialRenewalPolicy
    ) async throws -> ScopedCredentials {
        // First renewed, where little is left of it: nothing that comes of it can live longer.
        var wanted = CredentialRenewalPolicy(typedMinimum: nil)
        wanted.renewsUnder = max(wanted.renewsUnder, session.durationSeconds ?? 0, policy.typedMinimum ?? 0)
        let parent = try await session.parent.provider.credentials(from: chain, policy: wanted)
        guard parent.sessionToken != nil else { throw ScopedCredentialsErrorMapper.permanentKeys(session) }
        let request = ScopedCredentialsRequest(
            policy: session.policy?.text, durationSeconds: duration(session, of: parent),
            description: ScopedSessionDescription(
                chain.context.runID, scope: session.policy?.label, profile: chain.profile?.name, reason: session.reason)
        )
        let fresh = try await asked(request, with: parent, for: session)
        if let percent = fresh.tokenUtilization, percent >= Self.crowded {
            chain.warn(
                "the session token of \(session.title) uses \(percent) % of what AWS allows: a longer policy may be refused"
            )
        }
        return fresh
    }

    /// No longer than the parent lives, which AWS would refuse.
    private func duration(_ session: ScopedSession, of parent: Credentials) -> Int64? {
        guard let wanted = session.durationSeconds else { return nil }
        guard let left = parent.expiration?.seconds(since: chain.context.clock.now()) else { return wanted }
        guard wanted > left - Self.slack else { return wanted }
        chain.warn(
            "--duration is reduced to \(TimeLeft(seconds: max(1, left - Self.slack)).text): the credentials end then")
        return max(1, left - Self.slack)
    }

    private func asked(
        _ request: ScopedCredentialsRequest, with parent: Credentials, for session: ScopedSession
    ) async throws -> ScopedCredentials {
        let region = try await ScopingRegion(chain: chain, session: session).region()
        let mapper = ScopedCredentialsErrorMapper(session: session, environment: chain.context.environment)
        do {
            return try checked(try await once(request, parent, in: region), parent, session)
        } catch let refusal as ServiceError {
            guard refusal.code == "RegionDisabledException", ScopingRegion.hasOther(than: region) else {
                throw mapper.failure(refusal)
            }
        }
        // The one region of this partition that no account can switch off.
        do {
            return try checked(try await once(request, parent, in: ScopingRegion.always), parent, session)
        } catch let refusal as ServiceError {
            throw mapper.failure(refusal)
        }
    }

    private func once(
        _ request: ScopedCredentialsRequest, _ parent: Credentials, in region: Setting
    ) async throws -> ScopedCredentials {
        try await chain.services.sts(region).scopedCredentials(request, with: parent)
    }

    /// An answer that can't be less than what was narrowed is no answer.
    private func checked(
        _ fresh: ScopedCredentials, _ parent: Credentials, _ session: ScopedSession
    ) throws(Failure) -> ScopedCredentials {
        let isSame = fresh.credentials.accessKeyID == parent.accessKeyID
        guard isSame || session.policy != nil && fresh.policiesCount == 0 || fresh.credentials.sessionToken == nil
        else {
            return fresh
        }
        throw Failure(
            .badAnswer, "AWS's response to GetScopedCredentials holds credentials that are not narrowed",
            hint: Failure.doctorHint)
    }
}

/// Narrowed credentials as they are kept, in awsx's own state alone.
struct ScopedSessionRecord: Sendable {
    let text: String

    init(_ credentials: Credentials, _ session: ScopedSession, _ runID: RunID) {
        text =
            JSON.object([
                "Credentials": credentials.cachedJSON(
                    accountID: credentials.accountID ?? session.knownAccountID,
                    expiration: credentials.expiration?.iso8601),
                // Which run AWS's records name, and which sign-out ends it.
                "RunId": .string(runID.text),
                "Session": session.parent.session.map { .string(CacheKey.token($0)) },
            ]).serialized(.minified) + "\n"
    }
}
