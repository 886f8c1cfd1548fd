import SystemKit

/// Gives the credentials of the container that this runs in; once the variables name an endpoint, failure is final
/// (<doc:CredentialProviders>, Containers).
package struct ContainerCredentialFetcher: Sendable {
    private let context: RuntimeContext
    private let service: any ContainerService

    package init(context: RuntimeContext, service: any ContainerService) {
        self.context = context
        self.service = service
    }

    /// - Throws: `.configInvalid` for an endpoint or token that can't be used, and what the service throws.
    package func credentials(_ settings: ContainerSettings) async throws -> Credentials {
        let endpoint = try ContainerEndpoint(settings)
        let authorization = try ContainerEndpoint.authorization(settings, files: context.files)
        return try await service.credentials(endpoint, authorization: authorization)
    }
}
