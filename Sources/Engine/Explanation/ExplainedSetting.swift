import SystemKit

/// One setting that counts, where it stands, and what it beats.
package struct ExplainedSetting: Sendable, Hashable {
    /// `command`, or the section: `profile dev`, `sso-session corp`.
    package let section: String
    package let key: String
    /// Never a secret: of those, dots are shown.
    package let value: String
    package let location: SourceLocation
    package let overrode: [Setting]
}

/// Collects the settings of a call: what chose the profile, the region, what the network goes by, and the sections along
/// the chain of profiles.
struct SettingsExplainer {
    let context: RuntimeContext
    let config: SharedConfig
    let request: IdentityRequest
    let chosen: (name: String, location: SourceLocation)?
    let profile: Profile?
    let source: CredentialOrigin?
    let providers: ProviderOrder

    func all() -> [ExplainedSetting] {
        var all = [choice, region].compactMap(\.self) + network
        all += variables(source?.provider.variables(isProfileNamed: chosen != nil) ?? [])
        var sessions: [String] = []
        for profile in profiles {
            all += section(profile)
            if let session = profile["sso_session"]?.value, !sessions.contains(session) { sessions.append(session) }
        }
        return all + sessions.compactMap(config.session).flatMap { section($0) + own($0.name) }
    }

    /// What awsx's own config says of a session.
    private func own(_ session: String) -> [ExplainedSetting] {
        ((try? SessionSettings.load(context)) ?? .none).entries(of: session).map {
            setting(SessionSettings.header(of: session), $0.key, $0.setting, over: [])
        }
    }

    private var choice: ExplainedSetting? {
        let typed = request.profile.map { Setting(value: $0, location: request.profileLocation) }
        let set = [EnvironmentKey.profile, EnvironmentKey.defaultProfile].compactMap(variable)
        let keys =
            variable(EnvironmentKey.accessKeyID).map {
                [Setting(value: "the keys \($0.value)", location: $0.location)]
            } ?? []
        let candidates = [typed].compactMap(\.self) + set
        guard let first = candidates.first else { return nil }
        return setting("command", "profile", first, over: candidates.dropFirst() + keys)
    }

    private var region: ExplainedSetting? {
        let rule = RegionResolver(environment: context.environment)
        let isForKeys = chosen == nil && !readsProfile
        guard let winner = rule.resolve(typed: request.region, profile: profile, forKeysInEnvironment: isForKeys) else {
            return nil
        }
        let candidates =
            [EnvironmentKey.region, EnvironmentKey.defaultRegion].compactMap(variable)
            + [profile?["region"]].compactMap(\.self)
        return setting("command", "region", winner, over: candidates.filter { $0.location != winner.location })
    }

    /// Each from its variable, else from the profile.
    private var network: [ExplainedSetting] {
        let pairs = [
            (EnvironmentKey.caBundle, "ca_bundle"), (EnvironmentKey.useFIPSEndpoint, "use_fips_endpoint"),
            (EnvironmentKey.useDualStackEndpoint, "use_dualstack_endpoint"),
            (EnvironmentKey.ignoreConfiguredEndpointURLs, "ignore_configured_endpoint_urls"),
            (EnvironmentKey.endpointURL, "endpoint_url"), (EnvironmentKey.maxAttempts, "max_attempts"),
        ]
        var found = pairs.compactMap { name, key -> ExplainedSetting? in
            let candidates = [variable(name), profile?[key]].compactMap(\.self)
            return candidates.first.map { setting("command", key, $0, over: candidates.dropFirst()) }
        }
        if let services = profile?["services"] { found.append(setting("command", "services", services, over: [])) }
        return found
    }

    private func variables(_ names: [String]) -> [ExplainedSetting] {
        names.compactMap { name in
            variable(name).map { setting("command", name, $0, over: []) }
        }
    }

    private func variable(_ name: String) -> Setting? {
        context.environment.text(name).map { Setting(value: $0, location: .variable(name)) }
    }

    /// The profile, then each that it takes keys from, as far as they lead.
    private var profiles: [Profile] {
        guard let profile, chosen != nil || readsProfile else { return [] }
        var profiles = [profile]
        while profiles.count <= RoleChain.longest,
            let last = profiles.last, RoleChain.begins(at: last), let name = last["source_profile"]?.value,
            !profiles.contains(where: { $0.name == name }), let next = config.profile(name)
        {
            profiles.append(next)
        }
        return profiles
    }

    private var readsProfile: Bool { source.map { type(of: $0.provider).readsProfile } ?? true }

    /// A source profile gives nothing but what decides about credentials (<doc:ProfileSettings>, Identity settings).
    private func section(_ profile: Profile) -> [ExplainedSetting] {
        let keys = Set(providers.all.flatMap { $0.settingKeys })
        return profile.entries.compactMap { key, value, location in
            guard keys.contains(key), case .text(let text) = value else { return nil }
            let other = profile.fromCredentialsFile(key) == nil ? nil : profile.fromConfigFile(key)
            return setting(
                "profile \(profile.name)", key, Setting(value: text, location: location),
                over: [other].compactMap(\.self))
        }
    }

    private func section(_ session: ConfigSection) -> [ExplainedSetting] {
        session.entries.compactMap { key, value, location in
            guard case .text(let text) = value else { return nil }
            return setting("sso-session \(session.name)", key, Setting(value: text, location: location), over: [])
        }
    }

    private func setting(
        _ section: String, _ key: String, _ winner: Setting, over others: some Sequence<Setting>
    ) -> ExplainedSetting {
        ExplainedSetting(
            section: section, key: key, value: RedactedValue.of(winner.value, key: key), location: winner.location,
            overrode: others.map { Setting(value: RedactedValue.of($0.value, key: key), location: $0.location) })
    }
}
