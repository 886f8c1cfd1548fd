/// The AWS CLI's cache folders, which hang off the home folder wherever the config file is (facts 1.1).
package struct CacheFolders: Sendable, Hashable {
    /// Tokens and client registrations.
    package let sso: String
    /// Role credentials.
    package let cli: String

    package init(home: String) {
        sso = "\(home)/.aws/sso/cache"
        cli = "\(home)/.aws/cli/cache"
    }

    package static func of(_ world: World) throws(Failure) -> CacheFolders {
        guard let home = world.home else { throw .homeless }
        return CacheFolders(home: home)
    }

    package func token(_ session: SSOSession) -> String { "\(sso)/\(CacheKey.token(session)).json" }

    package func registration(_ session: SSOSession) -> String { "\(sso)/\(CacheKey.registration(session)).json" }

    package func roleCredentials(_ role: SSORole) -> String { "\(cli)/\(CacheKey.roleCredentials(role)).json" }

    /// The lock that every read-modify-write of a session's token and registration holds.
    package func tokenLock(_ session: SSOSession) -> String { "\(sso)/.awsx-\(CacheKey.token(session)).lock" }

    /// The lock that a sign-in holds from its first question to its end.
    package func loginLock(_ session: SSOSession) -> String { "\(sso)/.awsx-\(CacheKey.token(session)).login.lock" }

    /// Where the refusal of a session's refresh token is noted.
    package func refusedToken(_ session: SSOSession) -> String { "\(sso)/.awsx-\(CacheKey.token(session)).refused" }

    package func roleLock(_ role: SSORole) -> String { "\(cli)/.awsx-\(CacheKey.roleCredentials(role)).lock" }
}
