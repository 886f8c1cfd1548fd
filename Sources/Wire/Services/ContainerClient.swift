package import Engine
package import SystemKit

/// A container's credential endpoint over HTTP (<doc:CredentialProviders>, Containers): three attempts, a second apart;
/// every answer that is no credentials is worth another one.
package struct ContainerClient: ContainerService {
    private let transport: any HTTPTransport
    private let clock: WallClock
    private let userAgent: String

    private static let attempts = 3
    /// Milliseconds from one attempt to the next.
    private static let pause: Int64 = 1000
    /// Milliseconds for a connection, and again for an answer.
    package static let timeout: Int64 = 2000

    package init(transport: any HTTPTransport, clock: WallClock, version: String) {
        self.transport = transport
        self.clock = clock
        userAgent = "awsx/\(version)"
    }

    package func credentials(_ endpoint: ContainerEndpoint, authorization: Secret?) async throws -> Credentials {
        var headers = [HTTPField("Accept", "application/json"), HTTPField("User-Agent", userAgent)]
        if let authorization { headers.append(HTTPField("Authorization", authorization.reveal())) }
        let request = HTTPRequest("GET", endpoint.url, headers: headers)
        var attempt = 1
        while true {
            let failure: Failure
            do throws(TransportFailure) {
                let response = try await transport.send(request)
                do throws(Failure) {
                    return try EndpointCredentialsResponse.read(
                        response, from: "the container's credential endpoint", at: request.urlWithoutQuery,
                        hiding: authorization)
                } catch {
                    failure = Failure(
                        error.code, error.message, at: error.location,
                        hint: error.hint ?? "it is set in \(endpoint.location)",
                        status: error.status)
                }
            } catch {
                if error.kind == .cancelled { throw CancellationError() }
                failure = Failure(
                    error.failure.code, "the container's credential endpoint: \(error.failure.message)",
                    at: error.failure.location, hint: "it is set in \(endpoint.location)")
            }
            guard attempt < Self.attempts else { throw failure }
            attempt += 1
            try await clock.sleep(Self.pause)
        }
    }
}
