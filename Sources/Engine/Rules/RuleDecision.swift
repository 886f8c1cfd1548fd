/// That one rule says something, and where. No type parameter: its type would be made anew in every run.
package struct RuleEffect: Sendable, Hashable {
    /// The rule's name; nil for a setting of `[agent]`.
    package let rule: String?
    package let origin: RuleOrigin
    package let location: SourceLocation
    /// What the rule goes by is known of the run, and fits.
    package let isDecided: Bool

    init(of rule: Rule, _ key: String, isDecided: Bool = true) {
        self.init(
            rule: rule.name, rule.origin, rule.effects.location(key, otherwise: rule.location),
            isDecided: isDecided)
    }

    init(rule: String?, _ origin: RuleOrigin, _ location: SourceLocation, isDecided: Bool = true) {
        self.rule = rule
        self.origin = origin
        self.location = location
        self.isDecided = isDecided
    }

    /// As a sentence has it.
    package var title: String {
        let owner = origin == .site ? "the system-wide " : ""
        return rule.map { "\(owner)rule \(DisplayedCommandWord.quoted($0))" } ?? "\(owner)[agent]"
    }
}

/// The scopes that one rule names.
package struct RuleScopeEffect: Sendable, Hashable {
    package let names: [String]
    package let effect: RuleEffect
}

/// What holds for a run: of each effect the strictest, with the rule, file and line that it comes from.
package struct RuleDecision: Sendable, Hashable {
    /// Every rule that applies, in order.
    package private(set) var applied: [RuleEffect] = []
    package private(set) var denial: RuleEffect?
    package private(set) var confirmation: RuleEffect?
    package private(set) var reason: RuleEffect?
    /// Each narrows further.
    package private(set) var scopes: [RuleScopeEffect] = []
    /// That an agent's run is not narrowed by itself.
    package private(set) var unscoped: [RuleEffect] = []
    /// The greatest, in seconds.
    package private(set) var minTTL: Int64?
    package private(set) var noLogin: RuleEffect?
    package private(set) var tags: [String] = []
    /// An agent's run is narrowed to `AgentDefaults.scope`, since nothing else is said.
    package private(set) var isNarrowedByDefault = false

    package init() {}

    /// - Parameter isDecided: false where what the rule goes by isn't known: it binds then, and frees nobody.
    mutating func apply(_ rule: Rule, isDecided: Bool) {
        let effects = rule.effects
        func effect(_ key: String) -> RuleEffect { RuleEffect(of: rule, key, isDecided: isDecided) }
        applied.append(RuleEffect(rule: rule.name, rule.origin, rule.location, isDecided: isDecided))
        if effects.denies { denial = denial ?? effect("deny") }
        if effects.confirms { confirmation = confirmation ?? effect("confirm") }
        if effects.asksReason { reason = reason ?? effect("reason") }
        if effects.forbidsLogin { noLogin = noLogin ?? effect("login") }
        if let least = effects.minTTL, least > minTTL ?? -1 { minTTL = least }
        switch effects.scope {
        case .named(let names)?:
            let isKnown = scopes.contains { $0.names == names && $0.effect.origin == rule.origin }
            if !isKnown { scopes.append(RuleScopeEffect(names: names, effect: effect("scope"))) }
        case RuleScope.none? where isDecided: unscoped.append(effect("scope"))
        case RuleScope.none?, nil: break
        }
        if isDecided { tags += effects.tags.filter { !tags.contains($0) } }
    }

    /// What holds for an agent beside: profiles, and a scope where no rule names one.
    mutating func narrowAgent(site: AgentSettings?, user: AgentSettings?, _ subject: RunSubject) {
        for settings in [site, user].compactMap({ $0 })
        where !subject.bringsKeys && !settings.allows(subject.profile) {
            guard denial == nil, let location = settings.profilesLocation else { continue }
            denial = RuleEffect(rule: nil, settings.origin, location)
        }
        // A label of awsx's own, which anybody can write: but whoever does has the keys already.
        if subject.bringsNarrowedKeys { return }
        var isSaid = false
        for (settings, origin) in [(site, RuleOrigin.site), (user, .user)] {
            // A user's word can free nobody from the site's.
            if scopes.contains(where: { $0.effect.origin == origin })
                || unscoped.contains(where: { $0.origin == origin })
            {
                isSaid = true
                continue
            }
            guard let settings, let scope = settings.scope, let location = settings.scopeLocation else { continue }
            isSaid = true
            switch scope {
            case .named(let names):
                scopes.append(RuleScopeEffect(names: names, effect: RuleEffect(rule: nil, origin, location)))
            case .none: unscoped.append(RuleEffect(rule: nil, origin, location))
            }
        }
        isNarrowedByDefault = !isSaid
    }
}
