import Synchronization
package import SystemKit

/// Tells from files alone how identities stand: asks nobody, and reads what many profiles share once.
package struct IdentityStatus: Sendable {
    private let context: RuntimeContext
    private let location: Folders
    private var settings: AwsxConfig??
    private var tokens: [KnownToken] = []

    // Neither a dictionary nor a `Result`: the types of those are made while the prompt waits, which is a tenth of its time.
    private enum Folders {
        case known(CacheFolders)
        case missing(Failure)
    }

    /// From so many sessions on they are looked up by name.
    private static let few = 32
    private var manyTokens: ManyTokens?

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
    package mutating func ends(of source: CredentialSource) throws(Failure) -> Expirations {
        switch source {
        case .environment(let keys), .credentialsFile(let keys, _), .configFile(let keys, _): return .of(keys)
        case .antiqueFile(let file): return .of(file.keys)
        case .process, .container, .instanceMetadata: return .asked
        case .sso(let role):
            let credentials = try cache.load(role)?.expiration
            let token = try token(of: role.session)
            return .of(
                token: token?.expiresAt,
                refreshable: token.flatMap { TokenPolicy.renewableUntil($0, for: role.session) },
                credentials: credentials)
        case .assumeRole(let role):
            let behind = try ends(of: role.source.credentials)
            let end = try cache.load(source)?.expiration
            return .of(credentials: end, renewable: takesPerson(role) ? .past : behind.untilPerson, token: behind.token)
        case .webIdentity(let identity):
            let end = try cache.load(source)?.expiration
            // Whoever puts the file there puts a new one in its place.
            return .of(credentials: end, renewable: identity.hasTokenFile(in: context.files) ? .future : .past)
        case .loginSession(let settings): return try ends(of: LoginSession(settings))
        }
    }

    /// What a person does first about credentials that nothing else renews; nil where nothing is to be done, or no command
    /// does it.
    ///
    /// - Parameter profile: the one in use, which a login follows to the session behind it.
    package mutating func loginCommand(for source: CredentialSource, profile: String?) -> String? {
        let now = context.clock.now()
        guard let ends = try? ends(of: source), ends.state(at: now) == .loginNeeded else { return nil }
        for link in source.chain.reversed() {
            guard let ends = try? self.ends(of: link), ends.untilPerson <= now else { continue }
            switch link {
            case .sso(let role): return role.session.loginCommand(profile: profile)
            case .loginSession(let settings): return LoginSession(settings).loginCommand
            case .assumeRole(let role) where role.mfaSerial != nil:
                // It asks for the device's code.
                return "awsx whoami\(profile.map { " \(ShellQuoted.quoted($0))" } ?? "")"
            default: return nil
            }
        }
        return nil
    }

    private var folders: CacheFolders {
        get throws(Failure) {
            switch location {
            case .known(let folders): return folders
            case .missing(let failure): throw failure
            }
        }
    }

    private var cache: RoleCredentialCache {
        get throws(Failure) { RoleCredentialCache(files: context.files, folders: try folders) }
    }

    private mutating func token(of session: SSOSession) throws(Failure) -> Token? {
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

    private func ends(of session: LoginSession) throws(Failure) -> Expirations {
        let logins = LoginSessionStore(files: context.files, folder: try folders.login)
        do throws(Failure) {
            let token = try logins.load(session).token
            let isOver = logins.revokedRefresh(session).matches(token.refreshToken)
            return .of(credentials: token.credentials.expiration, renewable: isOver ? .past : .future)
        } catch {
            guard error.code == .loginNeeded else { throw error }
            return .of(credentials: nil, renewable: .past)
        }
    }

    /// A code of an MFA device takes a person, unless a program gives it.
    private mutating func takesPerson(_ role: RoleAssumption) -> Bool {
        guard role.mfaSerial != nil else { return false }
        if settings == nil { settings = .some(try? AwsxConfig.load(context)) }
        return settings??.mfaProcess(of: role.profile) == nil
    }
}

extension WebIdentity {
    /// Whether the file that proves the identity is there.
    package func hasTokenFile(in files: any FileSystem) -> Bool { (try? files.status(tokenFile.value)) != nil }
}
