package import Engine
import NIOCore
package import SystemKit

/// Waits on 127.0.0.1 for the browser to come back from the sign-in page (<doc:SignInProtocol>, Browser flow; RFC
/// 8252).
///
/// One path, one method, the exact `Host`, the expected `state`: anything else is answered with 404 or 400 and the wait
/// goes on. The first right answer ends it.
package final class RedirectListener: RedirectListening {
    /// The callback's path; the service takes any port with it.
    package static let path = "/oauth/callback"

    private let server: LoopbackServer
    private let callback: RedirectListenerState
    private let outcomes: AsyncStream<RedirectAnswer>

    private init(server: LoopbackServer, callback: RedirectListenerState) {
        self.server = server
        self.callback = callback
        outcomes = callback.outcomes
    }

    /// Begins to listen; port 0 lets the system choose.
    ///
    /// Throws `failed` if the port can't be had.
    package static func start(port: Int = 0, state: Secret) async throws -> RedirectListener {
        let callback = RedirectListenerState(state: state)
        do {
            return RedirectListener(
                server: try await LoopbackServer.start(at: .port(port)) { request, channel in
                    channel.eventLoop.makeSucceededFuture(callback.response(to: request, port: channel.serverPort))
                }, callback: callback)
        } catch let refusal as LoopbackServer.Refusal {
            throw Failure(
                .failed, "can't listen on \(refusal.address) for the browser: \(refusal.reason)",
                hint: "choose another --port, or sign in with --use-device-code")
        }
    }

    package var port: Int { server.port }

    /// Where the browser is sent back to, port included.
    package var redirectURI: String { "http://127.0.0.1:\(port)\(RedirectListener.path)" }

    /// The first right answer, or `timedOut` after so many milliseconds of the clock.
    ///
    /// Throws `CancellationError` if the task is cancelled or the listener closed.
    package func answer(withinMilliseconds deadline: Int64, clock: WallClock) async throws -> RedirectAnswer {
        let outcomes = outcomes
        let answer = try await clock.within(deadline) {
            for await outcome in outcomes { return outcome }
            throw CancellationError()
        }
        return answer ?? .timedOut
    }

    /// Stops listening and drops every connection.
    package func close() async {
        callback.end()
        await server.close()
    }
}

/// Listeners for sign-ins on this machine.
package struct LoopbackListenerFactory: RedirectListenerFactory {
    package init() {}

    package func listen(port: Int?, state: String) async throws -> any RedirectListening {
        try await RedirectListener.start(port: port ?? 0, state: Secret(state))
    }
}
