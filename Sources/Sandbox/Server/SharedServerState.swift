import Synchronization
import SystemKit

/// The one state that all connections share, and the true time.
final class SharedServerState: Sendable {
    private let server: Mutex<ServerState>
    private let clock: WallClock

    init(_ server: ServerState, clock: WallClock) {
        self.server = Mutex(server)
        self.clock = clock
    }

    /// What the server does for a request.
    enum Outcome: Sendable {
        case send(ServerResponse)
        /// Announce the whole reply, send half, end the connection.
        case sendHalf(ServerResponse)
        case reset
        case hang
    }

    func setBaseURL(_ url: String) { server.withLock { $0.baseURL = url } }

    /// Begins a session of `aws login`; nil if the name is no ARN.
    func beginLogin(_ session: String) -> LoginCacheFile? {
        server.withLock { $0.beginLogin(session, secondsLeft: nil, now: $0.clock(clock.now())) }
    }

    /// Counts a request as it arrives, waits out the latency, then carries it out.
    func handle(_ request: ServerRequest) async throws -> Outcome {
        let admin = AdminService()
        guard !admin.concerns(request) else {
            return .send(server.withLock { admin.answer(request, in: &$0, now: $0.clock(clock.now())) })
        }
        let plan = server.withLock { $0.plan(request, now: clock.now()) }
        if plan.latency > 0 { try await clock.sleep(plan.latency) }
        switch plan.handling {
        case .answer(let response): return .send(response)
        case .carryOut: return .send(carryOut(request, plan))
        case .fault(let fault):
            guard let service = plan.service else { return .reset }
            switch fault.reply(by: service) {
            case .send(let response): return .send(response)
            case .sendHalf: return .sendHalf(carryOut(request, plan))
            case .reset: return .reset
            case .hang: return .hang
            }
        }
    }

    /// The `Date` header: the sandbox's own idea of the time (RFC 9110, 5.6.7).
    func date() -> String { HTTPDate.text(server.withLock { $0.clock(clock.now()) }) }

    /// Waits for as long as no client does.
    func hang() async throws { try await clock.sleep(3_600_000) }

    private func carryOut(_ request: ServerRequest, _ plan: ServerState.Plan) -> ServerResponse {
        server.withLock { $0.carryOut(request, plan, now: clock.now()) }
    }
}
