package import SystemKit

/// What holds for a provider that says nothing else.
extension CredentialProvider {
    package static func fromEnvironment(_ environment: Environment) throws(Failure) -> CredentialOrigin? { nil }
    package static func fromProfile(_ lookup: ProfileProviderLookup) throws(Failure) -> CredentialOrigin? { nil }
    package static func fromMachine(_ lookup: FallbackProviderLookup) throws(Failure) -> CredentialOrigin? { nil }
    package static var sourceName: String? { nil }
    package static func fromSourceName(_ lookup: CredentialSourceProviderLookup) throws(Failure) -> CredentialOrigin {
        throw lookup.nothing("does not provide credentials", hint: "use source_profile instead")
    }
    package static func isChosen(in context: RuntimeContext) throws(Failure) -> Bool { false }
    package static var identityVariable: String? { nil }
    package static func notice(
        beside name: String, using source: CredentialOrigin, in environment: Environment
    ) -> String? { nil }

    package static var settingKeys: [String] { [] }
    package static func condition(_ lookup: ProviderConditionInput) throws(Failure) -> ProviderCondition {
        lookup.keys(settingKeys)
    }
    package func variables(isProfileNamed: Bool) -> [String] { [] }
    package func settingsFile(in environment: Environment) -> IdentityExplanation.SourceFile? { nil }
    package func shownSettings(isSource: Bool) -> KeyValuePairs<String, JSON?> {
        ["credential_source": isSource ? Self.sourceName.map(JSON.string) : nil]
    }
    package func caches(in folders: CacheFolders, _ context: RuntimeContext) -> [ExplainedCache] {
        credentialCache(in: folders, context).map { [$0] } ?? []
    }

    package var sourceCredentials: CredentialOrigin? { nil }
    package var sourceReference: Setting? { nil }
    package var ssoSession: SSOSession? { nil }
    package var knownAccountID: String? { nil }
    package var knownRoleName: String? { nil }
    package var partition: Partition? { nil }
    package var isRole: Bool { false }
    package var mfaSerial: Setting? { nil }
    package var proofFile: Setting? { nil }
    package var doubt: Failure? { nil }
    package static var titleWithoutProfile: String { "none" }
    package static var readsProfile: Bool { true }
    package var remark: String? { nil }

    package func file(in folders: CacheFolders) -> CredentialCacheFile? { nil }
    package var renewalWindow: Int64? { nil }
    package func stateFiles(in folders: CacheFolders) -> [CredentialDependencyFile] { [] }
    package func ends(_ status: inout CredentialValidityReader) throws(Failure) -> Expirations { .asked }
    package func login(profile: String?) -> Hint? { nil }

    package func scoped(by limits: RoleSessionRestrictions, profile: String?) throws(Failure) -> NarrowedSource {
        guard limits.needsAssumedRole else { return NarrowedSource(CredentialOrigin(self), rest: limits) }
        throw limits.refusal(of: "credentials from provider \(Self.name)", profile: profile)
    }
    package var inScopedRun: CredentialOrigin { CredentialOrigin(self) }
    package var keys: Credentials? { nil }
    package var program: CredentialProcess? { nil }
    package var plugins: [String] { [] }
    package func atHand(
        _ policy: CredentialRenewalPolicy, in context: RuntimeContext, warn: (String) -> Void
    ) throws(Failure) -> Credentials? { nil }
    package func unkeptCredentials(from chain: ProviderChain) async throws -> Credentials {
        try await credentials(from: chain, policy: CredentialRenewalPolicy(typedMinimum: nil))
    }
}

extension CredentialProvider {
    /// The credentials of the file that keeps them, while a policy takes them.
    package func kept(_ policy: CredentialRenewalPolicy, in context: RuntimeContext) throws(Failure) -> Credentials? {
        let folders = try CacheFolders.of(context)
        guard let file = file(in: folders) else { return nil }
        return try RoleCredentialCache(files: context.files, folders: folders)
            .serving(file, policy, at: context.clock.now())
    }

    /// What the file that keeps the credentials would give; one that can't be read serves nobody.
    func credentialCache(in folders: CacheFolders, _ context: RuntimeContext) -> ExplainedCache? {
        guard let file = file(in: folders) else { return nil }
        let cache = RoleCredentialCache(files: context.files, folders: folders)
        let end = (try? cache.load(file))?.expiration
        let owner =
            if let role = knownRoleName, let account = knownAccountID { "role \(role) of \(account)" } else {
                Self.name
            }
        return ExplainedCache(
            path: cache.path(file), content: .credentials, owner: owner, expiresAt: end,
            serves: end.map { $0 > context.clock.now() } ?? false, isRenewable: false)
    }
}

extension CredentialProvider where Self: Equatable {
    package func isEqual(to other: any CredentialProvider) -> Bool { (other as? Self) == self }
}
