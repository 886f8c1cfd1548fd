package import SystemKit

/// Whether a rule applies to a run, for whoever wants to know why.
package struct RuleStanding: Sendable, Hashable {
    package enum State: String, Sendable, CaseIterable {
        case applies
        /// What it goes by isn't known: it binds, and frees nobody.
        case undecided
        case overridden
        case other = "does-not-apply"
    }

    package let rule: Rule
    package let state: State
    /// The commands that it is for; nil for all.
    package let commands: String?
}

extension RuleSet {
    /// How each rule stands to a run whose command is not known.
    package func standings(for subject: RunSubject, in environment: Environment) -> [RuleStanding] {
        rules.map { rule in
            let state: RuleStanding.State =
                switch rule.conditions.outcome(for: subject, isAnyCommand: true) {
                case .missed: .other
                case _ where rule.isLifted(for: subject, in: environment): .overridden
                case .met: .applies
                case .undecided: .undecided
                }
            return RuleStanding(rule: rule, state: state, commands: rule.conditions.commandText)
        }
    }
}
