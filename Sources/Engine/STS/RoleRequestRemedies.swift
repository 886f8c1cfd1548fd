/// A request for a role that STS doesn't take as it stands: which setting or typed word its message speaks of, and what
/// would do instead (<doc:STSAndSigning>, The query protocol).
struct RoleRequestRemedies: Sendable {
    private let profile: String?
    private let rolePlace: SourceLocation
    private let limits: RoleSessionRestrictions
    /// The settings that go into the request by the names that STS gives them.
    private let settings: [(member: String, setting: Setting)]

    init(_ role: RoleAssumption) {
        profile = role.profile
        rolePlace = role.roleARN.location
        limits = role.limits
        settings = Self.given([
            ("roleSessionName", role.sessionName), ("externalId", role.externalID),
            ("durationSeconds", role.duration), ("serialNumber", role.mfaSerial),
        ])
    }

    init(_ identity: WebIdentity) {
        profile = identity.profile
        rolePlace = identity.roleARN.location
        limits = identity.limits
        settings = Self.given([("roleSessionName", identity.sessionName)])
    }

    private static func given(_ settings: [(String, Setting?)]) -> [(member: String, setting: Setting)] {
        settings.compactMap { member, setting in setting.map { (member, $0) } }
    }

    /// Where what `message` speaks of was given, and what to give instead.
    func remedy(_ message: String) -> (location: SourceLocation, hint: Hint) {
        let message = message.lowercased()
        if let typed = typed(message) { return typed }
        if let (member, setting) = settings.first(where: { message.contains($0.member.lowercased()) }) {
            return (setting.location, hint(member, message))
        }
        return (rolePlace, "\(run: .explain(profile: profile)) shows every setting of the request")
    }

    /// What was typed beats the setting of the same name.
    private func typed(_ message: String) -> (location: SourceLocation, hint: Hint)? {
        if limits.durationSeconds != nil, message.contains("durationseconds") {
            return (.argument("--duration"), "use --duration 1h, or raise the role's MaxSessionDuration")
        }
        if !limits.tags.isEmpty, message.contains("tag") {
            return (
                .argument("--tag"),
                "a tag can contain letters, digits, spaces and _ . : / = + - @; 128 characters in its key, 256 in its value"
            )
        }
        if limits.sourceIdentity != nil, message.contains("sourceidentity") {
            return (.argument("--source-identity"), "use another --source-identity, or omit it")
        }
        if limits.policy != nil, message.contains("policy") {
            return (.argument("--policy"), "fix that file, or make it shorter: AWS accepts 2048 characters")
        }
        if !limits.policyARNs.isEmpty, message.contains("policy") {
            return (
                .argument("--policy-arn"),
                "aws iam get-policy --policy-arn \(DisplayedCommandWord.quoted(limits.policyARNs[0]))"
            )
        }
        return nil
    }

    private func hint(_ member: String, _ message: String) -> Hint {
        switch member {
        case "roleSessionName":
            "write role_session_name with 2 to 64 letters, digits or any of _ + = , . @ -"
        case "durationSeconds" where message.contains("chaining"):
            "write duration_seconds = 3600: a role assumed by a role lasts at most an hour"
        case "durationSeconds":
            "write duration_seconds = 3600, or raise the role's MaxSessionDuration"
        case "externalId":
            "write external_id with 2 to 1224 letters, digits or any of _ + = , . @ : / -"
        default:
            "write mfa_serial as IAM shows the device: aws iam list-mfa-devices"
        }
    }
}
