import SystemKit

/// Gives the credentials of any source: the one place that maps a source to its provider.
package struct ProviderChain: Sendable {
    private let context: RuntimeContext
    private let services: any ProviderServices
    private let roles: RoleProvider
    private let warn: @Sendable (String) -> Void

    package init(
        context: RuntimeContext, cache: RoleCredentialCache, services: any ProviderServices, codes: any MFACodes,
        warn: @escaping @Sendable (String) -> Void
    ) {
        self.context = context
        self.services = services
        roles = RoleProvider(
            context: context, cache: cache, codes: codes, sts: { try await services.sts() }, warn: warn)
        self.warn = warn
    }

    /// - Parameter profile: the one that was chosen, for hints.
    /// - Throws: `Failure`: `.loginNeeded`, `.mfaNeeded`, `.denied`, `.noRegion`, `.tooLittleTimeLeft` and what a
    ///   provider has to say.
    package func credentials(
        of source: CredentialSource, policy: CredentialPolicy, profile: String?
    ) async throws -> Credentials {
        switch source {
        case .environment(let keys), .credentialsFile(let keys, _), .configFile(let keys, _):
            return try accepted(keys, policy)
        case .antiqueFile(let file): return try accepted(file.keys, policy)
        case .sso(let role):
            return try await services.ssoRole(role).credentials(for: role, policy: policy, profile: profile)
        case .assumeRole(let role):
            return try await roles.credentials(for: role, policy: policy, profile: profile) {
                try await credentials(behind: role, profile: profile)
            }
        case .webIdentity(let identity): return try await roles.credentials(for: identity, policy: policy)
        case .loginSession(let settings): return try await services.credentials(of: settings, policy: policy)
        case .process(let settings): return try accepted(try await services.credentials(of: settings), policy)
        case .container(let settings): return try accepted(try await services.credentials(of: settings), policy)
        case .instanceMetadata(let settings): return try accepted(try await services.credentials(of: settings), policy)
        }
    }

    private func accepted(_ credentials: Credentials, _ policy: CredentialPolicy) throws(Failure) -> Credentials {
        if let remark = try policy.accept(credentials, at: context.clock.now()) { warn(remark) }
        return credentials
    }

    /// What a role's request is signed with. A narrowed run leaves the AWS CLI's files alone, here as well.
    private func credentials(behind role: RoleAssumption, profile: String?) async throws -> Credentials {
        let source = role.source.credentials
        if case .sso(let ssoRole) = source, !role.limits.isEmpty || role.isInNarrowedRun {
            return try await services.ssoRole(ssoRole).unkept(for: ssoRole, profile: profile)
        }
        return try await credentials(of: source, policy: CredentialPolicy(typedMinimum: nil), profile: profile)
    }
}

/// The services that providers ask, made when they are needed.
package protocol ProviderServices: Sendable {
    func ssoRole(_ role: SSORole) throws -> RoleCredentialProvider
    /// STS in the region of the command, else of the machine; throws `.noRegion` where there is none.
    func sts() async throws -> any STSService
    func credentials(of settings: ProcessSettings) async throws -> Credentials
    func credentials(of settings: ContainerSettings) async throws -> Credentials
    func credentials(of settings: InstanceMetadataSettings) async throws -> Credentials
    func credentials(of settings: LoginSessionSettings, policy: CredentialPolicy) async throws -> Credentials
}
