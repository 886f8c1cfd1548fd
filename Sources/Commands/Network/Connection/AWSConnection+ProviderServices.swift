import Engine
import PluginKit
import SystemKit
import Wire

extension AWSConnection: ProviderServices {
    func oidc(_ session: SSOSession) throws -> any OIDCService {
        OIDCClient(endpoint: try endpoint(.oidc, region(of: session)), client: client)
    }

    func portal(_ session: SSOSession) throws -> any PortalService {
        PortalClient(endpoint: try endpoint(.portal, region(of: session)), client: client)
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
