/// Credentials with less power, or a shorter life, than those that they are asked with (<doc:ScopedCredentials>).
package struct ScopedSession: Sendable, Hashable {
    /// Whose credentials are narrowed.
    package let parent: CredentialOrigin
    /// Nil where only the duration is less.
    package let policy: ScopePolicy?
    /// Seconds, typed with `--duration`.
    package let durationSeconds: Int64?
    /// What a person said that it is for; AWS keeps it.
    package let reason: String?

    package init(
        parent: CredentialOrigin, policy: ScopePolicy?, durationSeconds: Int64? = nil, reason: String? = nil
    ) {
        self.parent = parent
        self.policy = policy
        self.durationSeconds = durationSeconds
        self.reason = reason
    }

    /// What it was typed for, for messages: `--scope read`, `--duration`.
    var title: String { policy.map { "scope \($0.label)" } ?? "--duration" }
}

extension ResolvedIdentity {
    /// What the credentials are narrowed to; nil where they are not.
    package var scope: String? { policy?.label }

    /// The same as what lies over each other: `read`, `view,s3:read`.
    package var scopes: [String] { policy?.parts ?? [] }

    private var policy: ScopePolicy? { (source.provider as? ScopedSession)?.policy }
}

extension CredentialOrigin {
    /// The credentials before a scope narrows them.
    package var unscoped: CredentialOrigin { (provider as? ScopedSession)?.parent ?? self }
}

extension ResolvedIdentity {
    /// The run that AWS's records name beside the credentials: the one that had them narrowed, which was another where they
    /// were kept since. Asked once they are there.
    package func recordedRunID(in context: RuntimeContext) -> RunID {
        guard source.provider is ScopedSession, let folders = try? CacheFolders.of(context),
            let file = source.provider.file(in: folders),
            let id = RoleCredentialCache(files: context.files, folders: folders).runID(file)
        else { return context.runID }
        return id
    }
}
