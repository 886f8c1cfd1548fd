/// One role of one account that a session gives credentials for.
package struct SSORole: Sendable {
    package let session: SSOSession
    package let accountID: String
    package let roleName: String
    /// Where a profile has the account; nil for a role that no profile names.
    package let accountLocation: SourceLocation?

    package init(session: SSOSession, accountID: String, roleName: String, accountLocation: SourceLocation? = nil) {
        self.session = session
        self.accountID = accountID
        self.roleName = roleName
        self.accountLocation = accountLocation
    }
}

/// Where it stands makes no other role of it.
extension SSORole: Hashable {
    package static func == (one: SSORole, other: SSORole) -> Bool {
        one.session == other.session && one.accountID == other.accountID && one.roleName == other.roleName
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(session)
        hasher.combine(accountID)
        hasher.combine(roleName)
    }
}
