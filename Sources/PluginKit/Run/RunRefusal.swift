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
                hint: remedy(of: rule, otherwise: "a person can add it to profiles there"))
        }
        let doubt = rule.isDecided ? "" : ", since nothing tells that these credentials are others"
        return Failure(.denied, "\(rule.title) denies this\(doubt)", at: rule.location, hint: remedy(of: rule))
    }

    /// - Parameter hint: what helps, where the rule's owner has no say.
    func unasked(_ rule: RuleEffect, _ what: String, hint: String? = nil) -> Failure {
        let why = agent == nil ? "nobody is at a terminal" : "an agent is asked nothing"
        return Failure(
            .denied, "\(rule.title) \(what), and \(why)", at: rule.location,
            hint: hint ?? remedy(of: rule, otherwise: "run it on a terminal"))
    }

    func unconfirmed(_ rule: RuleEffect) -> Failure {
        Failure(.denied, "this was not confirmed, as \(rule.title) asks for", at: rule.location)
    }

    /// Why something that can't be narrowed isn't given; nil where nothing narrows it.
    func unnarrowed() -> Failure? {
        let scope = decision.scopes.first?.effect
        guard scope != nil || decision.isNarrowedByDefault else { return nil }
        let who = scope?.title ?? "the default for agents"
        return Failure(
            .denied, "a token can't be narrowed, and \(who) narrows this", at: scope?.location,
            hint: agent == nil ? nil : "a person can run it")
    }

    private func remedy(of rule: RuleEffect, otherwise hint: String? = nil) -> String? {
        if rule.origin == .site { return "ask whoever administers this machine" }
        return hint ?? (agent == nil ? "if this run is meant, change the rule" : "ask a person")
    }
}
