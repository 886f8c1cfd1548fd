/// Who a command was told to act as, by words that were typed.
package struct IdentityRequest: Sendable, Hashable {
    package var profile: String?
    /// Whether the profile was typed as a word, without `--profile`.
    package var isProfileWord: Bool
    package var session: String?
    package var account: String?
    package var role: String?
    package var region: String?
    /// What of its power is taken away.
    package var limits: RoleSessionRestrictions
    /// Each lets through less than those before it: the one that was typed, then what rules add.
    package var scopes: [ScopeSelection]
    /// What a person said that it is for, for AWS's records.
    package var reason: String?

    package init(
        profile: String? = nil, isProfileWord: Bool = false, session: String? = nil, account: String? = nil,
        role: String? = nil,
        region: String? = nil, limits: RoleSessionRestrictions = RoleSessionRestrictions(),
        scopes: [ScopeSelection] = [], reason: String? = nil
    ) {
        self.profile = profile
        self.isProfileWord = isProfileWord
        self.session = session
        self.account = account
        self.role = role
        self.region = region
        self.limits = limits
        self.scopes = scopes
        self.reason = reason
    }

    /// Where a typed profile stands.
    package var profileLocation: SourceLocation { .argument(isProfileWord ? "PROFILE" : "--profile") }

    /// Whether a role was named outright, which needs no profile.
    package var namesRole: Bool { account != nil || role != nil }
}
