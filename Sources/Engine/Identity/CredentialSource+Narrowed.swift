extension CredentialSource {
    /// The source with less power, as was typed; what a person should know of it comes with it.
    ///
    /// Throws: `.configInvalid` where the profile has no role to assume: a run with more power than was asked for is
    /// refused.
    func scoped(
        by limits: SessionScope, profile: String?
    ) throws(Failure) -> (source: CredentialSource, remarks: [String]) {
        guard !limits.isEmpty else { return (self, []) }
        switch self {
        case .assumeRole(var role):
            let (seconds, remark) = limits.duration(isChained: role.source.credentials.isRole)
            role.limits = try limits.completed(for: role.roleARN)
            role.limits.durationSeconds = seconds
            role.source = RoleSource(role.source.reference, role.source.credentials.inNarrowedRun)
            return (.assumeRole(role), remark.map { [$0] } ?? [])
        case .webIdentity(var identity):
            if let flag = limits.flagOfSignedRequests {
                throw Failure(
                    .configInvalid, "\(flag) is not possible for a web identity: its token holds its tags",
                    at: identity.tokenFile.location, hint: "leave out \(flag)")
            }
            let (seconds, remark) = limits.duration(isChained: false)
            identity.limits = try limits.completed(for: identity.roleARN)
            identity.limits.durationSeconds = seconds
            return (.webIdentity(identity), remark.map { [$0] } ?? [])
        case .sso(let role):
            throw limits.refusal(
                whose(profile, "the Identity Center role \(role.roleName)"),
                hint: "choose a role that is what you need: awsx accounts\(role.session.option)")
        case .environment, .credentialsFile, .loginSession, .process, .configFile, .antiqueFile, .container,
            .instanceMetadata:
            throw limits.refusal(
                whose(profile, "credentials that provider \(providerName) gives"),
                hint: "name a profile with role_arn and source_profile")
        }
    }

    private func whose(_ profile: String?, _ what: String) -> String {
        profile.map { "profile \(ShellQuoted.quoted($0)) has \(what)" } ?? "these are \(what)"
    }

    /// The credentials are a role's: a role that they assume lasts an hour at most (<doc:CredentialProviders>, Assumed
    /// roles).
    private var isRole: Bool {
        switch self {
        case .assumeRole, .webIdentity, .sso, .container, .instanceMetadata: true
        case .environment, .credentialsFile, .loginSession, .process, .configFile, .antiqueFile: false
        }
    }

    private var inNarrowedRun: CredentialSource {
        switch self {
        case .assumeRole(var role):
            role.isInNarrowedRun = true
            role.source = RoleSource(role.source.reference, role.source.credentials.inNarrowedRun)
            return .assumeRole(role)
        case .webIdentity(var identity):
            identity.isInNarrowedRun = true
            return .webIdentity(identity)
        default: return self
        }
    }
}

extension SessionScope {
    private var flags: [String] {
        [
            isReadOnly ? "--read-only" : nil, policyARNs.isEmpty ? nil : "--policy-arn",
            policy == nil ? nil : "--policy", tags.isEmpty ? nil : "--tag",
            sourceIdentity == nil ? nil : "--source-identity", durationSeconds == nil ? nil : "--duration",
        ].compactMap { $0 }
    }

    /// What AssumeRoleWithWebIdentity doesn't take (<doc:STSAndSigning>, The query protocol).
    fileprivate var flagOfSignedRequests: String? {
        flags.first { $0 == "--tag" || $0 == "--source-identity" }
    }

    fileprivate func refusal(_ whose: String, hint: String) -> Failure {
        Failure(
            .configInvalid,
            "\(flags.joined(separator: ", ")) needs a role to assume, and \(whose): nothing can be taken from that",
            hint: hint)
    }

    /// Read-only as the policy of the role's partition.
    fileprivate func completed(for role: Setting) throws(Failure) -> SessionScope {
        guard isReadOnly else { return self }
        guard let arn = RoleARN(role.value) else {
            throw Failure(
                .configInvalid, "role_arn \(ShellQuoted.quoted(role.value)) is not the ARN of a role",
                at: role.location,
                hint: "write arn:aws:iam::123456789012:role/NAME")
        }
        var limits = self
        limits.policyARNs = ["arn:\(arn.partition):iam::aws:policy/ReadOnlyAccess"]
        return limits
    }

    /// The typed duration, cut to what AWS gives.
    fileprivate func duration(isChained: Bool) -> (seconds: Int64?, remark: String?) {
        guard let durationSeconds else { return (nil, nil) }
        if isChained, durationSeconds > 3600 {
            return (3600, "a role that a role assumes lasts an hour at most: --duration is cut to 1h")
        }
        guard durationSeconds > RoleLimits.duration.upperBound else { return (durationSeconds, nil) }
        let remark = "no role's session lasts longer than 12 hours: --duration is cut to 12h"
        return (RoleLimits.duration.upperBound, remark)
    }
}

extension SSOSession {
    fileprivate var option: String { name.map { " --session \(ShellQuoted.quoted($0))" } ?? "" }
}
