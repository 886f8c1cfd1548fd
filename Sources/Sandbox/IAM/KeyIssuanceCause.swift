import SystemKit

/// What keys were issued for, without any secret: the administrator reads it, and tests assert on it. Members that the
/// request did not have are absent.
struct KeyIssuanceCause: Sendable, Hashable, Encodable {
    /// The operation that issued them, in AWS's words.
    var operation: String
    var roleArn: String?
    var roleSessionName: String?
    /// As asked for.
    var durationSeconds: Int64?
    var externalId: String?
    /// The MFA device whose code was good.
    var serialNumber: String?
    var policy: String?
    var policyArns: [String] = []
    /// Of GetScopedCredentials.
    var scopedSessionDescription: String?
    /// As asked for.
    var tags: [String: String] = [:]
    /// Transitive tags of the session that asked.
    var inheritedTags: [String: String] = [:]
    var transitiveTagKeys: [String] = []
    /// Also the one that the session inherited.
    var sourceIdentity: String?
    /// The subject of the web identity's token.
    var subject: String?
    /// Who asked, and with which key.
    var callerArn: String?
    var callerAccessKeyId: String?
    /// The region that the request was signed for.
    var region: String?

    /// The tags that a session hands on to the sessions that it begins.
    var transitiveTags: [String: String] {
        tags.merging(inheritedTags) { own, _ in own }.filter { transitiveTagKeys.contains($0.key) }
    }
}

/// One line of the administrator's list of keys.
struct IssuedKeysReport: Encodable {
    let accessKeyId: String
    let arn: String
    /// ISO 8601.
    let expiration: String?
    let grant: KeyIssuanceCause

    init(_ keys: IssuedKeys) {
        accessKeyId = keys.accessKeyID
        arn = keys.principal.arn
        expiration = keys.expires?.iso8601
        grant = keys.grant
    }
}
