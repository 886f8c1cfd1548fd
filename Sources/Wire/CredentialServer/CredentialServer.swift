package import Engine
import NIOCore

/// Gives credentials to one command by the protocol of containers: `AWS_CONTAINER_CREDENTIALS_FULL_URI` and
/// `AWS_CONTAINER_AUTHORIZATION_TOKEN` (<doc:LongRuns>, The server).
///
/// On 127.0.0.1 alone. One path, one method, the exact `Host`, no `Origin`, the token of the run: anything else is refused
/// in words that tell nothing of what was expected, and nothing is logged.
package final class CredentialServer: Sendable {
    private let server: LoopbackServer
    /// For containers; nil where none asks.
    private let socket: LoopbackServer?

    private init(_ server: LoopbackServer, _ socket: LoopbackServer?) {
        self.server = server
        self.socket = socket
    }

    /// Begins to listen on a port that the system chooses.
    ///
    /// - Parameters:
    ///   - socket: a path at which it listens as well, for a forwarder that has the address of containers' credentials.
    ///   - token: what a request must have as its `Authorization`.
    ///   - source: asked for each request that may have an answer.
    /// - Throws: `.failed` where no port can be had.
    package static func start(
        socket: String? = nil, token: Secret, source: @escaping @Sendable () async -> CredentialServerAnswer
    ) async throws(Failure) -> CredentialServer {
        func start(_ place: LoopbackServer.Place) async throws -> LoopbackServer {
            try await LoopbackServer.start(at: place) { request, channel in
                let host =
                    if case .socket = place { CredentialServerAddress.containerHost } else {
                        "127.0.0.1:\(channel.serverPort)"
                    }
                if let refusal = CredentialRequestRefusal(request, host: host, token: token) {
                    return channel.eventLoop.makeSucceededFuture(refusal.response)
                }
                return channel.eventLoop.makeFutureWithTask { await source().response }
            }
        }
        do {
            let server = try await start(.port(0))
            guard let socket else { return CredentialServer(server, nil) }
            do {
                return CredentialServer(server, try await start(.socket(socket)))
            } catch {
                await server.close()
                throw error
            }
        } catch let refusal as LoopbackServer.Refusal {
            throw Failure(.failed, "can't listen on \(refusal.address) for the command: \(refusal.reason)")
        } catch {
            throw Failure(.failed, "can't listen for the command: \(error)")
        }
    }

    package var port: Int { server.port }

    /// What `AWS_CONTAINER_CREDENTIALS_FULL_URI` names.
    package var url: String { "http://127.0.0.1:\(port)\(CredentialServerAddress.path)" }

    /// Stops listening and drops every connection.
    package func close() async {
        await server.close()
        await socket?.close()
    }
}
