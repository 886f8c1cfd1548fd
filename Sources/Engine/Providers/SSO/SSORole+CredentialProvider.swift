import SystemKit

// How it is found and explained.
extension SSORole: CredentialProvider {
    package static let name = "sso"

    package static func fromProfile(_ lookup: ProfileProviderLookup) throws(Failure) -> CredentialOrigin? {
        guard let profile = lookup.profile, profile.hasText("sso_account_id") || profile.hasText("sso_role_name") else {
            return nil
        }
        return .sso(try SSOProfile(config: lookup.config).role(of: profile))
    }

    package static var settingKeys: [String] {
        ["sso_session", "sso_account_id", "sso_role_name", "sso_start_url", "sso_region"]
    }

    package static func condition(_ lookup: ProviderConditionInput) throws(Failure) -> ProviderCondition {
        lookup.keys(["sso_account_id", "sso_role_name"])
    }

    package func shownSettings(isSource: Bool) -> KeyValuePairs<String, JSON?> {
        [
            "sso_session": session.name.map(JSON.string),
            "sso_start_url": .string(session.startURL), "sso_region": .string(session.region),
            "sso_account_id": .string(accountID), "sso_role_name": .string(roleName),
        ]
    }

    package func caches(in folders: CacheFolders, _ context: RuntimeContext) -> [ExplainedCache] {
        let now = context.clock.now()
        let token = (try? TokenStore(files: context.files, folders: folders).load(session))?.token
        let isRenewable = token.map { TokenRenewalPolicy.isRenewable($0, for: session, at: now) } ?? false
        let kept = ExplainedCache(
            path: folders.token(session), content: .token, owner: session.title, expiresAt: token?.expiresAt,
            serves: token.map { $0.expiresAt > now || isRenewable } ?? false, isRenewable: isRenewable)
        return [credentialCache(in: folders, context), kept].compactMap(\.self)
    }
}

// What it tells, and how it stands.
extension SSORole {
    package var ssoSession: SSOSession? { session }
    package var knownAccountID: String? { accountID }
    package var knownRoleName: String? { roleName }
    package var isRole: Bool { true }

    package var fingerprint: KeyValuePairs<String, JSON?> {
        [
            "session": .string(session.cacheIdentity), "start_url": .string(session.startURL),
            "account_id": .string(accountID), "role_name": .string(roleName),
        ]
    }

    package func file(in folders: CacheFolders) -> CredentialCacheFile? { folders.file(self) }
    package var renewalWindow: Int64? { CredentialRenewalPolicy.window }

    package func stateFiles(in folders: CacheFolders) -> [CredentialDependencyFile] {
        [CredentialDependencyFile(path: folders.token(session), folder: folders.sso)]
    }

    package func ends(_ status: inout CredentialValidityReader) throws(Failure) -> Expirations {
        try status.ends(of: session, credentials: try status.end(of: self))
    }

    package func login(profile: String?) -> Hint? { Hint(session.login(profile: profile)) }
}

// Its credentials.
extension SSORole {
    package func atHand(
        _ policy: CredentialRenewalPolicy, in context: RuntimeContext, warn: (String) -> Void
    ) throws(Failure) -> Credentials? { try kept(policy, in: context) }

    package func credentials(from chain: ProviderChain, policy: CredentialRenewalPolicy) async throws -> Credentials {
        try await fetcher(chain).credentials(for: self, policy: policy, profile: chain.profile?.name)
    }

    package func unkeptCredentials(from chain: ProviderChain) async throws -> Credentials {
        try await fetcher(chain).unkept(for: self, profile: chain.profile?.name)
    }

    private func fetcher(_ chain: ProviderChain) throws -> SSOCredentialFetcher {
        let context = chain.context
        let standby = try chain.services.standby(of: session).map { standby in
            SSOStandbyAccess(
                standby: standby, tokens: try tokens(of: standby.session, chain, chain.services),
                portal: try chain.services.portal(standby.session))
        }
        let services = standby?.isReady == true ? chain.services.impatient : chain.services
        return SSOCredentialFetcher(
            context: context, cache: chain.cache, tokens: try tokens(of: session, chain, services),
            portal: try services.portal(session),
            fetched: FetchedSSORoleRecord(
                files: context.files, state: try StateFolder.of(context), session: session),
            standby: standby, warn: chain.warn)
    }

    private func tokens(
        of session: SSOSession, _ chain: ProviderChain, _ services: any ProviderServices
    ) throws -> TokenProvider {
        TokenProvider(
            context: chain.context, store: TokenStore(files: chain.context.files, folders: chain.cache.folders),
            service: try services.oidc(session), region: services.region(of: session).value, warn: chain.warn)
    }
}

extension CredentialOrigin {
    package static func sso(_ role: SSORole) -> CredentialOrigin { CredentialOrigin(role) }
}

extension CacheFolders {
    /// Where the credentials of an SSO role are kept.
    package func file(_ role: SSORole) -> CredentialCacheFile {
        CredentialCacheFile(folder: cli, name: CacheKey.roleCredentials(role))
    }
}
