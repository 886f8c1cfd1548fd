/// What is asked of STS for a role session: the parameters of AssumeRole and AssumeRoleWithWebIdentity
/// (<doc:STSAndSigning>, Limits), each within the limits of its own, before anybody is asked whether it is allowed.
struct SessionRequest: Sendable, Hashable {
    let role: IAMResourceARN
    let sessionName: String
    let durationSeconds: Int64?
    let policy: String?
    let policyArns: [String]
    /// What the policies say; nil if there are none.
    let sessionPolicy: SessionPolicy?
    let tags: [String: String]
    let transitiveTagKeys: [String]
    let sourceIdentity: String?
    let externalID: String?
    let serialNumber: String?
    let tokenCode: String?
    /// Percent of the space for policies and tags; nil if there are none.
    let packedPolicySize: Int?
    /// Policies and tags, which all stand in the session's token.
    let packedTexts: [String]

    /// Throws `ValidationError`, `MalformedPolicyDocument`, `PackedPolicyTooLarge`, `InvalidParameterValue`.
    init(_ form: FormFields) throws(ServiceError) {
        let roleArn = try ParameterConstraint("roleArn", length: 20...2048).required(form["RoleArn"])
        guard let role = IAMResourceARN(roleArn), role.kind == "role" else {
            throw .validation("\(roleArn) is invalid")
        }
        self.role = role
        sessionName = try ParameterConstraint("roleSessionName", length: 2...64, letters: .names)
            .required(form["RoleSessionName"])
        durationSeconds = try Self.duration(form["DurationSeconds"])
        policy = try ParameterConstraint("policy", length: 1...2048, letters: .policies).optional(form["Policy"])
        policyArns = try Self.policyArns(form.members("PolicyArns", "arn"), of: role)
        sessionPolicy = try Self.sessionPolicy(policy, policyArns)
        (tags, transitiveTagKeys) = try Self.tags(form)
        sourceIdentity = try ParameterConstraint("sourceIdentity", length: 2...64, letters: .names)
            .optional(form["SourceIdentity"])
        externalID = try ParameterConstraint("externalId", length: 2...1224, letters: .externalIDs).optional(
            form["ExternalId"])
        serialNumber = try ParameterConstraint("serialNumber", length: 9...256, letters: .serialNumbers)
            .optional(form["SerialNumber"])
        tokenCode = try ParameterConstraint("tokenCode", length: 6...6, letters: .digits).optional(form["TokenCode"])

        packedTexts = [policy].compactMap(\.self) + policyArns + tags.flatMap { [$0.key, $0.value] }
        let bytes = packedTexts.reduce(0) { $0 + $1.utf8.count }
        packedPolicySize = bytes == 0 ? nil : max(1, bytes * 100 / 4096)
        if let size = packedPolicySize, size > 100 {
            throw ServiceError(
                "PackedPolicyTooLarge",
                "Packed policy consumes \(size)% of allotted space, please use smaller policy."
            )
        }
    }

    private static func duration(_ text: String?) throws(ServiceError) -> Int64? {
        guard let text else { return nil }
        guard let seconds = Int64(text) else {
            throw ServiceError("MalformedInput", "Start of structure or map found where not expected.")
        }
        let bound = seconds < 900 ? "greater than or equal to 900" : "less than or equal to 43200"
        guard (900...43_200).contains(seconds) else {
            throw .constraint("durationSeconds", text, "have value \(bound)")
        }
        return seconds
    }

    private static func sessionPolicy(_ text: String?, _ arns: [String]) throws(ServiceError) -> SessionPolicy? {
        var documents = arns.compactMap(IAMResourceARN.init).map(PolicyDocument.managed)
        if let text { documents.append(try PolicyDocument(sessionPolicy: text)) }
        return documents.isEmpty ? nil : SessionPolicy(documents: documents, isScope: false)
    }

    /// Managed policies of AWS, or of the role's own account.
    private static func policyArns(_ arns: [String], of role: IAMResourceARN) throws(ServiceError) -> [String] {
        guard arns.count <= 10 else {
            throw .constraint("policyArns", "\(arns.count) members", "have length less than or equal to 10")
        }
        for arn in arns {
            guard let policy = IAMResourceARN(arn), policy.kind == "policy", policy.partition == role.partition,
                policy.account == "aws" || policy.account == role.account
            else { throw .validation("ARN \(arn) is not valid.") }
        }
        return arns
    }

    private static func tags(_ form: FormFields) throws(ServiceError) -> ([String: String], [String]) {
        let keys = form.members("Tags", "Key")
        let values = form.members("Tags", "Value")
        guard keys.count == values.count else { throw .validation("A tag needs a key and a value") }
        guard keys.count <= 50 else {
            throw .constraint("tags", "\(keys.count) members", "have length less than or equal to 50")
        }
        guard Set(keys.map { $0.lowercased() }).count == keys.count else {
            throw ServiceError(
                "InvalidParameterValue",
                "Duplicate tag keys found. Please note that Tag keys are case insensitive."
            )
        }
        for (key, value) in zip(keys, values) {
            _ = try ParameterConstraint("tags.member.key", length: 1...128, letters: .tags).required(key)
            _ = try ParameterConstraint("tags.member.value", length: 0...256, letters: .tags).optional(value)
        }
        let transitive = form.members("TransitiveTagKeys")
        guard Set(transitive).isSubset(of: keys) else {
            throw ServiceError(
                "InvalidParameterValue",
                "The specified transitive tag key must be included in the requested tags."
            )
        }
        return (Dictionary(zip(keys, values)) { first, _ in first }, transitive)
    }
}
