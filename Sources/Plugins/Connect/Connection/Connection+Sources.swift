import Engine
import PluginKit
import SystemKit
import Wire

extension Connection {
    /// The credentials that a profile's own program gives.
    func credentials(_ process: CredentialProcess) async throws -> Credentials {
        let invocation = try process.invocation(in: world)
        let run: CapturedProcess
        do {
            run = try await CapturedProcess.collect(
                invocation.program, words: invocation.words, environment: invocation.environment,
                limits: invocation.limits)
        } catch let failure as SystemFailure {
            throw process.unstartable(failure)
        }
        try Task.checkCancellation()
        return try process.credentials(from: run, at: world.clock.now())
    }

    /// The credentials of the container that this runs in.
    func credentials(_ container: ContainerSettings) async throws -> Credentials {
        try await direct(timeout: ContainerClient.timeout) { transport in
            let client = ContainerClient(transport: transport, clock: world.clock, version: Version.text)
            return try await ContainerProvider(world: world, service: client).credentials(container)
        }
    }

    /// The credentials of the machine that this runs on.
    func credentials(_ metadata: InstanceMetadataSettings) async throws -> Credentials {
        try await direct(timeout: try MetadataAddress.of(metadata).timeout) { transport in
            let client = MetadataClient(transport: transport, version: Version.text)
            return try await MetadataProvider(world: world, service: client).credentials(metadata)
        }
    }

    /// The keys of a session that `aws login` opened; it is renewed in the region at hand (facts 9).
    func credentials(
        _ session: LoginSessionSettings, region: Setting?, policy: CredentialPolicy
    ) async throws -> Credentials {
        let session = LoginSession(session)
        let service: any SignInService =
            if let region { try signInService(region) } else { NoSignIn(failure: session.needsRegion) }
        let provider = LoginSessionProvider(
            world: world, store: try LoginSessionStore.of(world), service: service, warn: warn)
        return try await provider.credentials(for: session, policy: policy)
    }
}

/// A sign-in service that nobody can tell the place of; keys that still live need none.
private struct NoSignIn: SignInService {
    let failure: Failure

    func renew(clientID: String, refreshToken: Secret, dpopKey: Secret) async throws -> SignInReply { throw failure }
}
