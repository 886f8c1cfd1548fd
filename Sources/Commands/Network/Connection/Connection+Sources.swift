import Engine
import PluginKit
import SystemKit
import Wire

extension Connection {
    /// The credentials that a profile's own program gives.
    func credentials(_ process: CredentialProcess) async throws -> Credentials {
        let invocation = try process.invocation(in: context)
        let run: CapturedProcess
        do {
            run = try await CapturedProcess.collect(
                invocation.program, words: invocation.words, environment: invocation.environment,
                limits: invocation.limits)
        } catch let failure as SystemFailure {
            throw process.unstartable(failure)
        }
        try Task.checkCancellation()
        return try process.credentials(from: run, at: context.clock.now())
    }

    /// The credentials of the container that this runs in.
    func credentials(_ container: ContainerSettings) async throws -> Credentials {
        try await direct(timeout: ContainerClient.timeout) { transport in
            let client = ContainerClient(transport: transport, clock: context.clock, version: Version.text)
            return try await ContainerProvider(context: context, service: client).credentials(container)
        }
    }

    /// The credentials of the machine that this runs on.
    func credentials(_ metadata: InstanceMetadataSettings) async throws -> Credentials {
        try await direct(timeout: try MetadataAddress.of(metadata).timeout) { transport in
            let client = MetadataClient(transport: transport, version: Version.text)
            return try await MetadataProvider(context: context, service: client).credentials(metadata)
        }
    }

    /// The region that an identity works in; where none is set, the one of the machine, which is asked for it as the
    /// AWS CLI asks (<doc:ProfileSettings>, Region).
    func region(of identity: ResolvedIdentity) async throws -> Setting? {
        if let region = identity.region { return region }
        let nothing = Failure(.noRegion, "no region is set")
        guard
            let settings = InstanceMetadataSettings(
                context.environment, profile: identity.profile, otherwise: nothing)
        else { return nil }
        return try await direct(timeout: try MetadataAddress.of(settings).timeout) { transport in
            let client = MetadataClient(transport: transport, version: Version.text)
            return try await MetadataProvider(context: context, service: client).region(settings)
        }
    }

    /// The keys of a session that `aws login` opened; it is renewed in the region at hand (<doc:LoginSessions>,
    /// Renewal).
    func credentials(
        _ session: LoginSessionSettings, of identity: ResolvedIdentity, policy: CredentialPolicy
    ) async throws -> Credentials {
        let session = LoginSession(session)
        let provider = LoginSessionProvider(
            context: context, store: try LoginSessionStore.of(context),
            service: SignInHere(connection: self, identity: identity, session: session), warn: warn)
        return try await provider.credentials(for: session, policy: policy)
    }
}

/// The sign-in service of the region at hand, which is looked for once something has to be renewed.
private struct SignInHere: SignInService {
    let connection: Connection
    let identity: ResolvedIdentity
    let session: LoginSession

    func renew(clientID: String, refreshToken: Secret, dpopKey: Secret) async throws -> SignInReply {
        guard let region = try await connection.region(of: identity) else { throw session.needsRegion }
        return try await connection.signInService(region)
            .renew(clientID: clientID, refreshToken: refreshToken, dpopKey: dpopKey)
    }
}
