package import Engine
package import PluginKit
import SystemKit
import Terminal

/// Who a call acts as, with AWS at hand.
package struct OnlineCredentialService: Sendable {
    package let context: RuntimeContext
    package let config: SharedConfig
    private let observer: RequestObserver
    private let warn: @Sendable (String) -> Void
    /// Shared by all that this command does.
    private let outages = RegionOutages()
    /// The command that acts, for plugins to know.
    var reason = "other"

    /// Reads the configuration.
    package init(
        _ context: RuntimeContext, observer: RequestObserver, warn: @escaping @Sendable (String) -> Void
    ) throws {
        self.context = context
        self.observer = observer
        self.warn = { text in
            ProgressLine.shared.clear()
            warn(text)
        }
        let paths = ConfigPaths.resolve(environment: context.environment, home: context.home)
        config = try SharedConfig.load(paths, files: context.files)
    }

    /// Lends a connection with a profile's settings.
    ///
    /// - Parameter mayAsk: plugins may ask a person.
    package func connected<Result>(
        _ profile: Profile?, mayAsk: Bool = false, _ body: (AWSConnection) async throws -> Result
    ) async throws -> Result {
        try await AWSConnection.with(
            context, config, profile: profile, plugins: plugins(mayAsk: mayAsk), outages: outages,
            observer: observer, warn: warn, body)
    }

    /// The plugins that give credentials.
    func plugins(mayAsk: Bool = false) -> ProviderPluginService {
        ProviderPluginService(
            context, plugins: InstalledAnsweringPlugins(context), reason: reason, hasPerson: mayAsk,
            say: { PluginSpeech(context: context).say($0) })
    }

    /// Who a request means.
    package var resolver: IdentityResolver { IdentityResolver(context: context, config: config) }

    /// The keys of an identity; a sign-in is started or waited for if that is allowed and needed, and a person asked for
    /// a code.
    package func credentials(
        _ identity: ResolvedIdentity, policy: CredentialRenewalPolicy, login: LoginPermission, mfaCode: Secret? = nil
    ) async throws -> Credentials {
        let name = identity.profile?.name
        let codes = MFACodeSources(context: context, typed: mfaCode, mayAsk: login == .start)
        return try await connected(identity.profile, mayAsk: login == .start) { connection in
            let chain = ProviderChain(
                context: context, cache: try connection.roleCache, identity: identity, services: connection,
                codes: codes, warn: warn)
            let what = "credentials\(name.map { " of \($0)" } ?? "")"
            let body = {
                try await Progress.during(what, isQuiet: login == .never, in: context) { _ in
                    try await chain.credentials(policy: policy)
                }
            }
            let onDemand = LoginOnDemand(connection: connection, login: login, profile: name, takesStandby: true)
            if let settings = identity.source.consoleSession {
                return try await onDemand.retrying(.console(ConsoleLoginTarget(settings)), body)
            }
            guard let session = identity.source.session else { return try await body() }
            let credentials = try await onDemand.retrying(.identityCenter(session), body)
            SignInAnnouncement(context: context, warn: warn).makeIfDue(session)
            return credentials
        }
    }

    /// Makes sure that a session, or the one that stands by for it, can give credentials; a sign-in is started or waited
    /// for if that is allowed and needed.
    func requireSession(_ session: SSOSession, _ profile: Profile?, login: LoginPermission) async throws {
        try await connected(profile) { connection in
            do {
                try await LoginOnDemand(
                    connection: connection, login: login, profile: profile?.name, takesStandby: true
                ).retrying(.identityCenter(session)) {
                    _ = try await connection.tokens(session).token(for: session, profile: profile?.name)
                }
            } catch let failure as Failure where failure.isOutage || failure.code == .loginNeeded {
                guard let standby = try connection.standby(of: session), standby.obstacle == nil,
                    try connection.tokens(standby.session).isSignedIn(to: standby.session)
                else { throw failure }
            }
        }
    }

    /// The token of a session; a sign-in is started or waited for if that is allowed and needed.
    func token(of session: SSOSession, _ profile: Profile?, login: LoginPermission) async throws -> Token {
        try await connected(profile) { connection in
            try await LoginOnDemand(connection: connection, login: login, profile: profile?.name)
                .retrying(.identityCenter(session)) {
                    try await connection.tokens(session).token(for: session, profile: profile?.name)
                }
        }
    }
}

/// Signs in when a first try says that only that helps, and a person is there for it.
struct LoginOnDemand: Sendable {
    let connection: AWSConnection
    let login: LoginPermission
    let profile: String?
    /// What is wanted can be had from the session that stands by, too.
    var takesStandby = false

    func retrying<Result>(
        _ destination: LoginTarget.Destination, _ body: () async throws -> Result
    ) async throws -> Result {
        let began = connection.context.clock.now()
        do {
            return try await body()
        } catch let failure as Failure where failure.code == .loginNeeded {
            if login == .never { throw failure }
            let context = connection.context
            try await Progress.during("sign-in to \(destination.title)", in: context) { _ in
                let display = CodeDisplay(context, isQuiet: false)
                if login == .wait {
                    guard try await awaitOther(destination, since: began, display) else { throw failure }
                } else {
                    display.reporter.announce(failure)
                    try await signIn(destination, display)
                }
            }
            return try await body()
        }
    }

    private func awaitOther(
        _ destination: LoginTarget.Destination, since began: Instant, _ display: CodeDisplay
    ) async throws -> Bool {
        switch destination {
        case .identityCenter(let session):
            try await connection.signIn(session, display.show).awaitOther(session, since: began)
        case .console(let target):
            try await ConsoleLogin.awaitOther(target, since: began, in: connection.context, report: display.show)
        }
    }

    private func signIn(_ destination: LoginTarget.Destination, _ display: CodeDisplay) async throws {
        switch destination {
        case .identityCenter(let session):
            let known = profile.flatMap { connection.config.profile($0) }
            let options = try options(session)
            if takesStandby {
                try await StandbyLogin(connection: connection, session: session, cause: .demand)
                    .signIn(options, profile: known, display)
            } else {
                try await RegionCorrectingLogin(connection: connection, configured: session)
                    .signIn(options, profile: known, display)
            }
        case .console(let target):
            let signIn = ConsoleSignIn(
                connection: connection, target: target, profile: connection.config.profile(target.profile))
            let options = LoginOptions(flow: .here(nil, connection.context), profile: target.profile)
            _ = try await signIn.perform(options, mayReplace: false, display)
        }
    }

    /// A token that AWS refused although its time isn't up is replaced, unless it was written this moment.
    private func options(_ session: SSOSession) throws -> LoginOptions {
        let store = TokenStore(files: connection.context.files, folders: try CacheFolders.of(connection.context))
        let now = connection.context.clock.now()
        let isRefused = try store.load(session).map { now.seconds(since: $0.writtenAt ?? now) > 5 } ?? false
        return LoginOptions(
            flow: .here(session, connection.context), force: isRefused, profile: profile)
    }
}

extension LoginFlow {
    /// The flow that fits this machine, with what was typed.
    static func here(
        _ session: SSOSession?, _ context: RuntimeContext, usesDeviceCode: Bool = false, port: Int? = nil
    ) -> LoginFlow {
        choose(
            for: session, usesDeviceCode: usesDeviceCode, typedPort: port, environment: context.environment,
            needsDisplay: needsDisplay)
    }

    /// Why a device code is used here for a session.
    static func deviceCodeReason(_ session: SSOSession, _ context: RuntimeContext) -> String {
        deviceCodeReason(for: session, environment: context.environment, needsDisplay: needsDisplay)
            ?? "you chose --use-device-code"
    }

    /// Why the programs that open an address can show none here; nil if they can, as far as is known.
    static func missingDisplay(_ environment: Environment) -> String? {
        // wslview hands the address to Windows.
        let isElsewhere = environment.text("WSL_DISTRO_NAME") != nil
        return needsDisplay && !isElsewhere && !hasDisplay(environment) ? "this machine has no display" : nil
    }

    private static var needsDisplay: Bool {
        #if os(macOS)
            false
        #else
            true
        #endif
    }
}
