import Engine
import PluginKit
import SystemKit
import Wire

extension AWSConnection: ProviderServices {
    func oidc(_ session: SSOSession) throws -> any OIDCService {
        OIDCClient(endpoint: try endpoint(.oidc, of: session), client: client)
    }

    func portal(_ session: SSOSession) throws -> any PortalService {
        PortalClient(endpoint: try endpoint(.portal, of: session), client: client)
    }

    func standby(of session: SSOSession) throws -> SSOStandby? {
        guard let standby = try standbySession(of: session) else { return nil }
        let asked = OIDCClient(endpoint: try endpoint(.oidc, of: session), client: client.impatient)
        return SSOStandby(
            session: standby, obstacle: try sharedHost(session, standby), outages: outages, silence: asked.silence)
    }

    /// Two sessions of two Regions have no host in common; where a setting gives them one, one Region's token would go to
    /// the other's.
    private func sharedHost(_ session: SSOSession, _ standby: SSOSession) throws -> Failure? {
        let services: [AWSService] = [.oidc, .portal]
        let hosts = try services.map { WebAddress(try endpoint($0, of: session).url)?.authority }
        for service in services {
            let endpoint = try endpoint(service, of: standby)
            guard hosts.contains(WebAddress(endpoint.url)?.authority) else { continue }
            return Failure(
                .configInvalid, "\(endpoint.url) is set as the endpoint of both regions", at: endpoint.location,
                hint: "give each its own: services = NAME in [session NAME] of awsx's config")
        }
        return nil
    }

    func sts(_ region: Setting) throws -> any STSService {
        STSClient(endpoint: try endpoint(.sts, region), client: client)
    }

    func signIn(_ region: Setting) throws -> any SignInService {
        SignInClient(endpoint: try endpoint(.signIn, region), client: client)
    }

    func signInSessions(_ region: Setting) throws -> any SignInSessionService {
        SignInSessionClient(endpoint: try signInSessionEndpoint(region), client: client)
    }

    var container: any ContainerService { DirectServices(connection: self) }
    var metadata: any MetadataService { DirectServices(connection: self) }

    func run(_ invocation: CredentialProcess.Invocation) async throws -> CapturedProcess {
        let run = try await CapturedProcess.collect(
            invocation.program, words: invocation.words, environment: invocation.environment, limits: invocation.limits)
        try Task.checkCancellation()
        return run
    }

    func credentials(from plugin: String, for request: PluginCredentialRequest) async throws -> PluginLease? {
        try await plugins.credentials(from: plugin, for: request)
    }
}

/// The services beside this machine, which no proxy stands in the way of.
private struct DirectServices: ContainerService, MetadataService {
    let connection: AWSConnection

    func credentials(_ endpoint: ContainerEndpoint, authorization: Secret?) async throws -> Credentials {
        try await connection.direct(timeout: ContainerClient.timeout) { transport in
            try await ContainerClient(transport: transport, clock: connection.context.clock, version: Version.text)
                .credentials(endpoint, authorization: authorization)
        }
    }

    func roleCredentials(_ address: MetadataAddress) async throws -> Credentials {
        try await connection.direct(timeout: address.timeout) { transport in
            try await MetadataClient(transport: transport, version: Version.text).roleCredentials(address)
        }
    }

    func availabilityZone(_ address: MetadataAddress) async throws -> String {
        try await connection.direct(timeout: address.timeout) { transport in
            try await MetadataClient(transport: transport, version: Version.text).availabilityZone(address)
        }
    }
}
