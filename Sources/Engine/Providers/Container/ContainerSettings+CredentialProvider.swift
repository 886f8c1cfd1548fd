import SystemKit

extension ContainerSettings: CredentialProvider {
    package static let name = "container-role"

    package static func fromMachine(_ lookup: FallbackProviderLookup) throws(Failure) -> CredentialOrigin? {
        ContainerSettings(lookup.context.environment).map(CredentialOrigin.container)
    }

    package static let sourceName: String? = "EcsContainer"

    package static func fromSourceName(_ lookup: CredentialSourceProviderLookup) throws(Failure) -> CredentialOrigin {
        if let container = ContainerSettings(lookup.environment) { return .container(container) }
        throw lookup.nothing(
            "needs \(EnvironmentKey.containerRelativeURI), which is set only in a container",
            hint: "use source_profile instead"
        )
    }

    package static func isChosen(in context: RuntimeContext) throws(Failure) -> Bool {
        ContainerSettings(context.environment) != nil
    }

    package static func condition(_ lookup: ProviderConditionInput) throws(Failure) -> ProviderCondition {
        let variables = [EnvironmentKey.containerRelativeURI, EnvironmentKey.containerFullURI]
        return ProviderCondition(
            trigger: variables.first { lookup.environment[$0] != nil },
            absence: "neither \(variables.joined(separator: " nor ")) is set")
    }

    package var isRole: Bool { true }

    package var fingerprint: KeyValuePairs<String, JSON?> {
        [
            "relative_uri": .text(relativeURI?.value), "full_uri": .text(fullURI?.value),
            "token_file": .text(tokenFile?.value),
        ]
    }

    package func credentials(from chain: ProviderChain, policy: CredentialRenewalPolicy) async throws -> Credentials {
        let fetcher = ContainerCredentialFetcher(context: chain.context, service: chain.services.container)
        return try chain.accepted(try await fetcher.credentials(self), policy)
    }
}

extension CredentialOrigin {
    package static func container(_ settings: ContainerSettings) -> CredentialOrigin { CredentialOrigin(settings) }
}
