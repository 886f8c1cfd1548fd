import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A small server for this machine alone: 127.0.0.1, one short request a connection, little time for each, few at once.
final class LoopbackServer: Sendable {
    /// Answers a request on a connection, whose event loop it may not hold up.
    typealias Responder = @Sendable (LoopbackRequest, any Channel) -> EventLoopFuture<LoopbackResponse>

    /// Where it listens.
    enum Place: Sendable {
        /// A port of 127.0.0.1; the system chooses for 0.
        case port(Int)
        /// A socket in the file system, which only who may use its folder reaches.
        case socket(String)

        fileprivate var title: String {
            switch self {
            case .port(0): "127.0.0.1"
            case .port(let port): "127.0.0.1:\(port)"
            case .socket(let path): path
            }
        }
    }

    /// 0 for one without.
    let port: Int
    private let group: MultiThreadedEventLoopGroup
    private let channel: any Channel
    private let connections: LoopbackConnections

    private init(
        group: MultiThreadedEventLoopGroup, channel: any Channel, port: Int, connections: LoopbackConnections
    ) {
        self.group = group
        self.channel = channel
        self.port = port
        self.connections = connections
    }

    /// Begins to listen.
    ///
    /// - Throws: `LoopbackServer.Refusal`.
    static func start(at place: Place = .port(0), respond: @escaping Responder) async throws -> LoopbackServer {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let connections = LoopbackConnections()
        do {
            let bootstrap = ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 128)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        connections.admit(channel)
                        try LoopbackConnection.setUp(channel, respond: respond)
                    }
                }
            let channel =
                switch place {
                case .port(let port):
                    try await bootstrap.serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                        .bind(host: "127.0.0.1", port: port).get()
                case .socket(let path): try await bootstrap.bind(unixDomainSocketPath: path).get()
                }
            return LoopbackServer(
                group: group, channel: channel, port: channel.serverPort, connections: connections)
        } catch {
            try? await group.shutdownGracefully()
            throw Refusal(error, place)
        }
    }

    /// Stops listening and drops every connection.
    func close() async {
        try? await channel.close()
        await connections.closeAll()
        try? await group.shutdownGracefully()
    }

    /// Why no port could be had.
    struct Refusal: Error {
        let address: String
        /// In words.
        let reason: String

        fileprivate init(_ error: any Error, _ place: Place) {
            address = place.title
            reason =
                switch (error as? IOError)?.errnoCode {
                case 98, 48: "the port is in use"
                case 13: "only root may use that port"
                default: "\(error)"
                }
        }
    }
}

extension Channel {
    /// The port of the server that a connection came to; 0 for a socket of the file system.
    var serverPort: Int { localAddress?.port ?? 0 }
}

/// Who is connected to a server.
private final class LoopbackConnections: Sendable {
    /// More than any browser or SDK opens; beyond it the oldest is dropped, so that idle ones shut nobody out.
    private static let limit = 32

    private let open = Mutex<[any Channel]>([])

    /// Keeps a connection in sight until it closes.
    func admit(_ channel: any Channel) {
        let dropped = open.withLock { open -> (any Channel)? in
            open.append(channel)
            return open.count > Self.limit ? open.removeFirst() : nil
        }
        dropped?.close(promise: nil)
        channel.closeFuture.whenComplete { [self] _ in open.withLock { $0.removeAll { $0 === channel } } }
    }

    func closeAll() async {
        for channel in open.withLock({ $0 }) { try? await channel.close() }
    }
}
