import SystemKit

/// Decides who a command acts as: a typed role or profile, else `AWS_PROFILE`, else `AWS_DEFAULT_PROFILE`, else keys in
/// the environment, else `default`. A profile that is set wins over keys that were left in the environment.
package struct IdentityResolver: Sendable {
    private let world: World
    private let config: SharedConfig

    package init(world: World, config: SharedConfig) {
        self.world = world
        self.config = config
    }

    package func resolve(_ request: IdentityRequest) throws(Failure) -> ResolvedIdentity {
        if request.namesRole { return try namedRole(request) }
        if let (name, place) = selectedProfile(request) {
            let profile = try existingProfile(name, selectedBy: place)
            return ResolvedIdentity(
                profile: profile, source: try ProfileSource(config: config).resolve(profile),
                region: region(request, profile: profile), notices: leftoverKeys(beside: name))
        }
        if let keys = try EnvironmentKeys.load(world.environment) {
            let region = RegionRule(environment: world.environment)
                .resolve(typed: request.region, profile: config.profile("default"), forKeysInEnvironment: true)
            return ResolvedIdentity(profile: nil, source: .environment(keys), region: region, notices: [])
        }
        guard let profile = config.profile("default"), !profile.isEmpty else { throw noIdentity() }
        return ResolvedIdentity(
            profile: profile, source: try ProfileSource(config: config).resolve(profile),
            region: region(request, profile: profile), notices: [])
    }

    /// The profile that was named, and by what; nil leaves the choice to keys or `default`.
    package func selectedProfile(_ request: IdentityRequest) -> (name: String, place: Place)? {
        if let typed = request.profile { return (typed, .argument("--profile")) }
        for name in [EnvironmentKey.profile, EnvironmentKey.defaultProfile] {
            if let value = world.environment[name] { return (value, .variable(name)) }
        }
        return nil
    }

    /// A profile that must exist, with near names in the failure if it doesn't.
    package func existingProfile(_ name: String, selectedBy place: Place) throws(Failure) -> Profile {
        if let profile = config.profile(name) { return profile }
        if name.isEmpty, case .variable(let variable) = place {
            throw Failure(
                .profileNotFound, "\(variable) is set to nothing, which names no profile", at: place,
                hint: "unset \(variable)")
        }
        let near = NearNames.of(name, among: config.profileNames)
        let hint = near.first.map { "did you mean \(CommandWord.quoted($0))? All: awsx profiles" } ?? "awsx profiles"
        if let failure = config.paths.homeless { throw failure }
        let file = config.paths.config.map { " in \($0)" } ?? ""
        throw Failure(
            .profileNotFound, "there is no profile \(CommandWord.quoted(name))\(file)", at: place, hint: hint)
    }

    private func namedRole(_ request: IdentityRequest) throws(Failure) -> ResolvedIdentity {
        guard let account = request.account, let role = request.role else {
            throw Failure(
                .usage, "--account and --role go together",
                hint: "awsx exec --session S --account 123456789012 --role R -- COMMAND")
        }
        if let profile = request.profile {
            throw Failure(
                .usage, "a profile (\(profile)) and --account/--role name two identities", hint: "leave one of them out"
            )
        }
        guard AccountID.isValid(account) else {
            throw Failure(.usage, "\(account) is no account: it takes 12 digits", at: .argument("--account"))
        }
        let session = try SessionResolver(config: config).only(named: request.session)
        return ResolvedIdentity(
            profile: nil, source: .sso(SSORole(session: session, accountID: account, roleName: role)),
            region: region(request, profile: nil), notices: leftoverKeys(beside: "\(account)/\(role)"))
    }

    private func region(_ request: IdentityRequest, profile: Profile?) -> Setting? {
        RegionRule(environment: world.environment).resolve(typed: request.region, profile: profile)
    }

    private func leftoverKeys(beside name: String) -> [String] {
        guard world.environment.text(EnvironmentKey.accessKeyID) != nil else { return [] }
        return [
            "\(name) is used, not the keys in \(EnvironmentKey.accessKeyID); other programs here would use those (unset them to be sure)"
        ]
    }

    private func noIdentity() -> Failure {
        let names = config.profileNames
        guard let first = names.first else {
            return config.paths.homeless
                ?? Failure(
                    .noCredentials, "no profile is configured",
                    at: config.paths.config.map { .file($0, line: nil) }, hint: "aws configure sso")
        }
        return Failure(
            .noCredentials, "no profile is chosen and there is no default",
            at: config.paths.config.map { .file($0, line: nil) },
            hint: "name one with -p, such as -p \(CommandWord.quoted(first)); all: awsx profiles")
    }
}

/// The 12 digits of an AWS account.
package enum AccountID {
    package static func isValid(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
