package import SystemKit

extension EndpointSettings {
    /// The settings of a profile, with the services section that it names; nil for no profile.
    ///
    /// - Parameter ofSession: the services section that a session has for itself.
    package init(environment: Environment, config: SharedConfig, profile: Profile?, ofSession: Setting? = nil) {
        self.init(
            environment: environment, ofSession: ofSession, profile: { profile?[$0] },
            services: { name, key in
                guard let section = config.services(name) else { return .noSuchSection }
                return .section(endpointURL: section.nested("endpoint_url", under: key))
            })
    }
}

extension ConfigSection {
    /// A nested line as a setting; of equal keys the last.
    package func nested(_ name: String, under key: String) -> Setting? {
        guard let entry = block(key)?.last(where: { $0.key == name }) else { return nil }
        guard case .file(let path, _) = location else { return Setting(value: entry.value, location: location) }
        return Setting(value: entry.value, location: .file(path, line: entry.line))
    }
}
