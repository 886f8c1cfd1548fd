import Engine

/// What a command is about that somebody signs in to: typed, the active profile's, or the only session.
struct SessionChoice: Sendable {
    let config: SharedConfig
    let context: RuntimeContext

    /// The session of Identity Center, and the profile whose settings count for reaching it.
    func resolve(profile: String?, session: String?) throws -> (session: SSOSession, profile: Profile?) {
        if let session { return (try named(session, besides: profile), nil) }
        guard let profile = try chosen(profile) else {
            return (try SessionResolver(config: config).only(named: nil), nil)
        }
        return (try LoginTarget(config: config).session(of: profile), profile)
    }

    /// The same where the console will do as well.
    func destination(
        profile: String?, session: String?
    ) throws -> (destination: LoginTarget.Destination, profile: Profile?) {
        if let session { return (.identityCenter(try named(session, besides: profile)), nil) }
        guard let profile = try chosen(profile) else {
            return (.identityCenter(try SessionResolver(config: config).only(named: nil)), nil)
        }
        let destination = try LoginTarget(config: config).destination(of: profile)
        // A console session is the profile's that names it.
        guard case .console(let target) = destination else { return (destination, profile) }
        return (destination, config.profile(target.profile))
    }

    private func named(_ session: String, besides profile: String?) throws -> SSOSession {
        if let profile {
            throw Failure(
                .usage, "profile \(profile) can't be combined with --session \(session)", hint: "use only one of them")
        }
        return try SessionResolver(config: config).only(named: session)
    }

    /// The profile that was chosen, else a `default` with something to sign in to.
    private func chosen(_ typed: String?) throws -> Profile? {
        let resolver = IdentityResolver(context: context, config: config)
        if let (name, location) = resolver.selectedProfile(IdentityRequest(profile: typed)) {
            return try resolver.existingProfile(name, selectedBy: location)
        }
        guard let profile = config.profile("default"),
            (try? LoginTarget(config: config).destination(of: profile)) != nil
        else { return nil }
        return profile
    }
}
