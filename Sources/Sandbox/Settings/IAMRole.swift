/// An IAM role and its trust: who may assume it, and under which conditions.
struct IAMRole: Sendable, Hashable, Codable {
    /// `arn:aws:iam::222222222222:role/path/Name`.
    var roleArn: String
    /// Seconds, from 3600 to 43200; the most that may be asked for.
    var maxSessionDuration: Int64 = 3600
    /// Who may assume it: `*`, an account (twelve digits, or the ARN of its root), or the ARN of a user, a role or a
    /// role session, where `*` stands for any text.
    var principals: [String] = ["*"]
    /// What a caller must give as its ExternalId; absent: anything or nothing will do.
    var externalId: String?
    /// Only a caller who gives a code of an MFA device may assume it.
    var requiresMfa = false
    /// Whether its trust allows `sts:TagSession`.
    var allowsTags = true
    /// Whether its trust allows `sts:SetSourceIdentity`.
    var allowsSourceIdentity = true
    /// Subjects of the web identities that may assume it; `*` stands for any text.
    var webIdentities: [String] = []

    init(
        _ roleArn: String,
        maxSessionDuration: Int64 = 3600,
        principals: [String] = ["*"],
        externalId: String? = nil,
        requiresMfa: Bool = false,
        webIdentities: [String] = []
    ) {
        self.roleArn = roleArn
        self.maxSessionDuration = maxSessionDuration
        self.principals = principals
        self.externalId = externalId
        self.requiresMfa = requiresMfa
        self.webIdentities = webIdentities
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(try values.decode(String.self, forKey: .roleArn))
        maxSessionDuration = try values.decode(.maxSessionDuration, or: maxSessionDuration)
        principals = try values.decode(.principals, or: principals)
        externalId = try values.decodeIfPresent(String.self, forKey: .externalId)
        requiresMfa = try values.decode(.requiresMfa, or: requiresMfa)
        allowsTags = try values.decode(.allowsTags, or: allowsTags)
        allowsSourceIdentity = try values.decode(.allowsSourceIdentity, or: allowsSourceIdentity)
        webIdentities = try values.decode(.webIdentities, or: webIdentities)
    }

    static let standard = [
        IAMRole("arn:aws:iam::222222222222:role/Deploy", maxSessionDuration: 43_200),
        IAMRole(
            "arn:aws:iam::222222222222:role/Audit",
            principals: ["arn:aws:iam::222222222222:role/Deploy"],
            externalId: "sandbox"
        ),
        IAMRole(
            "arn:aws:iam::222222222222:role/Guarded",
            principals: ["arn:aws:iam::111111111111:user/ci"],
            requiresMfa: true
        ),
        IAMRole("arn:aws:iam::222222222222:role/Web", principals: [], webIdentities: ["system:serviceaccount:*"]),
        IAMRole("arn:aws:iam::111111111111:role/Task", principals: []),
        IAMRole("arn:aws:iam::111111111111:role/Instance", principals: []),
    ]
}
