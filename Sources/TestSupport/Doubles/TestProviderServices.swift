package import Engine
package import SystemKit

/// The services of a test: what it was given, and nobody else.
package struct TestProviderServices: ProviderServices {
    private let sts: (any STSService)?
    private let oidc: (any OIDCService)?
    private let portal: (any PortalService)?
    private let signIn: (any SignInService)?
    /// What a program gives.
    private let process: Credentials?
    private let plugins: Plugins?
    package let container: any ContainerService
    package let metadata: any MetadataService

    /// What a plugin gives for a profile.
    package typealias Plugins = @Sendable (_ plugin: String, PluginCredentialRequest) throws -> PluginLease?

    /// - Parameter metadata: nil for a machine that is none of EC2's.
    package init(
        sts: (any STSService)? = nil, oidc: (any OIDCService)? = nil, portal: (any PortalService)? = nil,
        signIn: (any SignInService)? = nil, process: Credentials? = nil, plugins: Plugins? = nil,
        container: any ContainerService = ScriptedContainer(), metadata: (any MetadataService)? = nil
    ) {
        self.sts = sts
        self.oidc = oidc
        self.portal = portal
        self.signIn = signIn
        self.process = process
        self.plugins = plugins
        self.container = container
        self.metadata = metadata ?? NoMetadata()
    }

    package func region(of session: SSOSession) -> Setting {
        Setting(value: session.region, location: session.location)
    }

    package func standby(of session: SSOSession) throws -> SSOStandby? { nil }
    package var impatient: any ProviderServices { self }
    package func sts(_ region: Setting) throws -> any STSService { try given(sts) }
    package func oidc(_ session: SSOSession) throws -> any OIDCService { try given(oidc) }
    package func portal(_ session: SSOSession) throws -> any PortalService { try given(portal) }
    package func signIn(_ region: Setting) throws -> any SignInService { try given(signIn) }

    package func run(_ invocation: CredentialProcess.Invocation) async throws -> CapturedProcess {
        let keys = try given(process)
        let json = JSON.object([
            "Version": .integer(1), "AccessKeyId": .string(keys.accessKeyID),
            "SecretAccessKey": .string(keys.secretAccessKey.reveal()),
            "Expiration": keys.expiration.map { .string($0.iso8601) },
        ])
        return CapturedProcess(ending: .exited(0), output: Array(json.serialized(.python).utf8), errors: [])
    }

    package func credentials(from plugin: String, for request: PluginCredentialRequest) async throws -> PluginLease? {
        try given(plugins)(plugin, request)
    }

    private func given<Service>(_ service: Service?) throws -> Service {
        guard let service else { throw Failure(.failed, "nobody should ask for that") }
        return service
    }
}

private struct NoMetadata: MetadataService {
    func roleCredentials(_ address: MetadataAddress) async throws -> Credentials {
        throw Failure(.noCredentials, "this is no machine of EC2")
    }

    func availabilityZone(_ address: MetadataAddress) async throws -> String {
        throw Failure(.noCredentials, "this is no machine of EC2")
    }
}
