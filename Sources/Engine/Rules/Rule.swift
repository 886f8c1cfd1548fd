import SystemKit

/// Whose word a rule is.
package enum RuleOrigin: String, Sendable, Hashable {
    /// The machine's administrator's, which no user's rule weakens.
    case site
    case user
}

/// A section `[rule NAME]`: when it applies, and what holds then.
package struct Rule: Sendable, Hashable {
    package let name: String
    package let origin: RuleOrigin
    /// Of its header.
    package let location: SourceLocation
    let conditions: RuleConditions
    package let effects: RuleEffects

    static let prefix = "rule "
    static var keys: [String] { RuleConditions.keys + RuleEffects.keys }

    /// - Throws: `.configInvalid` for what can't be understood, for a rule without a name or an effect, and for the
    ///   site's where it has what only a user decides.
    init(_ section: ConfigSectionReader, _ origin: RuleOrigin) throws(Failure) {
        name = section.header.dropFirst(Self.prefix.count).drop { $0 == " " }.description
        self.origin = origin
        location = section.location
        guard !name.isEmpty else { throw section.invalid("this rule has no name", at: section.location) }
        try section.requireKeys(among: Self.keys)
        conditions = try RuleConditions(section)
        effects = try RuleEffects(section, origin)
        guard !effects.isEmpty else {
            throw section.invalid(
                "rule \(DisplayedCommandWord.quoted(name)) has no effect", at: section.location,
                hint: "add one of \(RuleEffects.keys.joined(separator: ", "))")
        }
    }

    /// Whether a variable lifts it for a run. Whoever is bound by a rule as an agent could set the variable as well.
    func isLifted(for subject: RunSubject, in environment: Environment) -> Bool {
        effects.override.map { subject.agents.isEmpty && environment.isOn($0) } ?? false
    }
}
