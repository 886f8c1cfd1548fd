package import SystemKit

/// The variables by which a container is told where its credentials are (<doc:CredentialProviders>, Containers).
package struct ContainerSettings: Sendable, Hashable {
    /// `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`, which goes before the full one.
    package let relativeURI: Setting?
    /// `AWS_CONTAINER_CREDENTIALS_FULL_URI`.
    package let fullURI: Setting?
    /// `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE`, which goes before the token.
    package let tokenFile: Setting?
    /// `AWS_CONTAINER_AUTHORIZATION_TOKEN`.
    package let token: Secret?

    /// Nil where neither address is set; one that is set to nothing counts as set.
    package init?(_ environment: Environment) {
        func setting(_ name: String) -> Setting? {
            environment[name].map { Setting(value: $0, location: .variable(name)) }
        }
        relativeURI = setting(EnvironmentKey.containerRelativeURI)
        fullURI = setting(EnvironmentKey.containerFullURI)
        guard relativeURI != nil || fullURI != nil else { return nil }
        tokenFile = setting(EnvironmentKey.containerTokenFile)
        token = environment[EnvironmentKey.containerToken].map(Secret.init)
    }
}
