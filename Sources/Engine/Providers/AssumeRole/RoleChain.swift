import SystemKit

/// Follows `source_profile` and `credential_source` from a profile with a role to where keys come from, by the AWS
/// CLI's rules (<doc:CredentialProviders>, Assumed roles).
struct RoleChain: Sendable {
    let sources: CredentialOriginResolver
    /// The profile that was chosen: its settings count for the metadata service.
    let top: Profile

    private var config: SharedConfig { sources.config }

    /// More than any real chain, and about where the AWS CLI gives up for want of stack.
    static let longest = 256

    /// A role and no token file; then nothing else of the profile counts.
    static func begins(at profile: Profile) -> Bool {
        profile.hasText("role_arn") && !profile.hasText("web_identity_token_file")
    }

    /// Throws: `.configInvalid` for a loop or settings that contradict each other, `.profileNotFound` for a source that
    /// isn't there, `.partialCredentials` for a role without a source, `.noCredentials` for a source without keys.
    func assumption() throws(Failure) -> RoleAssumption {
        let length = sources.chains.length(from: top)
        if length != .max, length >= Self.longest, let source = top["source_profile"] { throw tooLong(source) }
        return try assumption(of: top, visited: [top.name])
    }

    private func assumption(of profile: Profile, visited: [String]) throws(Failure) -> RoleAssumption {
        let roleARN = try given("role_arn", of: profile)
        let sessionName = profile["role_session_name"].flatMap { $0.value.isEmpty ? nil : $0 }
        let (source, means) = try source(of: profile, roleARN, visited)
        var role = RoleAssumption(
            profile: profile.name, roleARN: roleARN, sessionName: sessionName,
            externalID: try optional("external_id", of: profile), duration: profile["duration_seconds"],
            mfaSerial: try optional("mfa_serial", of: profile), source: source)
        try RoleLimits.check(role)
        role.sharesItsCacheName = sources.collisions.exist(of: role.request, by: means)
        return role
    }

    private func source(
        of profile: Profile, _ roleARN: Setting, _ visited: [String]
    ) throws(Failure) -> (RoleSource, CacheKeyCollisions.RoleOrigin) {
        switch (profile["source_profile"], profile["credential_source"]) {
        case (let name?, nil):
            return (RoleSource(.profile(name), try credentials(of: name, visited)), .sourceProfile(name.value))
        case (nil, let name?):
            return (RoleSource(.named(name), try credentials(named: name, profile)), .credentialSource(name.value))
        case (_?, let named?):
            throw Failure(
                .configInvalid, "profile \(profile.name) has both source_profile and credential_source",
                at: named.location, hint: "remove one of the two")
        case (nil, nil):
            throw Failure(
                .partialCredentials,
                "profile \(profile.name) has a role_arn without source_profile or credential_source",
                at: roleARN.location,
                hint: "add source_profile = NAME to it: the profile whose keys may assume the role")
        }
    }

    private func credentials(of source: Setting, _ visited: [String]) throws(Failure) -> CredentialOrigin {
        let name = source.value
        guard let profile = config.profile(name) else {
            let near = config.hasManySections ? nil : SimilarNames.of(name, among: config.profileNames).first
            throw Failure(
                .profileNotFound,
                "source_profile \(DisplayedCommandWord.quoted(name)) of profile \(visited[visited.count - 1]) does not exist",
                at: source.location,
                hint: near.map { "did you mean \(DisplayedCommandWord.quoted($0))?" } ?? Hint(.listProfiles)
            )
        }
        let hasKeys = profile.holdsKeys
        if visited.contains(name), visited.last != name || !hasKeys { throw loop(visited + [name], source) }
        guard visited.count < Self.longest else { throw tooLong(source) }
        if RoleChain.begins(at: profile), !hasKeys, config.plugins.serving(name).isEmpty {
            if let kept = sources.chains.kept(profile) { return kept }
            let found = CredentialOrigin.assumeRole(try assumption(of: profile, visited: visited + [name]))
            // The address of the machine's service is the first profile's to say.
            if found.origin.provider.doubt == nil { sources.chains.keep(found, of: profile) }
            return found
        }
        guard let found = try sources.configured(profile, isSource: true) else {
            throw Failure(
                .noCredentials,
                "source_profile \(DisplayedCommandWord.quoted(name)) has no settings that provide credentials",
                at: profile.location, hint: "add sso_session, sso_account_id and sso_role_name to it")
        }
        return found
    }

    private func tooLong(_ source: Setting) -> Failure {
        Failure(
            .configInvalid, "the chain of source_profile from \(top.name) is longer than \(Self.longest) profiles",
            at: source.location, hint: "set sso_session in a profile earlier in the chain")
    }

    private func loop(_ path: [String], _ source: Setting) -> Failure {
        let shown = path.count > 12 ? path.prefix(6) + ["…"] + path.suffix(5) : path[...]
        return Failure(
            .configInvalid, "source_profile forms a loop: \(shown.joined(separator: " → "))", at: source.location,
            hint: "give one of them other credentials, such as an sso_session")
    }

    private func credentials(named source: Setting, _ profile: Profile) throws(Failure) -> CredentialOrigin {
        var names: [String] = []
        for provider in sources.providers.all {
            guard let name = provider.sourceName else { continue }
            if name == source.value {
                return try provider.fromSourceName(
                    CredentialSourceProviderLookup(
                        setting: source, profile: profile, chosen: top, environment: sources.environment))
            }
            names.append(name)
        }
        let near = names.first { $0.lowercased() == source.value.lowercased() }
        throw Failure(
            .configInvalid, "credential_source \(source.value) of profile \(profile.name) is not supported",
            at: source.location,
            hint: near.map { "write \($0), with the same capital letters" }
                ?? "use one of \(names.joined(separator: ", "))")
    }

    private func given(_ key: String, of profile: Profile) throws(Failure) -> Setting {
        guard let setting = try optional(key, of: profile) else {
            throw missing(key, in: "profile \(profile.name)", at: profile.location)
        }
        return setting
    }

    /// A setting that may be absent but not empty.
    private func optional(_ key: String, of profile: Profile) throws(Failure) -> Setting? {
        guard let setting = profile[key] else { return nil }
        guard !setting.value.isEmpty else {
            throw Failure(
                .configInvalid, "\(key) of profile \(profile.name) is empty", at: setting.location,
                hint: "give it a value or remove the line")
        }
        return setting
    }
}
