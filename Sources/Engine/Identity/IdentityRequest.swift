/// Who a command was told to act as, by words that were typed.
package struct IdentityRequest: Sendable, Hashable {
    package var profile: String?
    package var session: String?
    package var account: String?
    package var role: String?
    package var region: String?
    /// What of its power is taken away.
    package var limits: RoleSessionRestrictions

    package init(
        profile: String? = nil, session: String? = nil, account: String? = nil, role: String? = nil,
        region: String? = nil, limits: RoleSessionRestrictions = RoleSessionRestrictions()
    ) {
        self.profile = profile
        self.session = session
        self.account = account
        self.role = role
        self.region = region
        self.limits = limits
    }

    /// Whether a role was named outright, which needs no profile.
    package var namesRole: Bool { account != nil || role != nil }
}
