import Engine

/// What is said where a rule, or what holds for agents, stands in a run's way.
struct RunRefusal {
    let decision: RuleDecision
    let run: RequestedRun
    let agent: DetectedAgent?

    func denied(by rule: RuleEffect) -> Failure {
        guard rule.rule != nil else {
            return Failure(
                .denied, "an agent may not use this profile: \(rule.title) does not name it", at: rule.location,
                hint: remedy(of: rule, otherwise: "ask a person to add it to profiles there"))
        }
        let doubt =
            rule.isDecided ? "" : "; it is not known whether the rule applies to these credentials, so awsx applies it"
        return Failure(.denied, "\(rule.title) denies this\(doubt)", at: rule.location, hint: remedy(of: rule))
    }

    /// - Parameter hint: what helps, where the rule's owner has no say.
    func unasked(_ rule: RuleEffect, _ what: String, hint: String? = nil) -> Failure {
        let why = agent == nil ? "there is no terminal to ask on" : "an agent can't answer"
        return Failure(
            .denied, "\(rule.title) \(what), but \(why)", at: rule.location,
            hint: hint ?? remedy(of: rule, otherwise: "run it in a terminal"))
    }

    func unconfirmed(_ rule: RuleEffect) -> Failure {
        Failure(.denied, "\(rule.title) requires confirmation, and this was not confirmed", at: rule.location)
    }

    /// Why something that can't be narrowed isn't given; nil where nothing narrows it.
    func unnarrowed() -> Failure? {
        let scope = decision.scopes.first?.effect
        guard scope != nil || decision.isNarrowedByDefault else { return nil }
        let who = scope?.title ?? "the default for agents"
        return Failure(
            .denied, "a token's permissions can't be narrowed, but \(who) requires it", at: scope?.location,
            hint: agent == nil ? nil : "ask a person to run it")
    }

    private func remedy(of rule: RuleEffect, otherwise hint: String? = nil) -> String? {
        if rule.origin == .site { return "ask the administrator of this machine" }
        return hint ?? (agent == nil ? "if you want to allow this, change the rule" : "ask a person")
    }
}
