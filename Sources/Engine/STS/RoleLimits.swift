/// What STS takes for a role, found out before it is asked (<doc:STSAndSigning>, Limits).
enum RoleLimits {
    /// Seconds that a role's session can last.
    static let duration: ClosedRange<Int64> = 900...43_200

    static func check(_ role: RoleAssumption) throws(Failure) {
        try check(role.roleARN, "role_arn", of: role.profile)
        if let setting = role.duration, let seconds = role.durationSeconds, !duration.contains(seconds) {
            throw Failure(
                .configInvalid, "duration_seconds = \(setting.value) is not between 900 and 43200",
                at: setting.location,
                hint: "a role's session lasts from 15 minutes to 12 hours")
        }
    }

    /// STS refuses what is shorter than any ARN.
    static func check(_ roleARN: Setting, _ key: String, of profile: String?) throws(Failure) {
        guard !(20...2048).contains(roleARN.value.unicodeScalars.count) else { return }
        throw Failure(
            .configInvalid, "\(key) \(DisplayedCommandWord.quoted(roleARN.value)) is not the ARN of a role",
            at: roleARN.location,
            hint: "write arn:aws:iam::123456789012:role/NAME")
    }
}
