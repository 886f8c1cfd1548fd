import Engine
import Synchronization

/// What all connections of one listener share: what is awaited, and whether it came.
final class RedirectListenerState: Sendable {
    let outcomes: AsyncStream<RedirectAnswer>
    private let delivery: AsyncStream<RedirectAnswer>.Continuation
    private let state: Secret
    private let isAnswered = Mutex(false)

    init(state: Secret) {
        self.state = state
        (outcomes, delivery) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
    }

    /// The page for a request; the outcome that it brings is told once the page is out, since the process may end soon after.
    func response(to request: LoopbackRequest, port: Int) -> LoopbackResponse {
        let request = RedirectRequest(
            method: request.method, target: request.target, hosts: request.values(of: "host"))
        let (page, outcome) = judge(request, port: port)
        var response = LoopbackResponse(status: page.status, headers: page.headers, body: page.html)
        if let outcome {
            response.whenSent = { [delivery] in
                delivery.yield(outcome)
                delivery.finish()
            }
        }
        return response
    }

    private func judge(_ request: RedirectRequest, port: Int) -> (page: RedirectPage, outcome: RedirectAnswer?) {
        isAnswered.withLock { isAnswered in
            let verdict = request.verdict(port: port, state: state)
            guard let outcome = verdict.outcome else { return verdict }
            guard !isAnswered else { return (.notFound, nil) }
            isAnswered = true
            return (verdict.page, outcome)
        }
    }

    /// Ends the wait.
    func end() { delivery.finish() }
}
