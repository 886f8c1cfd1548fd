import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import SystemKit

/// The HTTP server around a world. It listens on 127.0.0.1 only.
struct SandboxServer: Sendable {
    /// Where a server that runs is found.
    struct Address: Sendable, Hashable {
        let url: String
        /// The CA certificate that clients must trust, of a server with TLS.
        let certificateAuthority: String?
    }

    let world: SharedWorld
    /// 0: any free port.
    let port: Int
    let identity: ServerIdentity?

    /// Serves for as long as `body` runs, and returns what it returns. Throws if the port can't be had.
    func run<Value: Sendable>(_ body: @escaping @Sendable (Address) async throws -> Value) async throws -> Value {
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        let application = try application { channel in
            ready.yield(channel.localAddress?.port ?? 0)
            ready.finish()
        }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await application.run()
                return nil
            }
            group.addTask {
                for await port in ports { return try await body(address(port)) }
                return nil
            }
            defer { group.cancelAll() }
            while let finished = try await group.next() {
                if let finished { return finished }
            }
            throw CancellationError()
        }
    }

    private func address(_ port: Int) -> Address {
        let url = "\(identity == nil ? "http" : "https")://127.0.0.1:\(port)"
        world.setBaseURL(url)
        return Address(url: url, certificateAuthority: identity?.authorityPath)
    }

    private func application(
        onReady: @escaping @Sendable (any Channel) async -> Void
    ) throws -> some ApplicationProtocol {
        let world = world
        let plain = HTTPServerBuilder { _ in
            HTTP1Channel { request, writer, channel in
                try await Connection(world: world, channel: channel).answer(request, writer)
            }
        }
        let builder =
            try identity.map { try HTTPServerBuilder.tls(plain, tlsConfiguration: $0.configuration()) } ?? plain
        return Application(
            responder: Unreached(),
            server: builder,
            configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil, backlog: 1024),
            onServerRunning: onReady,
            logger: Logger(label: "awsx-sandbox", factory: { _ in SwiftLogNoOpLogHandler() })
        )
    }
}

/// The responder that an application must have. Ours sits in the channel, below the place where the framework sets the
/// Date header, since the sandbox's clock may be wrong on purpose.
private struct Unreached: HTTPResponder {
    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        Response(status: .notFound)
    }
}
