package import SystemKit

/// Gives an identity's credentials: what its providers ask with, and the rules that hold for all of them.
package struct ProviderChain: Sendable {
    package let context: RuntimeContext
    package let cache: RoleCredentialCache
    package let services: any ProviderServices
    package let warn: @Sendable (String) -> Void
    private let identity: ResolvedIdentity
    private let codes: any MFACodeSource

    package init(
        context: RuntimeContext, cache: RoleCredentialCache, identity: ResolvedIdentity,
        services: any ProviderServices, codes: any MFACodeSource, warn: @escaping @Sendable (String) -> Void
    ) {
        self.context = context
        self.cache = cache
        self.identity = identity
        self.services = services
        self.codes = codes
        self.warn = warn
    }

    /// The identity's credentials.
    ///
    /// - Throws: `Failure`: `.loginNeeded`, `.mfaNeeded`, `.denied`, `.noRegion`, `.tooLittleTimeLeft` and what a
    ///   provider has to say.
    package func credentials(policy: CredentialRenewalPolicy) async throws -> Credentials {
        try await identity.source.provider.credentials(from: self, policy: policy)
    }

    /// The profile that was chosen.
    package var profile: Profile? { identity.profile }

    /// Credentials that can't be renewed, if they live as long as was asked for.
    package func accepted(_ credentials: Credentials, _ policy: CredentialRenewalPolicy) throws(Failure) -> Credentials
    {
        if let remark = try policy.accept(credentials, at: context.clock.now()) { warn(remark) }
        return credentials
    }

    /// Asks STS for roles, in the region of the identity: a `source_profile` lends its keys and nothing else
    /// (<doc:ProfileSettings>, Identity settings; <doc:CredentialProviders>, Assumed roles).
    var roles: RoleCredentialFetcher {
        RoleCredentialFetcher(context: context, cache: cache, codes: codes, sts: { try await sts() }, warn: warn)
    }

    private func sts() async throws -> any STSService {
        guard let region = try await region() else {
            throw Failure(
                .noRegion,
                "assuming a role needs a region\(profile.map { ", and profile \($0.name) has none" } ?? "")",
                at: profile?.location, hint: "use --region, or add region = REGION to the profile")
        }
        return try services.sts(region)
    }

    /// The region that the identity works in, as far as settings tell.
    var configuredRegion: Setting? { identity.region }

    func region() async throws -> Setting? { try await identity.region(context, services) }
}

/// The services that providers ask, made when they are needed.
package protocol ProviderServices: Sendable {
    /// Where a session's services are, which is not where it is configured if its portal was found elsewhere.
    func region(of session: SSOSession) -> Setting
    /// What serves while a session's Region gives no answer; nil for a session without a standby.
    ///
    /// - Throws: `Failure` with the status of a configuration error, where what is configured can't be meant.
    func standby(of session: SSOSession) throws -> SSOStandby?
    /// The same services for who has somebody else to ask: what looks like an outage is not asked again.
    var impatient: any ProviderServices { get }
    func oidc(_ session: SSOSession) throws -> any OIDCService
    func portal(_ session: SSOSession) throws -> any PortalService
    func sts(_ region: Setting) throws -> any STSService
    func signIn(_ region: Setting) throws -> any SignInService
    var container: any ContainerService { get }
    var metadata: any MetadataService { get }
    /// Runs a program without waiting on a thread of this task.
    ///
    /// - Throws: `SystemFailure` for a program that can't be started, `CancellationError`.
    func run(_ invocation: CredentialProcess.Invocation) async throws -> CapturedProcess
    /// Asks a plugin for a profile's credentials.
    ///
    /// - Returns: nil if it says that the profile is none of its.
    /// - Throws: `Failure` for a plugin that is not there, may not be run, or gives no answer; `CancellationError`.
    func credentials(from plugin: String, for request: PluginCredentialRequest) async throws -> PluginLease?
}

extension ResolvedIdentity {
    /// The region that an identity works in; where none is set, the one of the machine, which is asked for it as the
    /// AWS CLI asks (<doc:ProfileSettings>, Region).
    package func region(_ context: RuntimeContext, _ services: any ProviderServices) async throws -> Setting? {
        if let region { return region }
        let nothing = Failure(.noRegion, "no region is set")
        guard
            let settings = InstanceMetadataSettings(context.environment, profile: profile, otherwise: nothing)
        else { return nil }
        return try await InstanceMetadataFetcher(context: context, service: services.metadata).region(settings)
    }
}
