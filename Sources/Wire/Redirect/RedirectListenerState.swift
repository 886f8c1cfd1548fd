import Engine
import NIOCore
import Synchronization

/// What all connections of one listener share: what is awaited, whether it came, and who is connected.
final class RedirectListenerState: Sendable {
    /// More connections than any browser opens; beyond it the oldest is dropped, so that idle ones shut nobody out.
    static let connectionLimit = 32

    let outcomes: AsyncStream<RedirectAnswer>
    private let delivery: AsyncStream<RedirectAnswer>.Continuation
    private let state: Secret
    private let standing = Mutex(Standing())

    private struct Standing {
        var port = 0
        var isAnswered = false
        var connections: [any Channel] = []
    }

    init(state: Secret) {
        self.state = state
        (outcomes, delivery) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
    }

    func opened(onPort port: Int) { standing.withLock { $0.port = port } }

    /// Keeps a connection in sight until it closes.
    func admit(_ channel: any Channel) {
        let dropped = standing.withLock { standing -> (any Channel)? in
            standing.connections.append(channel)
            return standing.connections.count > RedirectListenerState.connectionLimit
                ? standing.connections.removeFirst() : nil
        }
        dropped?.close(promise: nil)
        channel.closeFuture.whenComplete { [self] _ in
            standing.withLock { $0.connections.removeAll { $0 === channel } }
        }
    }

    /// The answer to a request, and the outcome that it brings once it has been sent.
    func judge(_ request: RedirectRequest) -> (page: RedirectPage, outcome: RedirectAnswer?) {
        standing.withLock { standing in
            let verdict = request.verdict(port: standing.port, state: state)
            guard let outcome = verdict.outcome else { return verdict }
            guard !standing.isAnswered else { return (.notFound, nil) }
            standing.isAnswered = true
            return (verdict.page, outcome)
        }
    }

    func deliver(_ outcome: RedirectAnswer) {
        delivery.yield(outcome)
        delivery.finish()
    }

    func closeAll() async {
        delivery.finish()
        let connections = standing.withLock { $0.connections }
        for channel in connections { try? await channel.close() }
    }
}
