import Synchronization
package import SystemKit

/// Tells from files alone how identities stand: asks nobody, and reads what many profiles share once.
package struct CredentialValidityReader: Sendable {
    let context: RuntimeContext
    private let location: Folders
    private var settings: AwsxConfig??
    private var tokens: [KnownToken] = []

    // Neither a dictionary nor a `Result`: the types of those are made while the prompt waits, which is a tenth of its time.
    private enum Folders {
        case known(CacheFolders)
        case missing(Failure)
    }

    /// From so many sessions on they are looked up by name, and from so many missing files on their folder is read.
    private static let few = 32
    private var manyTokens: ManyTokens?
    /// How many files of credentials were looked for in vain.
    private var missing = 0
    /// The names in the AWS CLI's folder of role credentials, once so many were.
    private var keptNames: Set<String>?

    private final class ManyTokens: Sendable {
        let byName: Mutex<[String: Token?]>

        init(_ known: [KnownToken]) {
            byName = Mutex(Dictionary(known.map { ($0.session, $0.token) }) { first, _ in first })
        }
    }

    private struct KnownToken {
        let session: String
        let token: Token?
    }

    /// - Parameter settings: awsx's own, where they were read before; else they are read once they are needed.
    package init(_ context: RuntimeContext, settings: AwsxConfig? = nil) {
        self.context = context
        do throws(Failure) { location = .known(try CacheFolders.of(context)) } catch { location = .missing(error) }
        self.settings = settings.map(Optional.some)
    }

    /// When what a source lives by ends; what was lost or can't be read as its file should be has ended.
    ///
    /// Throws: `.fileUnreadable`, and what has no home folder.
    package mutating func ends(of source: CredentialOrigin) throws(Failure) -> Expirations {
        try source.provider.ends(&self)
    }

    /// What a person does first about credentials that nothing else renews; nil where nothing is to be done, or nothing
    /// does it.
    ///
    /// - Parameter profile: the one in use, which a login follows to the session behind it.
    package mutating func login(for source: CredentialOrigin, profile: String?) -> Hint? {
        let now = context.clock.now()
        guard let ends = try? ends(of: source), ends.state(at: now) == .loginNeeded else { return nil }
        for link in source.chain.reversed() {
            guard let ends = try? self.ends(of: link), ends.untilPerson <= now else { continue }
            return link.provider.login(profile: profile)
        }
        return nil
    }

    /// When a session's token ends, and until when it can be renewed.
    ///
    /// - Parameter credentials: the end of those that it gave a role.
    package mutating func ends(
        of session: SSOSession, credentials: Instant? = nil
    ) throws(Failure) -> Expirations {
        let token = try token(of: session)
        return .of(
            token: token?.expiresAt, refreshable: token.flatMap { TokenRenewalPolicy.renewableUntil($0, for: session) },
            credentials: credentials)
    }

    var folders: CacheFolders {
        get throws(Failure) {
            switch location {
            case .known(let folders): return folders
            case .missing(let failure): throw failure
            }
        }
    }

    /// When the credentials end that a provider's file keeps; nil where there are none.
    package mutating func end(of provider: some CredentialProvider) throws(Failure) -> Instant? {
        let folders = try folders
        guard let file = provider.file(in: folders), isThere(file, in: folders) else { return nil }
        let end = try RoleCredentialCache(files: context.files, folders: folders).load(file)?.expiration
        if end == nil { missing += 1 }
        return end
    }

    /// Whether a file can be there: where many weren't, the folder is read once instead of a look for each.
    private mutating func isThere(_ file: CredentialCacheFile, in folders: CacheFolders) -> Bool {
        guard missing >= Self.few, file.folder == folders.cli, file.proof == nil else { return true }
        if keptNames == nil {
            // A folder that can't be listed may still hold files that can be read.
            do {
                let names = try context.files.list(folders.cli) ?? []
                keptNames = Set(names.compactMap(CredentialCacheFile.name))
            } catch { return true }
        }
        return keptNames?.contains(file.name) ?? true
    }

    /// The token of a session, unless AWS is known to take it no more.
    mutating func token(of session: SSOSession) throws(Failure) -> Token? {
        let name = session.cacheIdentity
        if let manyTokens {
            if let known = manyTokens.byName.withLock({ $0[name] }) { return known }
        } else {
            for known in tokens where known.session == name { return known.token }
        }
        let token = try TokenStore(files: context.files, folders: try folders).livingToken(session)
        if let manyTokens {
            manyTokens.byName.withLock { $0[name] = .some(token) }
            return token
        }
        tokens.append(KnownToken(session: name, token: token))
        if tokens.count == Self.few { manyTokens = ManyTokens(tokens) }
        return token
    }

    /// The program that gives the codes of a profile's MFA device, in awsx's own config.
    mutating func mfaProcess(of profile: String) -> Setting? {
        if settings == nil { settings = .some(try? AwsxConfig.load(context)) }
        return settings??.mfaProcess(of: profile)
    }
}
