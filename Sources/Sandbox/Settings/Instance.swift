/// The EC2 instance whose metadata service this is (<doc:CredentialProviders>, Machines).
struct Instance: Sendable, Hashable, Codable {
    /// The role of its instance profile; empty: it has none.
    var roleArn = "arn:aws:iam::111111111111:role/Instance"
    /// Whether requests without a session token are answered (IMDSv1).
    var allowsV1 = true
    var instanceId = "i-0123456789abcdef0"
    /// Absent: the sandbox's.
    var region: String?

    init() {}

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let standard = Instance()
        roleArn = try values.decode(.roleArn, or: standard.roleArn)
        allowsV1 = try values.decode(.allowsV1, or: standard.allowsV1)
        instanceId = try values.decode(.instanceId, or: standard.instanceId)
        region = try values.decodeIfPresent(String.self, forKey: .region)
    }
}
