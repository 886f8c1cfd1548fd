/// An AWS account that the sandbox's user may enter, and the roles there.
struct Account: Sendable, Hashable, Codable {
    /// Twelve digits; leading zeros matter.
    var accountId: String
    /// Absent in replies if absent here, as AWS sometimes leaves it out (<doc:PortalProtocol>, Operations).
    var accountName: String?
    var emailAddress: String?
    var roles: [String]

    init(_ accountId: String, name: String? = nil, email: String? = nil, roles: [String]) {
        self.accountId = accountId
        self.accountName = name
        self.emailAddress = email
        self.roles = roles
    }

    static let standard = [
        Account(
            "111111111111",
            name: "dev",
            email: "dev@sandbox.example",
            roles: ["AdministratorAccess", "ReadOnlyAccess"]
        ),
        Account(
            "222222222222",
            name: "prod",
            email: "prod@sandbox.example",
            roles: ["AdministratorAccess", "ReadOnlyAccess"]
        ),
        Account("000000000333", roles: ["Auditor"]),
    ]
}

/// An account and a role that belong together.
struct AccountRole: Sendable, Hashable, Codable {
    var accountId: String
    var roleName: String
}
