extension SharedConfig {
    /// Everything that was read, as one object: profiles, sessions and services by name with their keys, and warnings.
    ///
    /// Secret keys are shown as `•••` unless they are asked for.
    package func dump(revealingSecrets: Bool) -> JSON {
        let profiles = profileNames.compactMap(profile).map { profile in
            JSON.Member(profile.name, Self.object(profile.entries, revealingSecrets))
        }
        let sessions = sessionNames.compactMap(session).map { JSON.Member($0.name, Self.object($0.entries, true)) }
        let services = servicesNames.compactMap(services).map { JSON.Member($0.name, Self.object($0.entries, true)) }
        return .object([
            "profiles": .object(profiles), "sso-sessions": .object(sessions), "services": .object(services),
            "warnings": .array(warnings.map(Self.json)),
        ])
    }

    private static let secretKeys: Set = ["aws_secret_access_key", "aws_session_token", "aws_security_token"]

    private static func object(
        _ entries: [(key: String, value: ConfigValue, place: Place)],
        _ revealingSecrets: Bool
    ) -> JSON {
        .object(
            entries.map { entry in
                let isHidden = !revealingSecrets && secretKeys.contains(entry.key)
                return JSON.Member(entry.key, isHidden ? .string(Secret("").description) : json(entry.value))
            }
        )
    }

    private static func json(_ value: ConfigValue) -> JSON {
        switch value {
        case .text(let text): .string(text)
        case .block(let entries): .object(entries.map { JSON.Member($0.key, .string($0.value)) })
        }
    }

    private static func json(_ warning: ConfigWarning) -> JSON {
        .object([
            "file": .string(warning.file), "line": .integer(Int64(warning.line)), "code": .string(warning.code),
            "message": .string(warning.message),
        ])
    }
}
