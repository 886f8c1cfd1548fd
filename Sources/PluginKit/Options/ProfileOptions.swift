package import ArgumentParser
package import Engine

/// A profile as a word or as `-p`, which mean the same.
package struct ProfileOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The profile (default: the active profile).", valueName: "profile"), completion: .profiles)
    package var profileWord: String?

    @Option(name: .profile, help: "Same as PROFILE.", completion: .profiles)
    package var profile: String?

    package init() {}

    package mutating func validate() throws {
        if let profileWord, let profile, profileWord != profile {
            throw ValidationError("two profiles were given: \(profileWord) and \(profile)")
        }
    }

    package var name: String? { profileWord ?? profile }

    /// Who is meant by them.
    package func request(
        region: String? = nil, limits: RoleSessionRestrictions = RoleSessionRestrictions(),
        scopes: [ScopeSelection] = []
    ) -> IdentityRequest {
        IdentityRequest(
            profile: name, isProfileWord: profileWord != nil, region: region, limits: limits, scopes: scopes)
    }
}

/// A span of time on the command line: seconds, or `90s`, `15m`, `1h30m`.
extension TimeLeft: ExpressibleByArgument {
    package init?(argument: String) { self.init(parsing: argument) }
}
