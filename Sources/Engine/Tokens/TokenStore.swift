package import SystemKit

/// The token and registration files of `~/.aws/sso/cache`, shared with the AWS CLI and the SDKs.
package struct TokenStore: Sendable {
    private let files: any FileSystem
    package let folders: CacheFolders
    private let folder: PrivateFolder
    package init(files: any FileSystem, folders: CacheFolders) {
        self.files = files
        self.folders = folders
        folder = PrivateFolder(folders.sso, mode: 0o755, holdsSecrets: true, files)
    }

    /// A session's token and when its file was written; nil where there is none, no token that can be read, or one of
    /// another Region, which this session's hosts must never see: a lost or foreign file costs a login at most.
    package func load(_ session: SSOSession) throws(Failure) -> (token: Token, writtenAt: Instant?)? {
        let name = Self.token(session)
        guard let json = try readJSON(name), let token = Token(json), !token.isForeign(to: session) else { return nil }
        return (token, folder.writtenAt(name))
    }

    /// The Region that the token in a session's file is for, where that is not the session's.
    func otherRegion(of session: SSOSession) -> String? {
        guard let json = try? readJSON(Self.token(session)), let token = Token(json), token.isForeign(to: session)
        else { return nil }
        return token.region
    }

    /// Whether there is a token file at all, whatever is in it.
    func hasFile(of session: SSOSession) -> Bool { (try? files.status(folders.token(session)))?.kind == .regular }

    /// The session's token, unless AWS is known to take it no more.
    package func livingToken(_ session: SSOSession) throws(Failure) -> Token? {
        guard let token = try load(session)?.token, !revokedAccess(session).matches(token.accessToken) else {
            return nil
        }
        return token
    }

    package func save(_ token: Token, for session: SSOSession) throws(Failure) {
        try folder.write(token.fileText, to: Self.token(session))
    }

    package func loadRegistration(_ session: SSOSession) throws(Failure) -> StoredRegistration? {
        try readJSON(Self.registration(session)).flatMap(StoredRegistration.init)
    }

    package func save(_ registration: StoredRegistration, for session: SSOSession) throws(Failure) {
        try folder.write(registration.fileText, to: Self.registration(session))
    }

    package func removeToken(_ session: SSOSession) throws(Failure) {
        revokedRefresh(session).forget()
        try folder.remove(Self.token(session))
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
        try folder.remove(Self.registration(session))
    }

    /// Throws if a token could not be saved now: found out before a refresh uses up the only refresh token.
    package func requireRoom(for session: SSOSession) throws(Failure) {
        try folder.requireRoom(16_384, under: ".awsx-\(CacheKey.token(session)).probe")
    }

    /// Milliseconds that a process waits for another's refresh.
    static let patience: Int64 = 60_000

    /// Does something while nobody else may change the session's token or registration.
    func whileLocked<Result>(
        _ session: SSOSession, in context: RuntimeContext, unless answered: () throws -> Result? = { nil },
        _ body: (_ waited: Bool) async throws -> Result
    ) async throws -> Result {
        try await withFileLock(
            at: folders.tokenLock(session), for: "the token of \(session.title)", within: Self.patience, in: context,
            unless: answered, body)
    }

    private func readJSON(_ name: String) throws(Failure) -> JSON? { try folder.read(name).flatMap { JSON($0) } }

    private static func token(_ session: SSOSession) -> String { "\(CacheKey.token(session)).json" }

    private static func registration(_ session: SSOSession) -> String { "\(CacheKey.registration(session)).json" }
}
