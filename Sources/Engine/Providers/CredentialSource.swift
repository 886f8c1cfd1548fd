/// Where credentials come from: the provider that answers, named as the AWS CLI names it, with every setting that it
/// goes by and the place of each (<doc:CredentialProviders>, Order). Values only: nothing here was asked of anybody.
package indirect enum CredentialSource: Sendable, Hashable {
    /// `env`
    case environment(Credentials)
    /// `assume-role`
    case assumeRole(RoleAssumption)
    /// `assume-role-with-web-identity`
    case webIdentity(WebIdentity)
    /// `sso`
    case sso(SSORole)
    /// `shared-credentials-file`
    case credentialsFile(Credentials, SourceLocation)
    /// `login`
    case loginSession(LoginSessionSettings)
    /// `custom-process`
    case process(ProcessSettings)
    /// `config-file`
    case configFile(Credentials, SourceLocation)
    /// `ec2-credentials-file` or `boto-config`
    case antiqueFile(LegacyCredentialsFile)
    /// `container-role`
    case container(ContainerSettings)
    /// `iam-role`
    case instanceMetadata(InstanceMetadataSettings)

    /// Whether a role is assumed with the keys in the environment, by its `credential_source` or that of a role below.
    var assumesWithKeysOfEnvironment: Bool {
        guard case .assumeRole(let role) = self else { return false }
        if case .environment = role.source.credentials { return true }
        return role.source.credentials.assumesWithKeysOfEnvironment
    }

    package var providerName: String {
        switch self {
        case .environment: "env"
        case .assumeRole: "assume-role"
        case .webIdentity: "assume-role-with-web-identity"
        case .sso: "sso"
        case .credentialsFile: "shared-credentials-file"
        case .loginSession: "login"
        case .process: "custom-process"
        case .configFile: "config-file"
        case .antiqueFile(let file): file.kind.rawValue
        case .container: "container-role"
        case .instanceMetadata: "iam-role"
        }
    }

    /// The keys, where nobody has to be asked for them.
    package var keys: Credentials? {
        switch self {
        case .environment(let keys), .credentialsFile(let keys, _), .configFile(let keys, _): keys
        case .antiqueFile(let file): file.keys
        case .assumeRole, .webIdentity, .sso, .loginSession, .process, .container, .instanceMetadata: nil
        }
    }

    /// The sources from the outermost role to the one that asks for no other.
    package var chain: [CredentialSource] {
        var chain = [self]
        while case .assumeRole(let role)? = chain.last { chain.append(role.source.credentials) }
        return chain
    }

    /// The Identity Center role that the credentials begin with, if they do.
    package var ssoRole: SSORole? {
        guard case .sso(let role)? = chain.last else { return nil }
        return role
    }

    /// The account that the credentials are for, where the configuration tells.
    package var accountID: String? {
        if case .sso(let role) = self { return role.accountID }
        if case .loginSession(let settings) = self { return LoginSession(settings).accountID }
        return roleARN?.accountID ?? keys?.accountID
    }

    /// The role that the credentials are for, where the configuration tells.
    package var roleName: String? {
        if case .sso(let role) = self { return role.roleName }
        return roleARN?.roleName
    }

    /// Both, as far as they are known: `111111111111 Admin`; nil for neither.
    package var accountAndRole: String? {
        let known = [accountID, roleName].compactMap { $0 }
        return known.isEmpty ? nil : known.joined(separator: " ")
    }

    private var roleARN: RoleARN? {
        switch self {
        case .assumeRole(let role): RoleARN(role.roleARN.value)
        case .webIdentity(let role): RoleARN(role.roleARN.value)
        default: nil
        }
    }

    /// What a person should know of settings that were passed over.
    package var remarks: [String] {
        chain.compactMap { source in
            guard case .assumeRole(let role) = source else { return nil }
            return role.remark
        }
    }
}
