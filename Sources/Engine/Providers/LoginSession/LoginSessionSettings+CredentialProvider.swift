import SystemKit

// How it is found and explained.
extension LoginSessionSettings: CredentialProvider {
    package static let name = "login"

    package static func fromProfile(_ lookup: ProfileProviderLookup) throws(Failure) -> CredentialOrigin? {
        guard let profile = lookup.profile, let session = profile["login_session"] else { return nil }
        return .loginSession(LoginSessionSettings(profile: profile.name, session: session))
    }

    package static var settingKeys: [String] { ["login_session"] }

    package func shownSettings(isSource: Bool) -> KeyValuePairs<String, JSON?> {
        ["login_session": .string(session.value)]
    }

    package func caches(in folders: CacheFolders, _ context: RuntimeContext) -> [ExplainedCache] {
        let store = store(in: folders, context)
        let token = (try? store.load(login))?.token
        let end = token?.credentials.expiration
        let isRenewable = token.map { !store.revokedRefresh(login).matches($0.refreshToken) } ?? false
        return [
            ExplainedCache(
                path: store.path(login), content: .credentials, owner: session.value, expiresAt: end,
                serves: isRenewable || end.map { $0 > context.clock.now() } ?? false, isRenewable: isRenewable)
        ]
    }
}

// What it tells, and how it stands.
extension LoginSessionSettings {
    private var login: LoginSession { LoginSession(self) }

    private func store(in folders: CacheFolders, _ context: RuntimeContext) -> LoginSessionStore {
        LoginSessionStore(files: context.files, folder: folders.login)
    }

    package var knownAccountID: String? { login.accountID }
    package var fingerprint: KeyValuePairs<String, JSON?> { ["session": .string(session.value)] }

    package func stateFiles(in folders: CacheFolders) -> [CredentialDependencyFile] {
        [CredentialDependencyFile(path: "\(folders.login)/\(login.key).json", folder: folders.login)]
    }

    package func ends(_ status: inout CredentialValidityReader) throws(Failure) -> Expirations {
        let store = store(in: try status.folders, status.context)
        do throws(Failure) {
            let token = try store.load(login).token
            let isOver = store.revokedRefresh(login).matches(token.refreshToken)
            return .of(credentials: token.credentials.expiration, renewable: isOver ? .past : .future)
        } catch {
            guard error.code == .loginNeeded else { throw error }
            return .of(credentials: nil, renewable: .past)
        }
    }

    package var renewalWindow: Int64? { LoginSessionRenewalPolicy.window }

    package func login(profile: String?) -> Hint? { login.loginCommand }
}

// Its credentials.
extension LoginSessionSettings {
    package func atHand(
        _ policy: CredentialRenewalPolicy, in context: RuntimeContext, warn: (String) -> Void
    ) throws(Failure) -> Credentials? {
        let kept = try LoginSessionStore.of(context).load(login).token.credentials
        guard LoginSessionRenewalPolicy.servesAtOnce(kept, policy, at: context.clock.now()) else { return nil }
        return login.completed(kept)
    }

    package func credentials(from chain: ProviderChain, policy: CredentialRenewalPolicy) async throws -> Credentials {
        let fetcher = LoginCredentialFetcher(
            context: chain.context, store: try LoginSessionStore.of(chain.context),
            service: { token in try chain.services.signIn(try await region(of: token, chain)) }, warn: chain.warn)
        return try await fetcher.credentials(for: login, policy: policy)
    }

    /// The region that the file names, else the one at hand (<doc:LoginSessions>, Renewal).
    package func region(of token: LoginToken, _ chain: ProviderChain) async throws -> Setting {
        if let name = token.signInRegion {
            let file = SourceLocation.file(try LoginSessionStore.of(chain.context).path(login), line: nil)
            return Setting(value: name, location: file)
        }
        guard let region = try await chain.region() else { throw login.needsRegion }
        return region
    }
}

extension CredentialOrigin {
    package static func loginSession(_ settings: LoginSessionSettings) -> CredentialOrigin {
        CredentialOrigin(settings)
    }

    /// The console session that the credentials begin with, if they do.
    package var consoleSession: LoginSessionSettings? { origin.provider as? LoginSessionSettings }
}
