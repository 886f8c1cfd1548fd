package import Engine
import SystemKit

/// Decides, before keys leave, whether and how they may: by the rules of the site and of the user, and by what holds for
/// agents. Every command that gives keys goes through here.
package struct RunAuthorization: Sendable {
    let context: RuntimeContext
    package let rules: RuleSet
    package let agent: DetectedAgent?
    private let config: SharedConfig?
    let answer: @Sendable () -> String?

    /// - Parameters:
    ///   - config: the profiles, of which one may give what was named outright; nil where none is looked for.
    ///   - own: awsx's own config, as it was read with the rest.
    ///   - answer: reads a line that a person types.
    /// - Throws: with the status of a configuration error, where a rule can't be understood.
    package init(
        _ context: RuntimeContext, own: OwnConfigText?, config: SharedConfig? = nil,
        answer: @escaping @Sendable () -> String? = { readLine() }
    ) throws(Failure) {
        self.context = context
        self.config = config
        self.answer = answer
        rules = try RuleSet.load(context, own: own)
        agent = context.agent
    }

    /// What rules look at of a run.
    package func subject(_ identity: ResolvedIdentity, command: [String] = []) -> RunSubject {
        RunSubject(
            identity, command: command, agent: agent, isOnTerminal: context.streams.hasPerson,
            names: rules.readsAccountNames ? .load(context) : .none, kindred: kindred(identity),
            isNarrowed: context.environment.text(EnvironmentKey.awsxScope) != nil)
    }

    /// Keeps in the log that something is run to which no keys are given.
    package func record(_ run: RequestedRun, command: String) {
        AuthorizedRun(
            self, RunSubject(profile: nil), run, RuleDecision(), typed: IdentityRequest(), reason: run.reason
        )
        .record(nil, of: nil, command: command, hasReceipt: false)
    }

    /// The profiles that give the account and role which were named without one.
    private func kindred(_ identity: ResolvedIdentity) -> [String] {
        guard identity.profile == nil, rules.readsProfiles, let config, let account = identity.source.accountID,
            let role = identity.source.roleName
        else { return [] }
        let sources = CredentialOriginResolver(config: config, environment: context.environment)
        return config.profileNames.filter { name in
            guard let profile = config.profile(name), let source = try? sources.configured(profile) else {
                return false
            }
            return source.accountID == account && source.roleName == role
        }
    }

    /// The same of an identity.
    ///
    /// - Parameter typed: what it was resolved from.
    package func require(
        _ identity: ResolvedIdentity, _ run: RequestedRun, typed: IdentityRequest
    ) throws(Failure) -> AuthorizedRun {
        try require(subject(identity, command: run.command), run, typed: typed)
    }

    /// What rules say of a run that they don't deny, and what is said where they stand in its way all the same.
    ///
    /// - Throws: `.denied`.
    func decided(
        _ subject: RunSubject, _ run: RequestedRun
    ) throws(Failure) -> (decision: RuleDecision, refusal: RunRefusal) {
        let decision = rules.decision(for: subject, in: context.environment)
        let refusal = RunRefusal(decision: decision, run: run, agent: agent)
        if let denial = decision.denial { throw refusal.denied(by: denial) }
        if !run.kind.canBeNarrowed, let failure = refusal.unnarrowed() { throw failure }
        return (decision, refusal)
    }

    /// Whether a person is there who may be asked.
    func mayAsk(_ run: RequestedRun) -> Bool { run.kind.mayAsk && agent == nil && context.streams.hasPerson }

    /// The run, if it may be; a person on a terminal is asked what a rule wants to know.
    ///
    /// - Throws: `.denied` with the rule, its file and its line.
    package func require(
        _ subject: RunSubject, _ run: RequestedRun, typed: IdentityRequest = IdentityRequest()
    ) throws(Failure) -> AuthorizedRun {
        let reason = try run.reason.map { text throws(Failure) in try RunReason.checked(text) }
        if rules.isEmpty, agent == nil {
            return AuthorizedRun(self, subject, run, RuleDecision(), typed: typed, reason: reason)
        }
        let (decision, refusal) = try decided(subject, run)
        let mayAsk = mayAsk(run)
        let question = RunQuestion(subject: subject, run: run, decision: decision, context: context, answer: answer)
        if let confirmation = decision.confirmation, !run.isRenewal {
            guard mayAsk else { throw refusal.unasked(confirmation, "requires a person's confirmation") }
            guard question.confirms(confirmation) else { throw refusal.unconfirmed(confirmation) }
        }
        var given = reason
        if let rule = decision.reason, reason == nil {
            guard mayAsk else { throw refusal.unasked(rule, "asks for a reason", hint: "give it with --reason TEXT") }
            guard let typed = question.reason(rule) else { throw refusal.unasked(rule, "asks for a reason") }
            given = try RunReason.checked(typed)
        }
        return AuthorizedRun(self, subject, run, decision, typed: typed, reason: given)
    }
}

/// Why somebody runs something: a short text that goes into the log and into CloudTrail.
enum RunReason {
    static let limit = 120

    /// - Throws: `.usage` for an empty text, a long one, and control characters.
    static func checked(_ text: String) throws(Failure) -> String {
        let words = text.split(separator: " ").joined(separator: " ")
        guard !words.isEmpty else { throw Failure(.usage, "the reason is empty", at: .argument("--reason")) }
        guard !words.unicodeScalars.contains(where: TerminalSafe.isHarmful) else {
            throw Failure(.usage, "the reason has control characters", at: .argument("--reason"))
        }
        guard words.count <= limit else {
            throw Failure(
                .usage, "the reason has \(words.count) characters, and \(limit) is the most", at: .argument("--reason"))
        }
        return words
    }
}
