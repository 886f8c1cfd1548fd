import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import SystemKit

/// The HTTP server around the state. It listens on 127.0.0.1 only.
struct SandboxServer: Sendable {
    /// Where a server that runs is found.
    struct Address: Sendable, Hashable {
        let url: String
        /// The CA certificate that clients must trust, of a server with TLS.
        let certificateAuthority: String?
    }

    private typealias Listener = NIOAsyncChannel<Connection.Channel, Never>

    let server: SharedServerState
    /// 0: any free port.
    let port: Int
    let identity: ServerCertificate?

    /// Serves for as long as `body` runs, and returns what it returns. Throws if the port can't be had.
    func run<Value: Sendable>(_ body: @escaping @Sendable (Address) async throws -> Value) async throws -> Value {
        let listener = try await listen()
        let address = address(listener.channel.localAddress?.port ?? 0)
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await serve(listener)
                return nil
            }
            group.addTask { try await body(address) }
            defer { group.cancelAll() }
            while let finished = try await group.next() {
                if let finished { return finished }
            }
            throw CancellationError()
        }
    }

    private func address(_ port: Int) -> Address {
        let url = "\(identity == nil ? "http" : "https")://127.0.0.1:\(port)"
        server.setBaseURL(url)
        return Address(url: url, certificateAuthority: identity?.authorityPath)
    }

    private func listen() async throws -> Listener {
        let tls = try identity.map { try NIOSSLContext(configuration: $0.configuration()) }
        return try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture { try Connection.setUp(channel, tls: tls) }
            }
    }

    private func serve(_ listener: Listener) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            try await listener.executeThenClose { connections in
                for try await channel in connections {
                    group.addTask {
                        // A client that goes away in the middle ends its own connection, and no other.
                        try? await Connection(server: server, channel: channel).serve()
                    }
                }
            }
        }
    }
}
