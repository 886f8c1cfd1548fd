package import SystemKit

/// Every rule that binds awsx here: the site's, then the user's, and what both say of agents.
package struct RuleSet: Sendable {
    package private(set) var rules: [Rule] = []
    package private(set) var siteAgents: AgentSettings?
    package private(set) var userAgents: AgentSettings?

    package static let none = RuleSet()

    private init() {}

    /// Reads both files.
    ///
    /// - Parameter own: awsx's own config; nil where there is none.
    /// - Throws: with the status of a configuration error, at the first thing that can't be understood.
    package static func load(_ context: RuntimeContext, own: OwnConfigText?) throws(Failure) -> RuleSet {
        let site = try context.siteConfig.bytes(context.files)
        guard site != nil || own != nil else { return none }
        var set = RuleSet()
        var scopes: [String] = []
        if let site {
            let sections = try OwnConfigSections.all(
                site, context.siteConfig.path, ownersHint: SiteConfigFile.hint
            ) {
                $0 == "plugins" || $0 == AgentSettings.header || $0.hasPrefix(Rule.prefix)
                    || UserScope.name(ofHeader: $0) != nil
            }
            try set.read(sections, .site, &scopes)
        }
        if let own {
            let sections = try OwnConfigSections.all(
                own.bytes, own.path, ownersHint: nil, isKnown: OwnConfigSections.isKnown)
            try set.read(sections, .user, &scopes)
        }
        return set
    }

    /// - Parameter scopes: the names of those that are defined; the sections add theirs.
    private mutating func read(
        _ sections: [ConfigSectionReader], _ origin: RuleOrigin, _ scopes: inout [String]
    ) throws(Failure) {
        scopes += sections.compactMap { UserScope.name(ofHeader: $0.header) }
        for section in sections {
            if section.header == AgentSettings.header {
                let settings = try AgentSettings(section, origin)
                if origin == .site { siteAgents = settings } else { userAgents = settings }
            } else if section.header.hasPrefix(Rule.prefix) {
                rules.append(try Rule(section, origin))
            } else {
                continue
            }
            if let setting = section["scope"] { try section.requireScopes(setting, defined: scopes) }
        }
    }

    /// Whether nothing is said of anything.
    package var isEmpty: Bool { rules.isEmpty && siteAgents == nil && userAgents == nil }

    /// Whether a rule goes by the profile.
    package var readsProfiles: Bool { rules.contains { $0.conditions.readsProfile } }

    /// Whether a rule goes by what an account is called.
    package var readsAccountNames: Bool { rules.contains { $0.conditions.readsAccountName } }

    /// What holds for a run.
    package func decision(for subject: RunSubject, in environment: Environment) -> RuleDecision {
        var decision = RuleDecision()
        for rule in rules {
            let outcome = rule.conditions.outcome(for: subject)
            if outcome == .missed || rule.isLifted(for: subject, in: environment) { continue }
            decision.apply(rule, isDecided: outcome == .met)
        }
        if !subject.agents.isEmpty { decision.narrowAgent(site: siteAgents, user: userAgents, subject) }
        return decision
    }
}
