import Engine

/// What an identity's providers ask, with the settings of its profile and in the region of the command: a
/// `source_profile` lends its keys and nothing else (<doc:ProfileSettings>, Identity settings;
/// <doc:CredentialProviders>, Assumed roles).
struct IdentityServices: ProviderServices {
    let connection: Connection
    let identity: ResolvedIdentity

    func ssoRole(_ role: SSORole) throws -> RoleCredentialProvider { try connection.roleCredentials(role) }

    func sts() async throws -> any STSService {
        guard let region = try await connection.region(of: identity) else {
            let profile = identity.profile
            throw Failure(
                .noRegion,
                "a role is asked for in a region\(profile.map { ", and profile \($0.name) has none" } ?? "")",
                at: profile?.location, hint: "name one with --region, or add region = REGION to the profile")
        }
        return try connection.sts(region)
    }

    func credentials(of settings: ProcessSettings) async throws -> Credentials {
        let account = connection.config.profile(settings.profile)?["aws_account_id"]?.value
        return try await connection.credentials(CredentialProcess(settings, accountID: account))
    }

    func credentials(of settings: ContainerSettings) async throws -> Credentials {
        try await connection.credentials(settings)
    }

    func credentials(of settings: InstanceMetadataSettings) async throws -> Credentials {
        try await connection.credentials(settings)
    }

    func credentials(of settings: LoginSessionSettings, policy: CredentialPolicy) async throws -> Credentials {
        try await connection.credentials(settings, of: identity, policy: policy)
    }
}
