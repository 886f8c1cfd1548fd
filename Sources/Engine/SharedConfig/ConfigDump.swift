extension SharedConfig {
    /// Everything that was read, as one object: profiles, sessions and services by name with their keys, and warnings.
    ///
    /// Secrets are shown as `•••` unless they are asked for: keys and tokens, the words of a command line, passwords in
    /// addresses.
    ///
    /// - Parameter own: what awsx's own config says of sessions, which stands apart.
    package func dump(revealingSecrets: Bool, own: SessionSettings = .none) -> JSON {
        let profiles = profileNames.compactMap(profile).map { profile in
            JSON.Member(profile.name, Self.object(profile.entries, revealingSecrets))
        }
        let sessions = sessionNames.compactMap(session).map {
            JSON.Member($0.name, Self.object($0.entries, revealingSecrets))
        }
        let services = servicesNames.compactMap(services).map {
            JSON.Member($0.name, Self.object($0.entries, revealingSecrets))
        }
        return .object([
            "profiles": .object(profiles), "sso-sessions": .object(sessions), "services": .object(services),
            "own-sessions": .object(
                own.sessionNames.map { name in
                    JSON.Member(
                        name, .object(own.entries(of: name).map { JSON.Member($0.key, .string($0.setting.value)) }))
                }),
            "warnings": .array(warnings.map(\.json)),
        ])
    }

    private static func object(
        _ entries: [(key: String, value: ConfigValue, location: SourceLocation)],
        _ revealingSecrets: Bool
    ) -> JSON {
        .object(
            entries.map { entry in
                func shown(_ text: String, _ key: String) -> JSON {
                    .string(revealingSecrets ? text : RedactedValue.of(text, key: key))
                }
                return switch entry.value {
                case .text(let text): JSON.Member(entry.key, shown(text, entry.key))
                case .block(let entries):
                    JSON.Member(entry.key, .object(entries.map { JSON.Member($0.key, shown($0.value, $0.key)) }))
                }
            }
        )
    }
}
