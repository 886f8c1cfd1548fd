package import Engine
import PluginKit
import SystemKit
package import Wire

/// AWS as one call reaches it: configuration read, network set up, services built for a profile's settings.
package struct AWSConnection: Sendable {
    let context: RuntimeContext
    let config: SharedConfig
    let warn: @Sendable (String) -> Void
    private let profile: Profile?
    package private(set) var client: ServiceClient
    private let transport: any HTTPTransport
    private let network: NetworkSettings
    private let observer: RequestObserver
    let plugins: ProviderPluginService
    let outages: RegionOutages
    private let sessions: SessionSettings
    private let portals = ResolvedStartURLCache()

    /// Lends a connection to a body and closes it after.
    ///
    /// - Parameter profile: whose settings count (endpoints, CA bundle, retries); nil for none.
    static func with<Result>(
        _ context: RuntimeContext, _ config: SharedConfig, profile: Profile?, plugins: ProviderPluginService,
        outages: RegionOutages, observer: RequestObserver,
        warn: @escaping @Sendable (String) -> Void,
        _ body: (AWSConnection) async throws -> Result
    ) async throws -> Result {
        let settings = try NetworkSettings.resolve(
            environment: context.environment, files: context.files, caBundle: profile?["ca_bundle"])
        let retry = try RetryPolicy.resolve(
            environment: context.environment, maxAttempts: profile?["max_attempts"])
        let sessions = try SessionSettings.load(context)
        return try await LiveTransport.with(settings) { live in
            let transport = ObservedTransport(base: live, observer: observer, clock: context.clock)
            let client = ServiceClient(
                transport: transport, retry: retry, clock: context.clock, random: context.random, version: Version.text)
            return try await body(
                AWSConnection(
                    context: context, config: config, warn: warn, profile: profile, client: client,
                    transport: transport,
                    network: settings, observer: observer, plugins: plugins, outages: outages, sessions: sessions))
        }
    }

    /// Lends a transport that no proxy stands in the way of, with so many milliseconds of patience.
    func direct<Result>(
        timeout: Int64, _ body: (any HTTPTransport) async throws -> Result
    ) async throws -> Result {
        try await LiveTransport.with(network.direct(timeoutMilliseconds: timeout)) { live in
            try await body(ObservedTransport(base: live, observer: observer, clock: context.clock))
        }
    }

    /// The portal for many requests, which keep the service's pace.
    ///
    /// - Parameter leastAttempts: how often each is tried although fewer are configured.
    func pacedPortal(_ session: SSOSession, leastAttempts: Int = 1) throws -> PortalClient {
        let client = ServiceClient(
            transport: PacedTransport(base: transport, clock: context.clock),
            retry: RetryPolicy(maxAttempts: max(leastAttempts, client.retry.maxAttempts)), clock: context.clock,
            random: context.random, version: Version.text)
        return PortalClient(endpoint: try endpoint(.portal, of: session), client: client)
    }

    func tokens(_ session: SSOSession) throws -> TokenProvider {
        TokenProvider(
            context: context, store: try store, service: try oidc(session), region: region(of: session).value,
            warn: warn
        )
    }

    var roleCache: RoleCredentialCache {
        get throws { RoleCredentialCache(files: context.files, folders: try CacheFolders.of(context)) }
    }

    /// The access portal behind a start URL.
    func portalURL(_ url: StartURL) async throws -> StartURL {
        try await portals.portal(of: url) {
            try await StartURLResolver(transport: transport, version: Version.text).resolve($0)
        }
    }

    /// From now on a session is reached where it was signed in to, not where it is configured.
    func noteRegion(of session: SSOSession) { portals.noteRegion(of: session) }

    /// Whether a token is there whose time isn't up.
    func hasToken(_ session: SSOSession) throws -> Bool {
        try store.livingToken(session).map { $0.expiresAt > context.clock.now() } ?? false
    }

    func signIn(_ session: SSOSession, _ report: @escaping @Sendable (LoginEvent) -> Void) throws -> SSOLogin {
        SSOLogin(
            context: context, store: try store, service: try oidc(session), redirects: LoopbackListenerFactory(),
            browser: .live(context),
            portalURL: { session in
                try await portalURL(StartURL(session.startURL, at: session.location)).text
            },
            report: { event in
                // Somebody else may have signed in: what was found for the former person is nothing to go by.
                if case .signedIn = event {
                    try? DiscoveryCheckpoint(of: session, in: context).remove()
                }
                report(event)
            })
    }

    func signOut(_ session: SSOSession) throws -> SSOLogout {
        let folders = try CacheFolders.of(context)
        return SSOLogout(
            context: context, store: TokenStore(files: context.files, folders: folders),
            cache: RoleCredentialCache(files: context.files, folders: folders),
            fetched: FetchedSSORoleRecord(
                files: context.files, state: try StateFolder.of(context), session: session),
            portal: try portal(session))
    }

    private var store: TokenStore {
        get throws { TokenStore(files: context.files, folders: try CacheFolders.of(context)) }
    }

    func region(of session: SSOSession) -> Setting {
        Setting(value: portals.region(of: session) ?? session.region, location: session.location)
    }

    /// Where a service of a region is called.
    package func endpoint(_ service: AWSService, _ region: Setting) throws -> Endpoint {
        try Endpoint.resolve(service, region: region, settings: settings)
    }

    /// Where a service of a session's Region is called.
    func endpoint(_ service: AWSService, of session: SSOSession) throws -> Endpoint {
        try Endpoint.resolve(
            service, region: region(of: session),
            settings: EndpointSettings(
                environment: context.environment, config: config, profile: profile,
                ofSession: try sessions.services(of: session)))
    }

    /// The session that stands by for another.
    func standbySession(of session: SSOSession) throws -> SSOSession? {
        try sessions.standby(of: session, in: config)
    }

    /// For who has somebody else to ask.
    var impatient: any ProviderServices {
        var connection = self
        connection.client = client.impatient
        return connection
    }

    /// Where keys are exchanged for a sign-in to the web console.
    package func federationEndpoint(_ region: Setting) throws -> Endpoint {
        try Endpoint.federation(region: region, settings: settings)
    }

    /// Where the sessions of the web console are told and ended.
    func signInSessionEndpoint(_ region: Setting) throws -> Endpoint {
        try Endpoint.signInSessions(region: region, settings: settings)
    }

    private var settings: EndpointSettings {
        EndpointSettings(environment: context.environment, config: config, profile: profile)
    }
}
