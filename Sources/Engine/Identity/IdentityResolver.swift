package import SystemKit

/// Decides who a command acts as: a typed role or profile, else `AWS_PROFILE`, else `AWS_DEFAULT_PROFILE`, else keys in
/// the environment, else `default`, else a file of older tools, else the role of the container or machine. A profile that
/// is set wins over what was left in the environment.
package struct IdentityResolver: Sendable {
    let context: RuntimeContext
    private let config: SharedConfig
    private let providers: ProviderOrder

    package init(context: RuntimeContext, config: SharedConfig, providers: ProviderOrder = .awsCLI) {
        self.context = context
        self.config = config
        self.providers = providers
    }

    package func resolve(_ request: IdentityRequest) throws(Failure) -> ResolvedIdentity {
        if let only = config.only, selectedProfile(request)?.name != only {
            // What another profile takes from, and who else asks for the same, all of them tell.
            let whole = try config.whole
            return try IdentityResolver(context: context, config: whole, providers: providers).resolve(request)
        }
        let identity = try unlimited(request)
        try checkRegion(request.region)
        return try narrowed(identity, by: request)
    }

    /// A typed region goes to other programs as it is, so a slip of the finger is told here.
    private func checkRegion(_ typed: String?) throws(Failure) {
        guard let typed else { return }
        do throws(Failure) {
            _ = try RegionName(typed, at: .argument("--region"))
        } catch {
            throw Failure(.usage, error.message, at: error.location, hint: error.hint)
        }
    }

    private func unlimited(_ request: IdentityRequest) throws(Failure) -> ResolvedIdentity {
        if request.namesRole { return try namedRole(request) }
        if let (name, location) = selectedProfile(request) {
            let profile = try existingProfile(name, selectedBy: location)
            let own = try sources.configured(profile)
            let source = if let own { own } else { try fallback(for: profile, selectedBy: location) }
            return ResolvedIdentity(
                profile: profile, source: source, region: region(request, profile: profile),
                notices: leftovers(beside: name, source, selectedBy: location) + source.remarks)
        }
        let environment = context.environment
        if let source = try providers.source({ provider throws(Failure) in try provider.fromEnvironment(environment) })
        {
            let region = RegionResolver(environment: context.environment)
                .resolve(typed: request.region, profile: config.profile("default"), forKeysInEnvironment: true)
            return ResolvedIdentity(profile: nil, source: source, region: region, notices: [])
        }
        let profile = config.profile("default").flatMap { $0.isEmpty ? nil : $0 }
        let otherwise = profile.map(Failure.noCredentials) ?? noIdentity()
        let own = try sources.configured(profile, readsVariables: true)
        let source = if let own { own } else { try lastResort(for: profile, otherwise: otherwise) }
        return ResolvedIdentity(
            profile: profile, source: source, region: region(request, profile: profile), notices: source.remarks)
    }

    /// What is left where a chosen profile gives nothing itself: older tools' files, the container's or machine's role. A
    /// profile that a variable chose is never passed over for another identity that the environment holds.
    private func fallback(for profile: Profile, selectedBy location: SourceLocation) throws(Failure) -> CredentialOrigin
    {
        let nothing = Failure.noCredentials(in: profile)
        guard profile["sso_session"] == nil else { throw nothing }
        if case .variable(let variable) = location {
            for provider in providers.all {
                guard let other = provider.identityVariable, context.environment.text(other) != nil else { continue }
                throw Failure(
                    nothing.code, "\(nothing.message), and \(other) is ignored because \(variable) is set",
                    at: nothing.location,
                    hint: "unset \(variable) to use \(other), or \(nothing.hint ?? "choose another profile")")
            }
        }
        return try lastResort(for: profile, otherwise: nothing)
    }

    /// The providers that neither the environment nor a profile configures (<doc:CredentialProviders>, Order): files of
    /// older tools, then the container's role, then the machine's, of which only asking tells.
    private func lastResort(for profile: Profile?, otherwise: Failure) throws(Failure) -> CredentialOrigin {
        let lookup = FallbackProviderLookup(context: context, profile: profile, otherwise: otherwise)
        guard let source = try providers.source({ provider throws(Failure) in try provider.fromMachine(lookup) }) else {
            throw otherwise
        }
        return source
    }

    private var sources: CredentialOriginResolver {
        CredentialOriginResolver(config: config, environment: context.environment, providers: providers)
    }

    /// The profile that was named, and by what; nil leaves the choice to keys or `default`.
    package func selectedProfile(_ request: IdentityRequest) -> (name: String, location: SourceLocation)? {
        Self.selectedProfile(request, context.environment)
    }

    /// The same where nothing was read yet.
    package static func selectedProfile(
        _ request: IdentityRequest, _ environment: Environment
    ) -> (name: String, location: SourceLocation)? {
        if let typed = request.profile { return (typed, request.profileLocation) }
        for name in [EnvironmentKey.profile, EnvironmentKey.defaultProfile] {
            if let value = environment[name] { return (value, .variable(name)) }
        }
        return nil
    }

    /// Whether nothing says who, though there are profiles: no words, no variable, no `default`. That a machine may lend
    /// a role only asking would tell, and is no choice.
    package func isUnchosen(_ request: IdentityRequest) throws(Failure) -> Bool {
        guard !request.namesRole, request.session == nil, selectedProfile(request) == nil else { return false }
        guard !config.profileNames.isEmpty else { return false }
        var isChosen = false
        try providers.each { provider throws(Failure) in
            isChosen = try provider.isChosen(in: context)
            return isChosen
        }
        return !isChosen && config.profile("default")?.isEmpty ?? true
    }

    /// A profile that must exist, with near names in the failure if it doesn't.
    package func existingProfile(_ name: String, selectedBy location: SourceLocation) throws(Failure) -> Profile {
        if let profile = config.profile(name) { return profile }
        if name.isEmpty, case .variable(let variable) = location {
            throw Failure(
                .profileNotFound, "\(variable) is empty", at: location,
                hint: "unset \(variable)")
        }
        let near = SimilarNames.of(name, among: config.profileNames, limit: 5)
        let hint: Hint =
            SimilarNames.question(near).map { "\($0) List all: \(run: .listProfiles)" } ?? Hint(.listProfiles)
        if let failure = config.paths.homeless { throw failure }
        if let ignored = ignoredHeader(of: name) { throw ignored }
        let file = config.paths.config.map { " in \($0)" } ?? ""
        // What was typed is in the sentence; a variable that names it is not.
        var place: SourceLocation? = location
        if case .argument = location { place = nil }
        throw Failure(
            .profileNotFound, "there is no profile \(DisplayedCommandWord.quoted(name))\(file)", at: place,
            hint: hint)
    }

    /// A section that would be the profile, if its header were one.
    private func ignoredHeader(of name: String) -> Failure? {
        let words = name.split(whereSeparator: \.isWhitespace)
        guard words.count > 1 else { return nil }
        let dropped = config.warnings.first {
            $0.code == MisleadingSyntax.droppedHeader.rawValue
                && $0.section?.split(whereSeparator: \.isWhitespace) == ["profile"] + words
        }
        guard let dropped else { return nil }
        return Failure(
            .profileNotFound,
            "there is no profile \(DisplayedCommandWord.quoted(name)): the header [profile \(name)] is ignored, because it has two words",
            at: .file(dropped.file, line: dropped.line), hint: "use one word, such as [profile \(hyphenated(name))]")
    }

    private func hyphenated(_ name: String) -> String {
        name.split(whereSeparator: \.isWhitespace).joined(separator: "-")
    }

    private func namedRole(_ request: IdentityRequest) throws(Failure) -> ResolvedIdentity {
        guard let account = request.account, let role = request.role else {
            throw Failure(
                .usage, "--account and --role must be used together",
                hint: Hint(.runAsRole))
        }
        if let profile = request.profile {
            throw Failure(
                .usage, "profile \(profile) can't be combined with --account and --role", hint: "use only one of them"
            )
        }
        guard AccountID.isValid(account) else {
            throw Failure(.usage, "\(account) is not an account ID (12 digits)", at: .argument("--account"))
        }
        let session = try SessionResolver(config: config).only(named: request.session)
        let source = CredentialOrigin.sso(SSORole(session: session, accountID: account, roleName: role))
        return ResolvedIdentity(
            profile: nil, source: source, region: region(request, profile: nil),
            notices: leftovers(beside: "\(account)/\(role)", source, selectedBy: .argument("--account")))
    }

    private func region(_ request: IdentityRequest, profile: Profile?) -> Setting? {
        RegionResolver(environment: context.environment).resolve(typed: request.region, profile: profile)
    }

    private func leftovers(
        beside name: String, _ source: CredentialOrigin, selectedBy location: SourceLocation
    ) -> [String] {
        // Who types another one within a run knows of the run's own. A variable is another thing: programs there would
        // go on with the run's keys.
        let environment = context.environment
        if case .argument = location, environment.isInsideRun || environment.text(EnvironmentKey.awsxProfile) != nil {
            return []
        }
        var notices: [String] = []
        try? providers.each { provider throws(Failure) in
            guard let notice = provider.notice(beside: name, using: source, in: environment) else {
                return false
            }
            notices.append(notice)
            return true
        }
        return notices
    }

    private func noIdentity() -> Failure {
        let names = config.profileNames
        guard let first = names.first else {
            return .nothingConfigured(config.paths)
        }
        return Failure(
            .noCredentials, "no profile selected, and there is no profile default",
            at: config.paths.config.map { .file($0, line: nil) },
            hint:
                "select one with -p, such as -p \(DisplayedCommandWord.quoted(first)); to list all: \(run: .listProfiles)"
        )
    }
}
