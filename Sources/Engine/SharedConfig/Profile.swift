/// A profile: its section of the config file, overlaid key by key by that of the credentials file
/// (<doc:ConfigurationFiles>, Both files together).
package struct Profile: Sendable {
    package let name: String
    /// Its section of the config file, if it has one.
    package let configSection: ConfigSection?
    /// Its section of the credentials file, if it has one.
    package let credentialsSection: ConfigSection?

    /// Where its headers are: the config file's first.
    package var locations: [SourceLocation] { [configSection, credentialsSection].compactMap { $0?.location } }

    /// The text of a key (in lower case); nil if it is absent or holds nested keys.
    package subscript(key: String) -> Setting? { holder(of: key)?[key] }

    /// The nested keys under a key (in lower case); nil if it is absent or holds text.
    package func block(_ key: String) -> [NestedSetting]? { holder(of: key)?.block(key) }

    /// Whether a key (in lower case) is there and holds text.
    package func hasText(_ key: String) -> Bool { holder(of: key)?.hasText(key) ?? false }

    /// What the credentials file says of a key: static keys there are a provider of their own
    /// (<doc:CredentialProviders>, Order).
    package func fromCredentialsFile(_ key: String) -> Setting? { credentialsSection?[key] }

    /// What the config file says of a key, also if the credentials file says otherwise.
    package func fromConfigFile(_ key: String) -> Setting? { configSection?[key] }

    private func holder(of key: String) -> ConfigSection? {
        if let credentialsSection, credentialsSection.holds(key) { return credentialsSection }
        return configSection
    }

    /// Neither file has a key for it.
    package var isEmpty: Bool { entries.isEmpty }

    /// Every key in order, each once: the config file's, then those that only the credentials file has.
    package var entries: [(key: String, value: ConfigValue, location: SourceLocation)] {
        var entries = configSection?.entries ?? []
        guard let credentialsSection else { return entries }
        var positions: [[UInt8]: Int] = [:]
        for (position, entry) in entries.enumerated() { positions[Array(entry.key.utf8)] = position }
        for entry in credentialsSection.entries {
            if let position = positions[Array(entry.key.utf8)] {
                entries[position] = entry
            } else {
                entries.append(entry)
            }
        }
        return entries
    }
}

extension Profile {
    /// Every key in order with its text, which is empty where nested keys stand under it.
    package var settings: [(key: String, setting: Setting)] {
        entries.map { key, value, location in
            guard case .text(let text) = value else { return (key, Setting(value: "", location: location)) }
            return (key, Setting(value: text, location: location))
        }
    }

    /// The header that a fault of the whole profile is reported at.
    package var location: SourceLocation { locations.first ?? .argument(name) }
}
