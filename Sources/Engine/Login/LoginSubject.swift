/// What somebody signs in to, as turns and words need it.
package struct LoginSubject: Sendable, Hashable {
    /// What a person calls it.
    package let title: String
    /// The file whose lock a sign-in holds from its first question to its end.
    let lock: String
    /// What signs in to it.
    let command: Hint

    package init(_ session: SSOSession, in folders: CacheFolders) {
        title = session.title
        lock = folders.loginLock(session)
        command = Hint(session.login(profile: nil))
    }

    init(_ target: ConsoleLoginTarget, in store: LoginSessionStore) {
        title = target.title
        lock = store.loginLock(ofProfile: target.profile)
        command = target.command
    }
}
