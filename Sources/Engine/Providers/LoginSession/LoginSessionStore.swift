package import SystemKit

/// The files of `~/.aws/login/cache`, shared with the AWS CLI (<doc:LoginSessions>, The file).
package struct LoginSessionStore: Sendable {
    private let files: any FileSystem
    private let folder: PrivateFolder

    package init(files: any FileSystem, folder: String) {
        self.files = files
        self.folder = PrivateFolder(folder, holdsSecrets: true, files)
    }

    /// The store where `AWS_LOGIN_CACHE_DIRECTORY` says, else under the home folder.
    package static func of(_ context: RuntimeContext) throws(Failure) -> LoginSessionStore {
        if let chosen = chosenFolder(in: context) { return LoginSessionStore(files: context.files, folder: chosen) }
        guard let home = context.home else { throw .homeless }
        return LoginSessionStore(files: context.files, folder: "\(home)/.aws/login/cache")
    }

    /// What `AWS_LOGIN_CACHE_DIRECTORY` says; nil where it isn't set.
    static func chosenFolder(in context: RuntimeContext) -> String? {
        guard let chosen = context.environment[EnvironmentKey.loginCacheDirectory] else { return nil }
        let folder = PathExpansion(environment: context.environment, home: context.home).expand(chosen)
        return folder.isEmpty ? "." : folder
    }

    package func path(_ session: LoginSession) -> String { folder.path(Self.name(session)) }

    private static func name(_ session: LoginSession) -> String { "\(session.key).json" }

    /// The lock that every renewal holds.
    package func lock(_ session: LoginSession) -> String { lock(key: session.key) }

    func lock(key: String) -> String { folder.path(".awsx-\(key).lock") }

    /// The lock that a sign-in for a profile holds from its first question to its end: who signs in is known after that only.
    func loginLock(ofProfile profile: String) -> String {
        folder.path(".awsx-\(CacheKey.digest(profile)).login.lock")
    }

    /// Which refresh token of the session AWS takes no more.
    package func revokedRefresh(_ session: LoginSession) -> RevokedToken { revokedRefresh(key: session.key) }

    private func revokedRefresh(key: String) -> RevokedToken {
        RevokedToken(files: files, path: folder.path(".awsx-\(key).refresh-revoked"))
    }

    /// A session's file and when it was written.
    ///
    /// - Throws: `.loginNeeded` where there is none, or one that lacks what the AWS CLI needs, too.
    package func load(_ session: LoginSession) throws(Failure) -> (token: LoginToken, writtenAt: Instant?) {
        let name = Self.name(session)
        guard let bytes = try folder.read(name) else {
            throw session.loginNeeded("was never started, or has been ended")
        }
        do {
            return (try LoginToken(JSON(bytes)), folder.writtenAt(name))
        } catch {
            let what =
                switch error {
                case .notAnObject: "is in a file that can't be read as JSON"
                case .missing(let names): "is in a file without \(names.joined(separator: ", "))"
                }
            throw Failure(
                .loginNeeded, "\(session.title) \(what)", at: .file(folder.path(name), line: nil),
                hint: session.loginCommand)
        }
    }

    package func save(_ text: String, for session: LoginSession) throws(Failure) {
        try folder.write(text, to: Self.name(session))
    }

    /// Throws if a renewal could not be saved now: found out before it uses up the only refresh token.
    package func requireRoom(for session: LoginSession) throws(Failure) { try requireRoom(under: session.key) }

    /// The same for a sign-in, before anybody is bothered with a browser.
    func requireRoom(forProfile profile: String) throws(Failure) { try requireRoom(under: CacheKey.digest(profile)) }

    private func requireRoom(under key: String) throws(Failure) {
        try folder.requireRoom(16_384, under: ".awsx-\(key).probe")
    }

    /// Removes a session's file and what is noted beside it; false if there was no file.
    func remove(_ session: LoginSession) throws(Failure) -> Bool { try remove(key: session.key) }

    /// The same of a session that no profile names.
    func remove(key: String) throws(Failure) -> Bool {
        revokedRefresh(key: key).forget()
        return try folder.remove("\(key).json")
    }

    /// The names, without ending, of every file that holds a session.
    func keys() throws(Failure) -> [String] {
        try folder.names().filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
            .filter { name in
                guard let bytes = try? folder.read(name) else { return false }
                return JSON(bytes)?["accessToken"]?["accessKeyId"]?.string != nil
            }
            .map { String($0.dropLast(".json".count)) }
    }
}
