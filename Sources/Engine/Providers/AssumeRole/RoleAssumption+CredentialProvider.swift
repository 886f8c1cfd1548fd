import SystemKit

// How it is found and explained.
extension RoleAssumption: CredentialProvider {
    package static let name = "assume-role"

    package static func fromProfile(_ lookup: ProfileProviderLookup) throws(Failure) -> CredentialOrigin? {
        guard !lookup.isSource, let profile = lookup.profile, RoleChain.begins(at: profile) else { return nil }
        return .assumeRole(try RoleChain(sources: lookup.sources, top: profile).assumption())
    }

    package static var settingKeys: [String] {
        [
            "role_arn", "source_profile", "credential_source", "mfa_serial", "external_id", "duration_seconds",
            "role_session_name",
        ]
    }

    package static func condition(_ lookup: ProviderConditionInput) throws(Failure) -> ProviderCondition {
        guard let role = lookup.profile?["role_arn"] else {
            return ProviderCondition(trigger: nil, absence: lookup.none("role_arn"))
        }
        guard lookup.profile?["web_identity_token_file"] == nil else {
            return ProviderCondition(
                trigger: nil, absence: "web_identity_token_file uses role_arn for a web identity")
        }
        return ProviderCondition(trigger: "role_arn (\(role.location))", absence: "")
    }

    package func shownSettings(isSource: Bool) -> KeyValuePairs<String, JSON?> {
        [
            "role_arn": .string(roleARN.value), "external_id": externalID.map { .string($0.value) },
            "role_session_name": sessionName.map { .string($0.value) },
            "duration_seconds": durationSeconds.map(JSON.integer),
            "mfa_serial": mfaSerial.map { .string($0.value) },
        ]
    }
}

// What it tells, and how it stands.
extension RoleAssumption {
    package var sourceCredentials: CredentialOrigin? { source.credentials }

    package var sourceReference: Setting? {
        switch source.reference {
        case .profile(let setting), .named(let setting): setting
        }
    }

    package var knownAccountID: String? { RoleARN(roleARN.value)?.accountID }
    package var knownRoleName: String? { RoleARN(roleARN.value)?.roleName }
    package var partition: Partition? {
        RoleARN(roleARN.value).flatMap { arn in Partition.all.first { $0.id == arn.partition } }
    }
    package var isRole: Bool { true }

    /// What is said of a duration that is no number.
    package var remark: String? {
        guard let duration, durationSeconds == nil else { return nil }
        return "\(duration.location): duration_seconds = \(duration.value) is not a number and is ignored"
    }

    package var fingerprint: KeyValuePairs<String, JSON?> {
        ["request": request.fingerprint, "source": source.credentials.fingerprint]
    }

    package func file(in folders: CacheFolders) -> CredentialCacheFile? { folders.file(self) }
    package var renewalWindow: Int64? { CredentialRenewalPolicy.window }

    package func ends(_ status: inout CredentialValidityReader) throws(Failure) -> Expirations {
        let behind = try status.ends(of: source.credentials)
        let end = try status.end(of: self)
        // A code of an MFA device takes a person, unless a program gives it.
        let takesPerson = mfaSerial != nil && status.mfaProcess(of: profile) == nil
        return .of(credentials: end, renewable: takesPerson ? .past : behind.untilPerson, token: behind.token)
    }

    package func login(profile: String?) -> Hint? {
        // It asks for the device's code.
        mfaSerial == nil ? nil : Hint(.callerIdentity(profile: profile))
    }
}

// Its credentials.
extension RoleAssumption {
    package func scoped(by limits: RoleSessionRestrictions, profile: String?) throws(Failure) -> NarrowedSource {
        let (seconds, remark) = try limits.duration(isChained: source.credentials.provider.isRole)
        var role = self
        role.limits = try limits.completed(for: roleARN)
        role.limits.durationSeconds = seconds
        role.source = RoleSource(source.reference, source.credentials.provider.inScopedRun)
        return NarrowedSource(.assumeRole(role), remarks: remark.map { [$0] } ?? [])
    }

    package var inScopedRun: CredentialOrigin {
        var role = self
        role.isInScopedRun = true
        role.source = RoleSource(source.reference, source.credentials.provider.inScopedRun)
        return .assumeRole(role)
    }

    package func atHand(
        _ policy: CredentialRenewalPolicy, in context: RuntimeContext, warn: (String) -> Void
    ) throws(Failure) -> Credentials? { try kept(policy, in: context) }

    package func credentials(from chain: ProviderChain, policy: CredentialRenewalPolicy) async throws -> Credentials {
        try await chain.roles.credentials(for: self, policy: policy, profile: chain.profile?.name) {
            try await sourceCredentials(from: chain)
        }
    }

    /// What the request is signed with. A narrowed run leaves the AWS CLI's files alone, here as well.
    private func sourceCredentials(from chain: ProviderChain) async throws -> Credentials {
        let provider = source.credentials.provider
        if !limits.isEmpty || isInScopedRun { return try await provider.unkeptCredentials(from: chain) }
        return try await provider.credentials(from: chain, policy: CredentialRenewalPolicy(typedMinimum: nil))
    }
}

extension CredentialOrigin {
    package static func assumeRole(_ role: RoleAssumption) -> CredentialOrigin { CredentialOrigin(role) }
}

extension CacheFolders {
    /// Where the credentials of an assumed role are kept: under the AWS CLI's name, unless something about them is not
    /// in that name.
    package func file(_ role: RoleAssumption) -> CredentialCacheFile {
        if role.isKeptApart { return CredentialCacheFile(folder: own, name: CacheKey.apart(.assumeRole(role))) }
        return CredentialCacheFile(folder: cli, name: CacheKey.assumedRole(role.request))
    }
}
