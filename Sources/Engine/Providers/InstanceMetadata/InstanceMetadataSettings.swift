package import SystemKit

/// The settings of a machine's metadata service (<doc:ProfileSettings>, Machine metadata; <doc:CredentialProviders>,
/// Machines): variables first, then the profile in use.
package struct InstanceMetadataSettings: Sendable, Hashable {
    package let endpoint: Setting?
    /// `ipv4` or `ipv6`.
    package let endpointMode: Setting?
    /// The older switch for `ipv6`.
    package let usesIPv6: Setting?
    package let isV1Disabled: Setting?
    /// Seconds.
    package let timeout: Setting?
    package let attempts: Setting?
    /// What is said if there is no such service, or it has no role to give: nothing else is left to ask.
    package let otherwise: Failure

    /// `AWS_EC2_METADATA_DISABLED` says that there is none.
    static func isOff(in environment: Environment) -> Bool {
        environment[EnvironmentKey.metadataDisabled]?.lowercased() == "true"
    }

    /// Nil where `AWS_EC2_METADATA_DISABLED` says that there is none.
    package init?(_ environment: Environment, profile: Profile?, otherwise: Failure) {
        if Self.isOff(in: environment) { return nil }
        func setting(_ variable: String, _ key: String) -> Setting? {
            environment[variable].map { Setting(value: $0, location: .variable(variable)) } ?? profile?[key]
        }
        endpoint = setting(EnvironmentKey.metadataEndpoint, "ec2_metadata_service_endpoint")
        endpointMode = setting(EnvironmentKey.metadataEndpointMode, "ec2_metadata_service_endpoint_mode")
        usesIPv6 = setting(EnvironmentKey.metadataIPv6, "imds_use_ipv6")
        isV1Disabled = setting(EnvironmentKey.metadataV1Disabled, "ec2_metadata_v1_disabled")
        timeout = setting(EnvironmentKey.metadataTimeout, "metadata_service_timeout")
        attempts = setting(EnvironmentKey.metadataAttempts, "metadata_service_num_attempts")
        self.otherwise = otherwise
    }
}
