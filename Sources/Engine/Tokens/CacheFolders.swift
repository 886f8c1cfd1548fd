/// The AWS CLI's cache folders, which hang off the home folder wherever the config file is (<doc:ConfigurationFiles>,
/// Where the files are), and awsx's own.
package struct CacheFolders: Sendable, Hashable {
    /// Tokens and client registrations.
    package let sso: String
    /// Role credentials.
    package let cli: String
    /// Role credentials that the AWS CLI's names can't tell from others.
    package let own: String
    /// Sessions of `aws login` (<doc:LoginSessions>).
    package let login: String

    /// - Parameters:
    ///   - state: nil for the state folder of a home without `XDG_STATE_HOME`.
    ///   - login: nil for the folder of a home without `AWS_LOGIN_CACHE_DIRECTORY`.
    package init(home: String, state: StateFolder? = nil, login: String? = nil) {
        sso = "\(home)/.aws/sso/cache"
        cli = "\(home)/.aws/cli/cache"
        own = "\(state?.path ?? "\(home)/.local/state/awsx")/credentials"
        self.login = login ?? "\(home)/.aws/login/cache"
    }

    package static func of(_ context: RuntimeContext) throws(Failure) -> CacheFolders {
        guard let home = context.home else { throw .homeless }
        return CacheFolders(
            home: home, state: try StateFolder.of(context), login: LoginSessionStore.chosenFolder(in: context))
    }

    package func token(_ session: SSOSession) -> String { "\(sso)/\(CacheKey.token(session)).json" }

    package func registration(_ session: SSOSession) -> String { "\(sso)/\(CacheKey.registration(session)).json" }

    /// The lock that every read-modify-write of a session's token and registration holds.
    package func tokenLock(_ session: SSOSession) -> String { "\(sso)/.awsx-\(CacheKey.token(session)).lock" }

    /// The lock that a sign-in holds from its first question to its end.
    package func loginLock(_ session: SSOSession) -> String { "\(sso)/.awsx-\(CacheKey.token(session)).login.lock" }

    /// Where an access token of the session is noted that AWS takes no more.
    package func revokedAccess(_ session: SSOSession) -> String {
        "\(sso)/.awsx-\(CacheKey.token(session)).access-revoked"
    }

    /// The same for a refresh token.
    package func revokedRefresh(_ session: SSOSession) -> String {
        "\(sso)/.awsx-\(CacheKey.token(session)).refresh-revoked"
    }
}
