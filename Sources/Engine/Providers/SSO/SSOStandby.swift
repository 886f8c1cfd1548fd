import SystemKit

/// The session that serves while another's Region gives no answer (<doc:StandbyRegions>).
package struct SSOStandby: Sendable {
    /// It has its own Region, token, registration and hosts.
    package let session: SSOSession
    /// Why its token is not used here, although it is configured; nil for nothing.
    package let obstacle: Failure?
    /// What this command knows of Regions that give no answer.
    package let outages: RegionOutages
    /// Asks the other session's Region for any answer at all; why there is none, or nil. No secret is sent.
    package let silence: @Sendable () async throws -> Failure?

    package init(
        session: SSOSession, obstacle: Failure? = nil, outages: RegionOutages,
        silence: @escaping @Sendable () async throws -> Failure?
    ) {
        self.session = session
        self.obstacle = obstacle
        self.outages = outages
        self.silence = silence
    }

    /// What a person can do about an outage: sign in to the session that stands by.
    package var remedy: Hint { "to use its standby meanwhile: \(run: session.login(profile: nil))" }
}

/// What reaches the Region that stands by, and no other.
package struct SSOStandbyAccess: Sendable {
    let standby: SSOStandby
    let tokens: TokenProvider
    let portal: any PortalService

    package init(standby: SSOStandby, tokens: TokenProvider, portal: any PortalService) {
        self.standby = standby
        self.tokens = tokens
        self.portal = portal
    }

    /// Whether its token lives, or can be renewed.
    var isReady: Bool { standby.obstacle == nil && tokens.isSignedIn(to: standby.session) }

    /// The outage that a failure of the other session's comes from; nil where its Region answered.
    ///
    /// A session that nobody is signed in to asks its Region nothing, so that is done here: whether the Region is there
    /// decides whether a login there is what helps.
    func outage(behind failure: Failure) async throws -> Failure? {
        if failure.isOutage { return failure }
        guard failure.code == .loginNeeded, isReady else { return nil }
        return try await standby.silence()
    }

    /// A role of the other session as this one knows it: account and role are the same in every Region.
    func role(_ role: SSORole) -> SSORole {
        SSORole(
            session: standby.session, accountID: role.accountID, roleName: role.roleName,
            accountLocation: role.accountLocation)
    }

    /// The other session's outage, once this one couldn't help either.
    func failure(_ outage: Failure, because failure: Failure) -> Failure {
        let hint = failure.code == .loginNeeded ? standby.remedy : failure.hint ?? outage.hint
        return Failure(
            outage.code, "\(outage.message); its standby can't be used either: \(failure.message)",
            at: outage.location, hint: hint, status: outage.status)
    }
}
