import Engine
import NetworkCommands
import PluginKit
import SystemKit

/// Who a plugin acts as, resolved as `awsx exec` does.
struct ActingIdentity {
    let service: OnlineCredentialService
    let identity: ResolvedIdentity
    let login: LoginPermission
    private let mfaCode: Secret?
    /// What rules ask of it; nil where no keys leave.
    private let run: AuthorizedRun?

    /// One with whose keys awsx itself asks AWS something, and which leave it in no form.
    init(
        _ service: OnlineCredentialService, _ identity: ResolvedIdentity, login: LoginPermission,
        mfaCode: Secret? = nil
    ) {
        self.service = service
        self.identity = identity
        self.login = login
        self.mfaCode = mfaCode
        run = nil
    }

    /// One whose keys, or what is made of them, go to somebody else: as far as rules allow.
    ///
    /// - Parameter typed: what the identity was resolved from.
    /// - Throws: as `RunAuthorization.require`.
    init(
        _ service: OnlineCredentialService, _ identity: ResolvedIdentity, _ typed: IdentityRequest,
        for request: RequestedRun, login: LoginPermission, mfaCode: Secret? = nil
    ) throws(Failure) {
        let run = try RunAuthorization(service.context, own: service.config.own, config: service.config)
            .require(identity, request, typed: typed)
        self.service = service
        self.identity = run.request == typed ? identity : try service.resolver.resolve(run.request)
        self.login = run.decision.noLogin == nil ? login : .never
        self.mfaCode = mfaCode
        self.run = run
    }

    func credentials() async throws -> Credentials {
        let policy = CredentialRenewalPolicy(typedMinimum: run?.minimum(typed: nil))
        do {
            let credentials = try await service.credentials(identity, policy: policy, login: login, mfaCode: mfaCode)
            run?.record(credentials, of: identity)
            return credentials
        } catch let failure as Failure {
            throw run?.explaining(failure) ?? failure
        }
    }

    var profileName: String? { identity.profile?.name }

    /// As a person knows them: the profile, else what the keys are for.
    var title: String { profileName ?? identity.source.accountAndRole ?? "the keys of the environment" }

    /// The region to work in: the identity's, else that of its sign-in; nil for neither.
    var region: Setting? {
        identity.region
            ?? identity.source.session.map { Setting(value: $0.region, location: $0.location) }
    }

    /// The region to work in.
    ///
    /// - Throws: `.noRegion`.
    func requiredRegion() throws(Failure) -> Setting {
        if let region { return region }
        throw Failure(
            .noRegion, "no region is set for \(title)", hint: "name one with --region, such as --region us-east-1")
    }
}
