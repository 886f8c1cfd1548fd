import SystemKit

// How it is found and explained.
extension PluginProvider: CredentialProvider {
    package static let name = "plugin"

    package static func fromProfile(_ lookup: ProfileProviderLookup) throws(Failure) -> CredentialOrigin? {
        guard let profile = lookup.profile else { return nil }
        let rules = lookup.config.plugins.serving(profile.name)
        guard !rules.isEmpty else { return nil }
        let otherwise = Otherwise { () throws(Failure) in
            try lookup.sources.providers.source { provider throws(Failure) in
                provider.name == name ? nil : try provider.fromProfile(lookup)
            }
        }
        return CredentialOrigin(PluginProvider(profile, rules, otherwise: otherwise))
    }

    package static func condition(_ lookup: ProviderConditionInput) throws(Failure) -> ProviderCondition {
        guard let profile = lookup.profile else {
            return ProviderCondition(trigger: nil, absence: "there is no profile for a plugin to serve")
        }
        let rules = try ProviderPluginRules.load(AwsxConfig.path(lookup.context), files: lookup.context.files)
        return ProviderCondition(
            trigger: rules.serving(profile.name).first.map {
                "profiles of plugin \($0.plugin) (\($0.profiles.location))"
            },
            absence: "no [plugin NAME] names profile \(profile.name)")
    }

    package func shownSettings(isSource: Bool) -> KeyValuePairs<String, JSON?> {
        [
            "plugin": .string(rules.map(\.plugin).joined(separator: " ")),
            "profiles": .string(rules.map(\.profiles.value).joined(separator: " ")),
        ]
    }
}

// What it tells, and how it stands.
extension PluginProvider {
    package var ssoSession: SSOSession? { (try? otherwise.get())?.session }
    package var knownAccountID: String? { account?.value }
    package var knownRoleName: String? { role?.value }
    package var isRole: Bool { true }
    package var plugins: [String] { rules.map(\.plugin) }

    package var fingerprint: KeyValuePairs<String, JSON?> {
        func json(_ settings: [NamedSetting]) -> JSON {
            .object(settings.map { JSON.Member($0.key, .string($0.setting.value)) })
        }
        return [
            "profile": .string(profile), "duration": durationSeconds.map(JSON.integer),
            "profile_settings": json(settings),
            "plugins": .array(rules.map { .object(["name": .string($0.plugin), "options": json($0.options)]) }),
        ]
    }

    package func file(in folders: CacheFolders) -> CredentialCacheFile? {
        CredentialCacheFile(folder: folders.own, name: CacheKey.apart(CredentialOrigin(self)))
    }

    package func ends(_ status: inout CredentialValidityReader) throws(Failure) -> Expirations {
        guard let end = try status.end(of: self) else { return .asked }
        return .of(credentials: end, renewable: .future)
    }
}

// Its credentials.
extension PluginProvider {
    /// Only their length can be asked for: what else is less than the role, STS has to see to.
    package func scoped(by limits: RoleSessionRestrictions, profile: String?) throws(Failure) -> NarrowedSource {
        guard !limits.needsAssumedRole else {
            throw limits.refusal(of: "credentials that plugin \(rules[0].plugin) gives", profile: profile)
        }
        var provider = self
        provider.durationSeconds = limits.durationSeconds
        var rest = limits
        rest.durationSeconds = nil
        return NarrowedSource(CredentialOrigin(provider), rest: rest)
    }

    package func atHand(
        _ policy: CredentialRenewalPolicy, in context: RuntimeContext, warn: (String) -> Void
    ) throws(Failure) -> Credentials? {
        let folders = try CacheFolders.of(context)
        guard let file = file(in: folders) else { return nil }
        return try RoleCredentialCache(files: context.files, folders: folders)
            .serving(file, policy, at: context.clock.now(), where: PluginLease.check(in: context))
    }

    package func credentials(from chain: ProviderChain, policy: CredentialRenewalPolicy) async throws -> Credentials {
        let file = CredentialCacheFile(folder: chain.cache.folders.own, name: CacheKey.apart(CredentialOrigin(self)))
        let renewal = CredentialRenewal(
            context: chain.context, cache: chain.cache, accepts: PluginLease.check(in: chain.context), warn: chain.warn)
        do {
            return try await renewal.credentials(
                in: file, of: "profile \(profile)", policy: policy, patience: Self.patience
            ) { _ in
                let (lease, plugin) = try await lease(from: chain)
                return CredentialRenewal.Fresh(credentials: lease.credentials) { () throws(Failure) in
                    try lease.keep(in: file, from: plugin, chain.cache)
                }
            }
        } catch is NobodysProfile {
            return try await next().provider.credentials(from: chain, policy: policy)
        }
    }

    /// Milliseconds to wait for another process, whose plugin may ask a person.
    private static let patience: Int64 = 300_000

    /// Every plugin said that the profile is none of its.
    private struct NobodysProfile: Error {}

    private func lease(from chain: ProviderChain) async throws -> (PluginLease, plugin: String) {
        for rule in rules {
            let request = PluginCredentialRequest(self, rule)
            if let lease = try await chain.services.credentials(from: rule.plugin, for: request) {
                return (try lease.judged(for: self, rule, at: chain.context.clock.now()), rule.plugin)
            }
        }
        throw NobodysProfile()
    }
}
