/// An IAM user and the long-lived keys that it signs with, as a source of roles to assume.
struct IAMUser: Sendable, Hashable, Codable {
    struct AccessKey: Sendable, Hashable, Codable {
        /// `AKIA…`.
        var accessKeyId: String
        var secretAccessKey: String
    }

    /// Twelve digits.
    var accountId: String
    var userName: String
    var accessKeys: [AccessKey]

    static let standard = [
        IAMUser(
            accountId: "111111111111",
            userName: "ci",
            accessKeys: [
                AccessKey(
                    accessKeyId: "AKIASANDBOXUSER23456",
                    secretAccessKey: SecretGenerator.marker + "LongLivedKeyOfUserCi/+A")
            ]
        )
    ]
}
