package import Engine
import NIOCore
import NIOHTTP1
import NIOPosix
package import SystemKit

/// Waits on 127.0.0.1 for the browser to come back from the sign-in page (<doc:SignInProtocol>, Browser flow; RFC
/// 8252).
///
/// One path, one method, the exact `Host`, the expected `state`: anything else is answered with 404 or 400 and the wait
/// goes on. The first right answer ends it.
package final class RedirectListener: RedirectListening {
    /// The callback's path; the service takes any port with it.
    package static let path = "/oauth/callback"

    package let port: Int
    private let group: MultiThreadedEventLoopGroup
    private let channel: any Channel
    private let callback: RedirectListenerState
    private let outcomes: AsyncStream<RedirectAnswer>

    private init(group: MultiThreadedEventLoopGroup, channel: any Channel, port: Int, callback: RedirectListenerState) {
        self.group = group
        self.channel = channel
        self.port = port
        self.callback = callback
        outcomes = callback.outcomes
    }

    /// Begins to listen; port 0 lets the system choose.
    ///
    /// Throws `failed` if the port cannot be had.
    package static func start(port: Int = 0, state: Secret) async throws -> RedirectListener {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let callback = RedirectListenerState(state: state)
        do {
            let channel = try await ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 128)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { try RedirectConnection.setUp(channel, callback: callback) }
                }
                .bind(host: "127.0.0.1", port: port).get()
            guard let bound = channel.localAddress?.port else { throw ChannelError.unknownLocalAddress }
            callback.opened(onPort: bound)
            return RedirectListener(group: group, channel: channel, port: bound, callback: callback)
        } catch {
            try? await group.shutdownGracefully()
            let reason =
                switch (error as? IOError)?.errnoCode {
                case 98, 48: "the port is in use"
                case 13: "only root may use that port"
                default: "\(error)"
                }
            throw Failure(
                .failed, "cannot listen on 127.0.0.1\(port == 0 ? "" : ":\(port)") for the browser: \(reason)",
                hint: "choose another --port, or sign in with --use-device-code")
        }
    }

    /// Where the browser is sent back to, port included.
    package var redirectURI: String { "http://127.0.0.1:\(port)\(RedirectListener.path)" }

    /// The first right answer, or `timedOut` after so many milliseconds of the clock.
    ///
    /// Throws `CancellationError` if the task is cancelled or the listener closed.
    package func answer(withinMilliseconds deadline: Int64, clock: WallClock) async throws -> RedirectAnswer {
        let outcomes = outcomes
        return try await withThrowingTaskGroup(of: RedirectAnswer?.self) { group in
            group.addTask {
                for await outcome in outcomes { return outcome }
                return nil
            }
            group.addTask {
                try await clock.sleep(deadline)
                return .timedOut
            }
            defer { group.cancelAll() }
            guard let outcome = try await group.next() ?? nil else { throw CancellationError() }
            return outcome
        }
    }

    /// Stops listening and drops every connection.
    package func close() async {
        try? await channel.close()
        await callback.closeAll()
        try? await group.shutdownGracefully()
    }
}

/// Listeners for sign-ins on this machine.
package struct LoopbackListenerFactory: RedirectListenerFactory {
    package init() {}

    package func listen(port: Int?, state: String) async throws -> any RedirectListening {
        try await RedirectListener.start(port: port ?? 0, state: Secret(state))
    }
}
