package import Engine

/// A container's credential endpoint of prepared answers that keeps what it was asked.
package final class ScriptedContainer: ContainerService {
    package struct Call: Sendable, Hashable {
        package let url: String
        package let authorization: Secret?

        package init(url: String, authorization: Secret?) {
            self.url = url
            self.authorization = authorization
        }
    }

    private let script = ScriptedReplies<Credentials>("containerCredentials", [])
    private let kept = RecordedItems<Call>()

    package init() {}

    package var calls: [Call] { kept.items }

    package func on(_ step: @escaping @Sendable () async throws -> Credentials) { script.append(step) }

    package func credentials(_ endpoint: ContainerEndpoint, authorization: Secret?) async throws -> Credentials {
        kept.add(Call(url: endpoint.url, authorization: authorization))
        return try await script.next(endpoint.url)
    }
}
