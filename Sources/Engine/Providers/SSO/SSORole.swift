/// One role of one account that a session gives credentials for.
package struct SSORole: Sendable, Hashable {
    package let session: SSOSession
    package let accountID: String
    package let roleName: String

    package init(session: SSOSession, accountID: String, roleName: String) {
        self.session = session
        self.accountID = accountID
        self.roleName = roleName
    }
}
