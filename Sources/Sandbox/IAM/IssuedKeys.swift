import Crypto
import SystemKit

/// Keys that a request may be signed with, so that STS can check it, and what they were issued for.
struct IssuedKeys: Sendable, Hashable {
    let accessKeyID: String
    let secretAccessKey: String
    /// Nil for the long-lived keys of a user.
    let sessionToken: String?
    /// Nil for the long-lived keys of a user.
    let expires: Instant?
    let principal: Principal
    var grant: KeyIssuanceCause
    /// What narrows the session; none narrows it if there are none.
    var sessionPolicies: [SessionPolicy] = []
}

/// Who somebody is that signs a request.
struct Principal: Sendable, Hashable {
    let accountID: String
    /// What GetCallerIdentity shows.
    let arn: String
    let userID: String
    /// The role behind a role session.
    var roleArn: String?

    /// A role session of Identity Center: `arn:aws:sts::ACCOUNT:assumed-role/AWSReservedSSO_ROLE_HEX/USER`
    /// (<doc:STSAndSigning>, The query protocol); the hex is the same each time.
    static func permissionSet(_ pair: AccountRole, user: String, partition: String) -> Principal {
        let digest = SHA256.hash(data: Array("\(pair.accountId)/\(pair.roleName)".utf8))
        let suffix = Hex.text(digest.prefix(8))
        let role = "AWSReservedSSO_\(pair.roleName)_\(suffix)"
        return Principal(
            accountID: pair.accountId,
            arn: "arn:\(partition):sts::\(pair.accountId):assumed-role/\(role)/\(user)",
            userID: "AROA\(suffix.uppercased())SO:\(user)",
            roleArn: "arn:\(partition):iam::\(pair.accountId):role/aws-reserved/sso.amazonaws.com/\(role)"
        )
    }

    static func user(_ arn: IAMResourceARN) -> Principal {
        Principal(accountID: arn.account, arn: arn.text, userID: "AIDA\(arn.identifier)")
    }

    /// A session of an IAM role; the role's path is not part of the session's ARN.
    static func session(of role: IAMResourceARN, named name: String) -> Principal {
        Principal(
            accountID: role.account,
            arn: "arn:\(role.partition):sts::\(role.account):assumed-role/\(role.name)/\(name)",
            userID: "AROA\(role.identifier):\(name)",
            roleArn: role.text
        )
    }

    /// The sessions of roles are limited to an hour when they assume another (<doc:CredentialProviders>, Assumed
    /// roles).
    var isRoleSession: Bool { roleArn != nil }
}

/// An ARN of IAM taken apart: `arn:aws:iam::111111111111:role/path/Name`.
struct IAMResourceARN: Sendable, Hashable {
    let text: String
    let partition: String
    let account: String
    /// `role`, `user`, `mfa`, `policy` or another kind.
    let kind: String
    /// Without its path.
    let name: String

    /// Nil unless it is `arn:PARTITION:iam::ACCOUNT:KIND/…NAME`.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "iam", parts[3].isEmpty, !parts[1].isEmpty else {
            return nil
        }
        let path = parts[5].split(separator: "/", omittingEmptySubsequences: false)
        guard path.count >= 2, let name = path.last, !name.isEmpty else { return nil }
        (self.text, partition, account) = (text, parts[1], parts[4])
        (kind, self.name) = (String(path[0]), String(name))
    }

    /// Seventeen letters that are the same each time, for `AROA…` and `AIDA…`.
    var identifier: String {
        String(Hex.text(SHA256.hash(data: Array(text.utf8))).prefix(17)).uppercased()
    }
}
