import Engine
import Synchronization
package import Wire

/// A network of prepared answers: each call takes the next one, and everything that was asked is kept.
///
/// A call beyond the script gets a `failed` failure that names the request: no code under test expects that code.
package final class ScriptedTransport: HTTPTransport {
    /// What a call meets.
    package enum Step: Sendable {
        case answer(HTTPResponse)
        case failure(TransportFailure)
        /// Decided by the request.
        case react(@Sendable (HTTPRequest) -> HTTPResponse)

        /// A JSON body under a status.
        package static func json(
            _ body: String, status: Int = 200, headers: [HTTPField] = []
        ) -> Step {
            .answer(
                HTTPResponse(
                    status: status, headers: [HTTPField("Content-Type", "application/json")] + headers,
                    body: Array(body.utf8)))
        }

        /// A body of any kind under a status.
        package static func text(
            _ body: String, type: String, status: Int = 200, headers: [HTTPField] = []
        ) -> Step {
            .answer(
                HTTPResponse(
                    status: status, headers: [HTTPField("Content-Type", type)] + headers, body: Array(body.utf8)))
        }

        /// No connection came about.
        package static let refused = Step.failure(
            TransportFailure(.notConnected, Failure(.unreachable, "connection refused")))

        /// The request went out and no answer came.
        package static let lost = Step.failure(TransportFailure(.lost, Failure(.unreachable, "the answer was lost")))
    }

    private struct Standing {
        var steps: [Step]
        var requests: [HTTPRequest] = []
    }

    private let standing: Mutex<Standing>

    package init(_ steps: [Step]) { standing = Mutex(Standing(steps: steps)) }

    package convenience init(_ steps: Step...) { self.init(steps) }

    /// All requests so far, in order.
    package var requests: [HTTPRequest] { standing.withLock { $0.requests } }

    /// How many steps nobody asked for.
    package var stepsLeft: Int { standing.withLock { $0.steps.count } }

    package func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        let (step, number) = standing.withLock { standing -> (Step?, Int) in
            standing.requests.append(request)
            return (standing.steps.isEmpty ? nil : standing.steps.removeFirst(), standing.requests.count)
        }
        switch step {
        case .answer(let response): return response
        case .failure(let failure): throw failure
        case .react(let reaction): return reaction(request)
        case nil:
            throw TransportFailure(
                .hopeless, Failure(.failed, "request \(number), \(request), was not in the test's script"))
        }
    }
}
