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

    /// The files along a chain, the outermost first; what can't be read serves nobody.
    static func all(of source: CredentialSource, in context: RuntimeContext) -> [ExplainedCache] {
        guard let folders = try? CacheFolders.of(context) else { return [] }
        let now = context.clock.now()
        let cache = RoleCredentialCache(files: context.files, folders: folders)
        let store = TokenStore(files: context.files, folders: folders)
        var found: [ExplainedCache] = []
        for link in source.chain {
            if let file = link.file(in: folders) {
                let end = (try? cache.load(link))?.expiration
                found.append(
                    ExplainedCache(
                        path: file.path, content: .credentials, owner: owner(link), expiresAt: end,
                        serves: end.map { $0 > now } ?? false, isRenewable: false))
            }
            if case .loginSession(let settings) = link, let login = try? LoginSessionStore.of(context) {
                let session = LoginSession(settings)
                let token = (try? login.load(session))?.token
                let end = token?.credentials.expiration
                let isRenewable = token.map { !login.revokedRefresh(session).matches($0.refreshToken) } ?? false
                found.append(
                    ExplainedCache(
                        path: login.path(session), content: .credentials, owner: settings.session.value,
                        expiresAt: end, serves: isRenewable || end.map { $0 > now } ?? false,
                        isRenewable: isRenewable))
            }
            if case .sso(let role) = link {
                let token = (try? store.load(role.session))?.token
                let isRenewable = token.map { TokenPolicy.isRenewable($0, for: role.session, at: now) } ?? false
                found.append(
                    ExplainedCache(
                        path: folders.token(role.session), content: .token, owner: role.session.title,
                        expiresAt: token?.expiresAt,
                        serves: token.map { $0.expiresAt > now || isRenewable } ?? false, isRenewable: isRenewable))
            }
        }
        return found
    }

    private static func owner(_ source: CredentialSource) -> String {
        guard let role = source.roleName, let account = source.accountID else { return source.providerName }
        return "role \(role) of \(account)"
    }
}
