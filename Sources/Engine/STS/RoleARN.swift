/// The name of a role, `arn:PARTITION:iam::ACCOUNT:role/PATH/NAME`.
package struct RoleARN: Sendable, Hashable {
    package let partition: String
    package let accountID: String
    /// The last part, without a path.
    package let roleName: String

    /// Nil for what names no role.
    package init?(_ text: String) {
        let fields = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard fields.count == 6, fields[0] == "arn", !fields[1].isEmpty, fields[2] == "iam",
            AccountID.isValid(String(fields[4]))
        else { return nil }
        let path = fields[5].split(separator: "/", omittingEmptySubsequences: false)
        guard path.count >= 2, path[0] == "role", let name = path.last, !name.isEmpty else { return nil }
        partition = String(fields[1])
        accountID = String(fields[4])
        roleName = String(name)
    }
}
