/// What a profile or a session's name leads to that a person signs in to.
package struct LoginTarget: Sendable {
    package enum Destination: Sendable, Hashable {
        case identityCenter(SSOSession)
        case console(ConsoleLoginTarget)

        /// Of Identity Center; nil for the console.
        package var session: SSOSession? {
            if case .identityCenter(let session) = self { session } else { nil }
        }

        /// What a person calls it.
        package var title: String {
            switch self {
            case .identityCenter(let session): session.title
            case .console(let target): target.title
            }
        }
    }

    private let config: SharedConfig

    package init(config: SharedConfig) { self.config = config }

    /// The Identity Center of a profile: its own, or that of the profile its credentials come from, however far away.
    package func session(of profile: Profile) throws(Failure) -> SSOSession {
        switch try destination(of: profile) {
        case .identityCenter(let session): return session
        case .console(let target):
            throw Failure(
                .configInvalid,
                "profile \(profile.name) signs in to the AWS console (login_session), not to IAM Identity Center",
                at: target.session?.location, hint: "choose a profile with sso_session")
        }
    }

    /// What is signed in to for a profile: its own, or that of the profile its credentials come from, however far away.
    package func destination(of profile: Profile) throws(Failure) -> Destination {
        var current = profile
        var path = [profile.name]
        while true {
            if let session = try SSOProfile(config: config).session(of: current) {
                return .identityCenter(session)
            }
            if let session = current["login_session"] {
                return .console(
                    ConsoleLoginTarget(LoginSessionSettings(profile: current.name, session: session)))
            }
            guard let source = current["source_profile"] else {
                throw Failure(
                    .configInvalid, "profile \(path.joined(separator: " → ")) has nothing to sign in to",
                    at: current.location,
                    hint:
                        "add sso_session = NAME to it, or sign in to the console: \(run: .loginToConsole(profile: nil))"
                )
            }
            guard let next = config.profile(source.value) else {
                throw Failure(
                    .profileNotFound, "there is no profile \(DisplayedCommandWord.quoted(source.value))",
                    at: source.location,
                    hint: Hint(.listProfiles))
            }
            guard !path.contains(next.name) else {
                throw Failure(
                    .configInvalid, "source_profile forms a loop: \((path + [next.name]).joined(separator: " → "))",
                    at: source.location, hint: "set sso_session in one of them")
            }
            path.append(next.name)
            current = next
        }
    }

    /// Every Identity Center that the configuration knows, sections first, then legacy profiles, each once.
    package func all() -> [SSOSession] {
        var sessions: [SSOSession] = []
        var seen: Set<String> = []
        for name in config.sessionNames {
            guard let session = try? SessionResolver(config: config).named(name, by: .argument(name)) else { continue }
            if seen.insert(session.cacheIdentity).inserted { sessions.append(session) }
        }
        for name in config.profileNames {
            guard let profile = config.profile(name), profile["sso_session"] == nil, profile["sso_start_url"] != nil,
                let session = try? SSOProfile(config: config).session(of: profile)
            else { continue }
            if seen.insert(session.cacheIdentity).inserted { sessions.append(session) }
        }
        return sessions
    }

    /// The console sessions that profiles name, each once.
    package func consoleSessions() -> [LoginSessionSettings] {
        var seen: Set<String> = []
        return config.profileNames.compactMap { name in
            guard let session = config.profile(name)?["login_session"], seen.insert(session.value).inserted else {
                return nil
            }
            return LoginSessionSettings(profile: name, session: session)
        }
    }

    /// The roles that profiles name for a session.
    package func roles(of session: SSOSession) -> [SSORole] {
        config.profileNames.compactMap { name in
            guard let profile = config.profile(name), profile["sso_account_id"] != nil,
                let role = try? SSOProfile(config: config).role(of: profile),
                role.session.cacheIdentity == session.cacheIdentity
            else { return nil }
            return role
        }
    }
}
