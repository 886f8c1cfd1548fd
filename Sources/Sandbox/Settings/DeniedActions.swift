/// Actions that nobody in an account, or one role there, may do: what its permission set or policies leave out.
struct DeniedActions: Sendable, Hashable, Codable {
    /// Twelve digits.
    var accountId: String
    /// A role of the account, or a permission set; absent: everybody there.
    var roleName: String?
    /// Such as `sts:GetScopedCredentials`; `*` and `?` are wildcards.
    var actions: [String]

    func concern(_ principal: Principal, _ action: String) -> Bool {
        guard principal.accountID == accountId else { return false }
        if let roleName {
            let name = principal.roleArn.flatMap(IAMResourceARN.init)?.name
            guard name == roleName || name?.hasPrefix("AWSReservedSSO_\(roleName)_") == true else { return false }
        }
        return actions.contains { Glob($0, ignoresCase: true).matches(action) }
    }
}
