package import SystemKit

/// The token and registration files of `~/.aws/sso/cache`, shared with the AWS CLI and the SDKs.
package struct TokenStore: Sendable {
    let files: any FileSystem
    package let folders: CacheFolders
    /// No cache file that any tool writes comes near this size.
    static let sizeLimit = 1 << 20

    package init(files: any FileSystem, folders: CacheFolders) {
        self.files = files
        self.folders = folders
    }

    /// A session's token and when its file was written; nil where there is none, or no token that can be read: a lost or
    /// foreign file costs a login at most.
    package func load(_ session: SSOSession) throws(Failure) -> (token: Token, writtenAt: Instant?)? {
        let path = folders.token(session)
        guard let json = try readJSON(path), let token = Token(json) else { return nil }
        return (token, (try? files.status(path))?.modified)
    }

    /// The session's token, unless AWS is known to take it no more.
    package func livingToken(_ session: SSOSession) throws(Failure) -> Token? {
        guard let token = try load(session)?.token, !revokedAccess(session).matches(token.accessToken) else {
            return nil
        }
        return token
    }

    package func save(_ token: Token, for session: SSOSession) throws(Failure) {
        try write(token.fileText, to: folders.token(session))
    }

    package func loadRegistration(_ session: SSOSession) throws(Failure) -> StoredRegistration? {
        try readJSON(folders.registration(session)).flatMap(StoredRegistration.init)
    }

    package func save(_ registration: StoredRegistration, for session: SSOSession) throws(Failure) {
        try write(registration.fileText, to: folders.registration(session))
    }

    package func removeToken(_ session: SSOSession) throws(Failure) {
        revokedRefresh(session).forget()
        _ = try translating(.fileUnwritable) { () throws(SystemFailure) in try files.remove(folders.token(session)) }
        revokedAccess(session).forget()
    }

    /// Which access token of the session AWS takes no more.
    func revokedAccess(_ session: SSOSession) -> RevokedToken {
        RevokedToken(files: files, path: folders.revokedAccess(session))
    }

    /// Which refresh token of the session AWS takes no more.
    package func revokedRefresh(_ session: SSOSession) -> RevokedToken {
        RevokedToken(files: files, path: folders.revokedRefresh(session))
    }

    package func removeRegistration(_ session: SSOSession) throws(Failure) {
        _ = try translating(.fileUnwritable) { () throws(SystemFailure) in
            try files.remove(folders.registration(session))
        }
    }

    /// Throws if a token could not be saved now: found out before a refresh uses up the only refresh token.
    package func requireRoom(for session: SSOSession) throws(Failure) {
        let probe = "\(folders.sso)/.awsx-\(CacheKey.token(session)).probe"
        try SecretFolder.prepare(folders.sso, mode: 0o755, files)
        try translating(.fileUnwritable) { () throws(SystemFailure) in try files.probe(probe, size: 16_384) }
    }

    /// Milliseconds that a process waits for another's refresh.
    static let patience: Int64 = 60_000

    /// Does something while nobody else may change the session's token or registration.
    func whileLocked<Result>(
        _ session: SSOSession, in context: RuntimeContext, unless answered: () throws -> Result? = { nil },
        _ body: (_ waited: Bool) async throws -> Result
    ) async throws -> Result {
        try await HeldLock.during(
            folders.tokenLock(session), for: "the token of \(session.title)", within: Self.patience, in: context,
            unless: answered, body)
    }

    private func readJSON(_ path: String) throws(Failure) -> JSON? {
        do {
            return try files.read(path, limit: Self.sizeLimit).flatMap { JSON($0) }
        } catch  where error.isTooLarge {
            return nil
        } catch {
            throw Failure(unreadable: error)
        }
    }

    private func write(_ text: String, to path: String) throws(Failure) {
        try SecretFolder.prepare(folders.sso, mode: 0o755, files)
        _ = try translating(.fileUnwritable) { () throws(SystemFailure) in
            try files.write(Array(text.utf8), to: path, .secret)
        }
    }
}
