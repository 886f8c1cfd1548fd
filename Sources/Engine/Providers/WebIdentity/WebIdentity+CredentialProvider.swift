package import SystemKit

// How it is found and explained.
extension WebIdentity: CredentialProvider {
    package static let name = "assume-role-with-web-identity"

    package static func fromProfile(_ lookup: ProfileProviderLookup) throws(Failure) -> CredentialOrigin? {
        let settings = WebIdentitySettings(
            profile: lookup.profile, variables: lookup.readsVariables ? lookup.environment : nil)
        guard var identity = try settings.resolve() else { return nil }
        identity.sharesItsCacheName = lookup.sources.collisions.exist(
            of: identity.request, by: .tokenFile(identity.tokenFile.value))
        return .webIdentity(identity)
    }

    package static func isChosen(in context: RuntimeContext) throws(Failure) -> Bool {
        context.environment.text(EnvironmentKey.webIdentityTokenFile) != nil
    }

    package static let identityVariable: String? = EnvironmentKey.webIdentityTokenFile

    package static func notice(
        beside name: String, using source: CredentialOrigin, in environment: Environment
    ) -> String? {
        guard environment.text(EnvironmentKey.webIdentityTokenFile) != nil else { return nil }
        return
            "\(name) is used, not the role of \(EnvironmentKey.webIdentityTokenFile); other programs may use that role (unset it to be sure)"
    }

    package static var settingKeys: [String] { ["role_arn", "web_identity_token_file", "role_session_name"] }

    package static func condition(_ lookup: ProviderConditionInput) throws(Failure) -> ProviderCondition {
        let variable = EnvironmentKey.webIdentityTokenFile
        let isSet = lookup.environment.text(variable) != nil
        if lookup.chosen == nil, isSet { return ProviderCondition(trigger: variable, absence: "") }
        if let file = lookup.profile?["web_identity_token_file"] {
            return ProviderCondition(trigger: "web_identity_token_file (\(file.location))", absence: "")
        }
        return ProviderCondition(
            trigger: nil,
            absence: isSet
                ? "\(variable) is ignored when a profile is selected"
                : lookup.none("web_identity_token_file"))
    }

    package func variables(isProfileNamed: Bool) -> [String] {
        guard profile == nil || !isProfileNamed else { return [] }
        return [EnvironmentKey.webIdentityTokenFile, EnvironmentKey.roleARN, EnvironmentKey.roleSessionName]
    }

    package func shownSettings(isSource: Bool) -> KeyValuePairs<String, JSON?> {
        [
            "role_arn": .string(roleARN.value), "web_identity_token_file": .string(tokenFile.value),
            "role_session_name": sessionName.map { .string($0.value) },
        ]
    }
}

// What it tells, and how it stands.
extension WebIdentity {
    package var knownAccountID: String? { RoleARN(roleARN.value)?.accountID }
    package var knownRoleName: String? { RoleARN(roleARN.value)?.roleName }
    package var partition: Partition? {
        RoleARN(roleARN.value).flatMap { arn in Partition.all.first { $0.id == arn.partition } }
    }
    package var isRole: Bool { true }
    package var proofFile: Setting? { tokenFile }

    package var fingerprint: KeyValuePairs<String, JSON?> {
        ["request": request.fingerprint, "token_file": .string(tokenFile.value)]
    }

    package func file(in folders: CacheFolders) -> CredentialCacheFile? { folders.file(self) }
    package var renewalWindow: Int64? { CredentialRenewalPolicy.window }

    package func stateFiles(in folders: CacheFolders) -> [CredentialDependencyFile] {
        [CredentialDependencyFile(path: tokenFile.value, folder: nil)]
    }

    package func ends(_ status: inout CredentialValidityReader) throws(Failure) -> Expirations {
        let end = try status.end(of: self)
        // Whoever puts the file there puts a new one in its place.
        let isThere = (try? status.context.files.status(tokenFile.value)) != nil
        return .of(credentials: end, renewable: isThere ? .future : .past)
    }
}

// Its credentials.
extension WebIdentity {
    package func scoped(by limits: RoleSessionRestrictions, profile: String?) throws(Failure) -> NarrowedSource {
        if let flag = limits.flagOfSignedRequests {
            throw Failure(
                .configInvalid, "\(flag) is not possible for a web identity: its token contains its tags",
                at: tokenFile.location, hint: "omit \(flag)")
        }
        let (seconds, remark) = try limits.duration(isChained: false)
        var identity = self
        identity.limits = try limits.completed(for: roleARN)
        identity.limits.durationSeconds = seconds
        return NarrowedSource(.webIdentity(identity), remarks: remark.map { [$0] } ?? [])
    }

    package var inScopedRun: CredentialOrigin {
        var identity = self
        identity.isInScopedRun = true
        return .webIdentity(identity)
    }

    package func atHand(
        _ policy: CredentialRenewalPolicy, in context: RuntimeContext, warn: (String) -> Void
    ) throws(Failure) -> Credentials? { try kept(policy, in: context) }

    package func credentials(from chain: ProviderChain, policy: CredentialRenewalPolicy) async throws -> Credentials {
        try await chain.roles.credentials(for: self, policy: policy)
    }
}

extension CredentialOrigin {
    package static func webIdentity(_ identity: WebIdentity) -> CredentialOrigin { CredentialOrigin(identity) }
}

extension CacheFolders {
    /// Where the credentials of a web identity are kept: under the AWS CLI's names, unless something about them is not in
    /// that name.
    package func file(_ identity: WebIdentity) -> CredentialCacheFile {
        if identity.isKeptApart {
            return CredentialCacheFile(folder: own, name: CacheKey.apart(.webIdentity(identity)))
        }
        return CredentialCacheFile(
            folder: cli, name: CacheKey.assumedRole(identity.request),
            proof: .init(request: identity.request, tokenFile: identity.tokenFile.value))
    }
}
