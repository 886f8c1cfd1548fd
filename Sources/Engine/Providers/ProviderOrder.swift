/// The providers in the AWS CLI's order (<doc:CredentialProviders>, Order): the first that is configured answers, and its
/// errors end the search. Resolving, explaining and all that follows go by this list.
package struct ProviderOrder: Sendable {
    package typealias Ask = (any CredentialProvider.Type) throws(Failure) -> Bool

    /// Asks one provider after the other, until one answer is true.
    ///
    /// A function and no array: the type of such an array would be made at run time, at each start of awsx.
    package let each: @Sendable (_ ask: Ask) throws(Failure) -> Void

    package init(each: @escaping @Sendable (_ ask: Ask) throws(Failure) -> Void) { self.each = each }

    package static let awsCLI = ProviderOrder { ask throws(Failure) in
        if try ask(EnvironmentProvider.self) { return }
        if try ask(PluginProvider.self) { return }
        if try ask(RoleAssumption.self) { return }
        if try ask(WebIdentity.self) { return }
        if try ask(SSORole.self) { return }
        if try ask(CredentialsFileProvider.self) { return }
        if try ask(LoginSessionSettings.self) { return }
        if try ask(ProcessSettings.self) { return }
        if try ask(ConfigFileProvider.self) { return }
        if try ask(EC2CredentialsFile.self) { return }
        if try ask(BotoConfig.self) { return }
        if try ask(ContainerSettings.self) { return }
        if try ask(InstanceMetadataSettings.self) { return }
    }

    /// What the first provider gives that gives anything.
    func source(
        _ find: (any CredentialProvider.Type) throws(Failure) -> CredentialOrigin?
    ) throws(Failure) -> CredentialOrigin? {
        var found: CredentialOrigin?
        try each { provider throws(Failure) in
            found = try find(provider)
            return found != nil
        }
        return found
    }

    package var all: [any CredentialProvider.Type] {
        var all: [any CredentialProvider.Type] = []
        try? each { provider throws(Failure) in
            all.append(provider)
            return false
        }
        return all
    }
}
