/// What `[agent]` of a configuration says.
package struct AgentSettings: Sendable, Hashable {
    /// What every run of an agent is narrowed to; nil where nothing is said.
    package let scope: RuleScope?
    package let scopeLocation: SourceLocation?
    /// The profiles that an agent may use; nil for all.
    package let profiles: [Glob]?
    package let profilesLocation: SourceLocation?
    package let origin: RuleOrigin

    static let header = "agent"
    static let keys = ["scope", "profiles"]

    /// - Throws: `.configInvalid` for what can't be understood.
    init(_ section: ConfigSectionReader, _ origin: RuleOrigin) throws(Failure) {
        try section.requireKeys(among: Self.keys)
        scope = try section["scope"].map { setting throws(Failure) in try RuleScope(setting, section) }
        scopeLocation = section["scope"]?.location
        profiles = try section["profiles"].map { setting throws(Failure) in try section.globs(setting) }
        profilesLocation = section["profiles"]?.location
        self.origin = origin
        guard scope != nil || profiles != nil else {
            throw section.invalid("[agent] has no settings", at: section.location, hint: "write scope = or profiles =")
        }
    }

    func allows(_ profile: String?) -> Bool {
        guard let profiles else { return true }
        return profile.map { name in profiles.contains { $0.matches(name) } } ?? false
    }
}
