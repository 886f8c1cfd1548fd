/// What the access portal answers to a bearer token (<doc:PortalProtocol>, Operations).
package protocol PortalService: Sendable {
    /// Every account that the token may see, all pages, in the service's order.
    func listAccounts(accessToken: Secret) async throws -> [Account]
    /// Every role of one account, all pages, in the service's order.
    func listAccountRoles(accountID: String, accessToken: Secret) async throws -> [String]
    func roleCredentials(accountID: String, roleName: String, accessToken: Secret) async throws -> Credentials
    func logout(accessToken: Secret) async throws
}

/// An account as the portal lists it; name and address can be missing.
package struct Account: Sendable, Hashable {
    package let id: String
    package let name: String?
    package let emailAddress: String?

    package init(id: String, name: String?, emailAddress: String?) {
        self.id = id
        self.name = name
        self.emailAddress = emailAddress
    }
}
