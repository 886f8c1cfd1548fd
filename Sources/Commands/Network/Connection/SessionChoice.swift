import Engine

/// Which session a command is about: typed, the active profile's, or the only one.
struct SessionChoice: Sendable {
    let config: SharedConfig
    let context: RuntimeContext

    /// The session, and the profile whose settings count for reaching it.
    func resolve(profile: String?, session: String?) throws -> (session: SSOSession, profile: Profile?) {
        if let session {
            if let profile {
                throw Failure(
                    .usage, "profile \(profile) can't be combined with --session \(session)",
                    hint: "use only one of them"
                )
            }
            return (try SessionResolver(config: config).only(named: session), nil)
        }
        let resolver = IdentityResolver(context: context, config: config)
        if let (name, location) = resolver.selectedProfile(IdentityRequest(profile: profile)) {
            let profile = try resolver.existingProfile(name, selectedBy: location)
            return (try LoginTarget(config: config).session(of: profile), profile)
        }
        if let profile = config.profile("default"), let session = try? LoginTarget(config: config).session(of: profile)
        {
            return (session, profile)
        }
        return (try SessionResolver(config: config).only(named: nil), nil)
    }
}
