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

    init(
        _ service: OnlineCredentialService, _ identity: ResolvedIdentity, login: LoginPermission,
        mfaCode: Secret? = nil
    ) {
        self.service = service
        self.identity = identity
        self.login = login
        self.mfaCode = mfaCode
    }

    func credentials() async throws -> Credentials {
        try await service.credentials(
            identity, policy: CredentialRenewalPolicy(typedMinimum: nil), login: login, mfaCode: mfaCode)
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
