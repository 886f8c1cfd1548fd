import SystemKit

extension IdentityResolver {
    /// The identity with the power that was asked for, and never with more: a role that is assumed is asked for as less, and
    /// everything else that gives temporary credentials is narrowed once they are there.
    func narrowed(
        _ identity: ResolvedIdentity, by request: IdentityRequest
    ) throws(Failure) -> ResolvedIdentity {
        var limits = request.limits
        var scopes = request.scopes
        let provider = identity.source.provider
        if limits.isReadOnly, provider.partition?.narrowsCredentials ?? true {
            limits.isReadOnly = false
            scopes.append(ScopeSelection(["read-strict"]))
        }
        guard !limits.isEmpty || !scopes.isEmpty else { return identity }
        let less =
            limits.isEmpty
            ? NarrowedSource(identity.source) : try provider.scoped(by: limits, profile: identity.profile?.name)
        var source = less.source
        if !less.rest.isEmpty || !scopes.isEmpty {
            let session = ScopedSession(
                parent: source, policy: try policy(scopes, typed: less.rest.policy),
                durationSeconds: less.rest.durationSeconds, reason: request.reason)
            if let keys = source.keys, keys.sessionToken == nil {
                throw ScopedCredentialsErrorMapper.permanentKeys(session)
            }
            source = CredentialOrigin(session)
        }
        return ResolvedIdentity(
            profile: identity.profile, source: source, region: identity.region,
            notices: identity.notices + less.remarks)
    }

    private func policy(_ scopes: [ScopeSelection], typed text: String?) throws(Failure) -> ScopePolicy? {
        guard !scopes.isEmpty || text != nil else { return nil }
        let document = try text.map { text throws(Failure) in
            try PolicyDocument(parsing: Array(text.utf8), at: .argument("--policy"))
        }
        return try ScopePolicy(scopes, document: document, in: ScopeCatalog(context))
    }
}
