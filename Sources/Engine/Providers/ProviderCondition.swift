package import SystemKit

/// Whether a provider has something to go by.
package struct ProviderCondition: Sendable, Hashable {
    /// The setting or variable that it would go by; nil for nothing.
    package let trigger: String?
    /// Why it has nothing to go by.
    package let absence: String

    package init(trigger: String?, absence: String) {
        self.trigger = trigger
        self.absence = absence
    }
}

/// What a provider's condition follows from.
package struct ProviderConditionInput: Sendable {
    package let context: RuntimeContext
    /// The profile that was named, and by what; nil where nobody was.
    package let chosen: (name: String, location: SourceLocation)?
    package let profile: Profile?

    package var environment: Environment { context.environment }

    /// A provider that goes by any of a profile's keys.
    ///
    /// - Parameter file: the only file that they count in, as it completes "has no aws_access_key_id".
    package func keys(
        _ keys: [String], in file: String? = nil, _ setting: (Profile, String) -> Setting? = { $0[$1] }
    ) -> ProviderCondition {
        let found = profile.flatMap { profile in
            keys.compactMap { key in setting(profile, key).map { (key, $0.location) } }.first
        }
        return ProviderCondition(
            trigger: found.map { "\($0.0) (\($0.1))" }, absence: none(keys.joined(separator: " or "), in: file))
    }

    /// Why a profile's keys are nothing to go by.
    package func none(_ keys: String, in file: String? = nil) -> String {
        guard let profile else { return "there is no profile with \(keys)" }
        let location = file.map { " in \($0)" } ?? ""
        return "profile \(profile.name) has no \(keys)\(location)"
    }
}
