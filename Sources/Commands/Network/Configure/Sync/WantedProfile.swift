import Engine

/// A profile as sync wants it: a plain `sso_session` profile that every SDK reads.
struct WantedProfile: Sendable, Hashable {
    let name: String
    let role: GrantedRole
    /// Nil: whatever region the profile has is left to its owner.
    let region: String?

    /// Its keys in the order in which the AWS CLI writes them (<doc:AWSCLICommands>, configure sso, step 9).
    var entries: [ConfigEntry] {
        [
            ConfigEntry("sso_session", role.session), ConfigEntry("sso_account_id", role.account.id),
            ConfigEntry("sso_role_name", role.role),
        ] + (region.map { [ConfigEntry("region", $0)] } ?? [])
    }

    /// The comment line above the header by which sync knows its own.
    static func mark(session: String) -> String { "# awsx sync \(session)" }

    var mark: String { Self.mark(session: role.session) }
}

/// Which roles sync makes profiles for, and how it names them.
struct SyncProfileRules: Sendable {
    let template: NameTemplate
    /// At least one must match, if there is any.
    let include: [Glob]
    /// None may match.
    let exclude: [Glob]
    /// Of the profiles; a profile for each where there are several.
    let regions: [String]

    init(
        template: NameTemplate = .standard, include: [String] = [], exclude: [String] = [], regions: [String] = []
    ) {
        self.template = regions.count > 1 && !template.namesRegion ? template.withRegion : template
        self.include = include.map(Glob.init)
        self.exclude = exclude.map(Glob.init)
        self.regions = regions
    }

    /// The profiles for some roles; a name may come twice.
    func profiles(for roles: [GrantedRole]) -> [WantedProfile] {
        roles.flatMap { role in
            (regions.isEmpty ? [nil] : regions.map(Optional.some)).compactMap { region in
                let name = template.name(for: role, region: region)
                return isWanted(role, name: name) ? WantedProfile(name: name, role: role, region: region) : nil
            }
        }
    }

    /// The patterns that match none of some roles: perhaps not what was meant.
    func idlePatterns(for roles: [GrantedRole]) -> [String] {
        let texts = roles.flatMap { role in
            (regions.isEmpty ? [nil] : regions.map(Optional.some)).map { region in
                Self.texts(of: role, name: template.name(for: role, region: region))
            }
        }
        return (include + exclude).filter { glob in !texts.contains { $0.contains(where: glob.matches) } }.map(\.text)
    }

    private static func texts(of role: GrantedRole, name: String) -> [String] {
        [name, role.account.name ?? role.account.id, role.account.id, role.role]
    }

    /// A pattern is held against each of the profile's name, the account's name and id, and the role.
    private func isWanted(_ role: GrantedRole, name: String) -> Bool {
        let texts = Self.texts(of: role, name: name)
        func matches(_ globs: [Glob]) -> Bool { globs.contains { glob in texts.contains(where: glob.matches) } }
        return (include.isEmpty || matches(include)) && !matches(exclude)
    }
}
