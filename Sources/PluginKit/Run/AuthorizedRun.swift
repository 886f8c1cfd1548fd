package import Engine
import SystemKit

/// A run that rules allow, with what they ask of it.
package struct AuthorizedRun: Sendable {
    private let context: RuntimeContext
    private let subject: RunSubject
    private let run: RequestedRun
    package let decision: RuleDecision
    package let agent: DetectedAgent?
    package let reason: String?
    /// What was asked for, with all that rules take from it.
    package let request: IdentityRequest

    /// - Parameter typed: what was asked for.
    init(
        _ authorization: RunAuthorization, _ subject: RunSubject, _ run: RequestedRun,
        _ decision: RuleDecision, typed: IdentityRequest, reason: String?
    ) {
        context = authorization.context
        agent = authorization.agent
        self.subject = subject
        self.run = run
        self.decision = decision
        self.reason = reason
        scopes = Self.scopes(decision)
        var request = typed
        request.scopes += scopes
        request.reason = reason
        self.request = request
    }

    /// The scopes that rules and agents' defaults ask for; each narrows further.
    package let scopes: [ScopeSelection]

    private static func scopes(_ decision: RuleDecision) -> [ScopeSelection] {
        let ruled = decision.scopes.map {
            ScopeSelection($0.names, authority: $0.effect.origin == .site ? .site : .user)
        }
        return decision.isNarrowedByDefault ? ruled + [AgentDefaults.scope] : ruled
    }

    /// Whether rules ask for less than was typed.
    package var isNarrowed: Bool { !scopes.isEmpty }

    /// Seconds that keys must last: the greater of what was typed and what a rule says.
    package func minimum(typed: Int64?) -> Int64? {
        guard let least = decision.minTTL else { return typed }
        return max(least, typed ?? 0)
    }

    /// Whether a sign-in may be started.
    ///
    /// - Parameter otherwise: what is done where none may.
    package func login(isForbidden: Bool, otherwise: LoginPermission) -> LoginPermission {
        if decision.noLogin != nil { return .never }
        return .atHand(
            isForbidden: isForbidden, otherwise: otherwise, hasPerson: agent == nil && context.streams.hasPerson,
            in: context)
    }

    /// A failure as whoever is bound by a rule should read it.
    package func explaining(_ failure: Failure) -> Failure {
        if failure.code == .scopeDenied, agent != nil, !scopes.isEmpty {
            // Wider keys are nobody's to fall back on; a person has two ways out.
            return failure.hinting(
                "allow sts:GetScopedCredentials in that permission set, or add a rule for this profile with agent = any "
                    + "and scope = none")
        }
        guard failure.code == .loginNeeded, let rule = decision.noLogin else { return failure }
        return Failure(
            failure.code, "\(failure.message); \(rule.title) does not allow a sign-in to be started", at: rule.location,
            hint: failure.hint, status: failure.status)
    }

    /// Writes the line of the log and, for an agent, the receipt. A log that can't be written is told and holds up nothing.
    ///
    /// - Parameters:
    ///   - identity: whose keys are given; nil where none are.
    ///   - command: the name of the program alone.
    ///   - hasReceipt: false where no keys are given.
    package func record(
        _ credentials: Credentials?, of identity: ResolvedIdentity?, command: String? = nil, hasReceipt: Bool = true
    ) {
        let entry = RunLogEntry(
            at: context.clock.now(), runID: (identity?.recordedRunID(in: context) ?? context.runID).text,
            kind: run.kind.rawValue, profile: subject.profile,
            accountID: subject.accountID ?? credentials?.accountID, roleName: subject.roleName,
            arn: subject.roleARN, scopes: identity?.scopes ?? [],
            rules: decision.applied.compactMap(\.rule), tags: decision.tags, reason: reason, agent: agent?.name,
            command: command, folder: context.currentFolder(), expiresAt: credentials?.expiration)
        do throws(Failure) {
            try RunLog.of(context).append(entry)
        } catch {
            context.streams.error.write(
                "awsx: warning: this run is not in the log: \(TerminalSafe.text(error.message))\n")
        }
        guard let agent, hasReceipt else { return }
        context.streams.error.write(AgentReceipt(agent: agent, entry: entry, run: self).line(in: context))
    }
}
