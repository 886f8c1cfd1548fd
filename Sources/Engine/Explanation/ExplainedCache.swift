package import SystemKit

/// A cache file that could serve in place of asking AWS.
package struct ExplainedCache: Sendable, Hashable {
    package enum Content: String, Sendable {
        case credentials
        case token
    }

    package let path: String
    package let content: Content
    /// Whose: `role Admin of 111111111111`, `session corp`.
    package let owner: String
    /// Nil where nothing that can be used is there.
    package let expiresAt: Instant?
    /// Whether it would be used now; what a refresh token renews does, too.
    package let serves: Bool
    package let isRenewable: Bool

    package init(
        path: String, content: Content, owner: String, expiresAt: Instant?, serves: Bool, isRenewable: Bool
    ) {
        self.path = path
        self.content = content
        self.owner = owner
        self.expiresAt = expiresAt
        self.serves = serves
        self.isRenewable = isRenewable
    }

    /// The files along a chain, the outermost first; what can't be read serves nobody.
    static func all(of source: CredentialOrigin, in context: RuntimeContext) -> [ExplainedCache] {
        guard let folders = try? CacheFolders.of(context) else { return [] }
        return source.chain.flatMap { $0.provider.caches(in: folders, context) }
    }
}
