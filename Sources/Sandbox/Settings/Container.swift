/// A container's endpoint for credentials (<doc:CredentialProviders>, Containers): what
/// `AWS_CONTAINER_CREDENTIALS_FULL_URI`, or the relative one, leads to.
struct Container: Sendable, Hashable, Codable {
    /// Below `/v1/credentials` or `/v2/credentials`.
    var path: String
    var roleArn: String
    /// What the `Authorization` header must be, to the byte; absent: anything or nothing will do.
    var authorizationToken: String?

    static let standard = [
        Container(path: "/v2/credentials/sandbox", roleArn: "arn:aws:iam::111111111111:role/Task"),
        Container(
            path: "/v1/credentials",
            roleArn: "arn:aws:iam::111111111111:role/Task",
            authorizationToken: "\(SecretGenerator.marker)ContainerToken"
        ),
    ]
}
