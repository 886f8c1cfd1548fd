package import SystemKit

/// Which region a command works in: typed, else the environment, else the profile (<doc:ProfileSettings>, Region).
package struct RegionResolver: Sendable {
    private let environment: Environment

    package init(environment: Environment) { self.environment = environment }

    /// Inside `awsx exec`, a region that awsx itself set for an outer profile doesn't count for another one; for the keys
    /// that it set together with it, it does.
    package func resolve(typed: String?, profile: Profile?, forKeysInEnvironment: Bool = false) -> Setting? {
        if let typed { return Setting(value: typed, location: .argument("--region")) }
        for name in [EnvironmentKey.region, EnvironmentKey.defaultRegion] {
            guard let value = environment.text(name),
                forKeysInEnvironment || !isOwnMark(value, beside: profile?.name)
            else { continue }
            return Setting(value: value, location: .variable(name))
        }
        guard let configured = profile?["region"], !configured.value.isEmpty else { return nil }
        return configured
    }

    private func isOwnMark(_ region: String, beside profile: String?) -> Bool {
        region == environment.text(EnvironmentKey.awsxRegionSet)
            && profile != environment.text(EnvironmentKey.awsxProfile)
    }
}
