import SystemKit

extension InstanceMetadataSettings: CredentialProvider {
    package static let name = "iam-role"

    package static func fromMachine(_ lookup: FallbackProviderLookup) throws(Failure) -> CredentialOrigin? {
        InstanceMetadataSettings(lookup.context.environment, profile: lookup.profile, otherwise: lookup.otherwise)
            .map(CredentialOrigin.instanceMetadata)
    }

    package static let sourceName: String? = "Ec2InstanceMetadata"

    package static func fromSourceName(_ lookup: CredentialSourceProviderLookup) throws(Failure) -> CredentialOrigin {
        let otherwise = lookup.nothing(
            "needs an EC2 instance with a role", hint: "use source_profile instead, or give the instance a role")
        if let service = InstanceMetadataSettings(lookup.environment, profile: lookup.chosen, otherwise: otherwise) {
            return .instanceMetadata(service)
        }
        throw lookup.nothing(
            "is disabled by \(EnvironmentKey.metadataDisabled)", hint: "unset \(EnvironmentKey.metadataDisabled)")
    }

    package static func condition(_ lookup: ProviderConditionInput) throws(Failure) -> ProviderCondition {
        ProviderCondition(
            trigger: nil,
            absence: isOff(in: lookup.environment)
                ? "\(EnvironmentKey.metadataDisabled) is true" : "it is used only if nothing else is configured")
    }

    package var isRole: Bool { true }
    package var doubt: Failure? { otherwise }
    package var fingerprint: KeyValuePairs<String, JSON?> { ["endpoint": .text(endpoint?.value)] }

    package func credentials(from chain: ProviderChain, policy: CredentialRenewalPolicy) async throws -> Credentials {
        let fetcher = InstanceMetadataFetcher(context: chain.context, service: chain.services.metadata)
        return try chain.accepted(try await fetcher.credentials(self), policy)
    }
}

extension CredentialOrigin {
    package static func instanceMetadata(_ settings: InstanceMetadataSettings) -> CredentialOrigin {
        CredentialOrigin(settings)
    }
}
