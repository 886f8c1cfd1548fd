import Engine
import SystemKit
import TestSupport
import Testing

struct ContainerCredentialFetcherTests {
    private let home: TestHome
    private let service = ScriptedContainer()

    init() throws { home = try TestHome() }

    private func credentials(_ variables: KeyValuePairs<String, String>) async throws -> Credentials {
        let context = home.context(variables)
        let settings = try #require(ContainerSettings(context.environment))
        return try await ContainerCredentialFetcher(context: context, service: service).credentials(settings)
    }

    @Test func `The endpoint is asked with its token`() async throws {
        let keys = Credentials.of("AK", endsAt: home.later(3600))
        service.on { keys }
        let given = try await credentials([
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost:1/x", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "T",
        ])
        #expect(given == keys)
        #expect(
            service.calls == [ScriptedContainer.Call(url: "http://localhost:1/x", authorization: Secret("T"))])
    }

    @Test func `A token that can't be sent, or a host that isn't trusted, costs no request`() async throws {
        for variables: KeyValuePairs in [
            ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost/", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "T\n"],
            ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://example.com/", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "T"],
        ] {
            let failure = try await #require(throws: Failure.self) { try await credentials(variables) }
            #expect(failure.status == .configuration)
        }
        #expect(service.calls.isEmpty)
    }
}
