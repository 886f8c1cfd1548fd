extension RoleSessionRestrictions {
    /// What only AssumeRole takes.
    private var flags: [String] {
        [
            isReadOnly ? "--read-only" : nil, policyARNs.isEmpty ? nil : "--policy-arn", tags.isEmpty ? nil : "--tag",
            sourceIdentity == nil ? nil : "--source-identity",
        ].compactMap { $0 }
    }

    /// Whether only a role that is assumed can be made less in this way; any other credentials can be once they are there.
    var needsAssumedRole: Bool { !flags.isEmpty }

    /// What AssumeRoleWithWebIdentity doesn't take (<doc:STSAndSigning>, The query protocol).
    var flagOfSignedRequests: String? {
        flags.first { $0 == "--tag" || $0 == "--source-identity" }
    }

    /// Why a source without a role to assume can't be made less in this way.
    ///
    /// - Parameter what: whose credentials they are, as it completes "these credentials are from …".
    package func refusal(of what: String, profile: String?) -> Failure {
        let whose =
            profile.map { "profile \(DisplayedCommandWord.quoted($0)) has \(what)" }
            ?? "these credentials are from \(what)"
        return Failure(
            .configInvalid,
            "\(flags.joined(separator: ", ")) needs a role to assume, and \(whose)",
            hint: "use --scope or --policy, which narrow any temporary credentials, or a profile with role_arn")
    }

    /// Read-only as the policy of the role's partition.
    func completed(for role: Setting) throws(Failure) -> RoleSessionRestrictions {
        guard isReadOnly else { return self }
        guard let arn = RoleARN(role.value) else {
            throw Failure(
                .configInvalid, "role_arn \(DisplayedCommandWord.quoted(role.value)) is not the ARN of a role",
                at: role.location,
                hint: "write arn:aws:iam::123456789012:role/NAME")
        }
        var limits = self
        limits.policyARNs = ["arn:\(arn.partition):iam::aws:policy/ReadOnlyAccess"]
        return limits
    }

    /// The typed duration, cut to what AWS gives.
    ///
    /// - Throws: `.usage` for one that is too short for a role.
    func duration(isChained: Bool) throws(Failure) -> (seconds: Int64?, remark: String?) {
        guard let durationSeconds else { return (nil, nil) }
        guard durationSeconds >= RoleLimits.duration.lowerBound else {
            throw Failure(
                .usage, "a role session lasts at least 15m", at: .argument("--duration"), hint: "use --duration 15m")
        }
        if isChained, durationSeconds > 3600 {
            return (3600, "a role assumed by a role lasts at most an hour: --duration is reduced to 1h")
        }
        guard durationSeconds > RoleLimits.duration.upperBound else { return (durationSeconds, nil) }
        let remark = "a role session lasts at most 12 hours: --duration is reduced to 12h"
        return (RoleLimits.duration.upperBound, remark)
    }
}
