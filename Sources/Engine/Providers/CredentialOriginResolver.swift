package import SystemKit

/// Which provider answers for a profile, in the AWS CLI's order (<doc:CredentialProviders>, Order); the first that is
/// configured decides, and its errors stop the search.
package struct CredentialOriginResolver: Sendable {
    let config: SharedConfig
    let environment: Environment
    let providers: ProviderOrder
    /// Shared by all profiles that are asked about here.
    let collisions: CacheKeyCollisions
    let chains: RoleChainCache

    /// - Parameter environment: what `credential_source` and the metadata service's settings are read from.
    package init(config: SharedConfig, environment: Environment, providers: ProviderOrder = .awsCLI) {
        self.config = config
        self.environment = environment
        self.providers = providers
        collisions = CacheKeyCollisions(config: config)
        chains = RoleChainCache(config: config)
    }

    /// Throws: `.noCredentials` for a profile that holds nothing which gives any.
    package func resolve(_ profile: Profile) throws(Failure) -> CredentialOrigin {
        guard let source = try configured(profile) else { throw .noCredentials(in: profile) }
        return source
    }

    /// What a profile itself gives, or nil.
    ///
    /// - Parameters:
    ///   - profile: nil where `default` is meant and isn't there.
    ///   - readsVariables: `AWS_WEB_IDENTITY_TOKEN_FILE` and its like count, as they do where no profile was named.
    ///   - isSource: a role takes its keys from it.
    package func configured(
        _ profile: Profile?, readsVariables: Bool = false, isSource: Bool = false
    ) throws(Failure) -> CredentialOrigin? {
        let lookup = ProfileProviderLookup(
            profile: profile, readsVariables: readsVariables, isSource: isSource, sources: self)
        return try providers.source { provider throws(Failure) in try provider.fromProfile(lookup) }
    }
}

extension Failure {
    /// A profile holds nothing that gives credentials.
    static func noCredentials(in profile: Profile) -> Failure {
        if let session = profile["sso_session"] {
            return Failure(
                .configInvalid,
                "profile \(profile.name) has a session but no account and role, so it provides a token and no keys",
                at: session.location, hint: Hint(.printToken(session: session.value)))
        }
        return Failure(
            .noCredentials, "profile \(profile.name) has no settings that provide credentials", at: profile.location,
            hint: "add sso_session, sso_account_id and sso_role_name to it")
    }
}
