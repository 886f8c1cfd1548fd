import Engine
package import SystemKit

/// What every AWS client shares: the transport, when to repeat, the time, and awsx's name for itself.
package struct ServiceClient: Sendable {
    package let transport: any HTTPTransport
    package private(set) var retry: RetryPolicy
    package let clock: WallClock
    package let random: Randomness
    /// The value of `User-Agent`, such as `awsx/1.0.0`.
    package let userAgent: String

    package init(
        transport: any HTTPTransport, retry: RetryPolicy = RetryPolicy(), clock: WallClock, random: Randomness,
        version: String
    ) {
        self.transport = transport
        self.retry = retry
        self.clock = clock
        self.random = random
        userAgent = "awsx/\(version)"
    }

    /// The same for who has somebody else to ask.
    package var impatient: ServiceClient {
        var client = self
        client.retry = retry.impatient
        return client
    }

    /// Sends a call until it is answered, refused for good, or tried often enough.
    ///
    /// A grant that works once is repeated like any other after a lost answer. If AWS never got the request, the second
    /// try saves the login. If it did, the new tokens went down with the answer and nobody holds them, so the refusal
    /// of the second try costs nothing that was not lost already, and a try at once has the best chance with a service
    /// that forgives a short overlap. The refusal then says that an answer was lost before it.
    ///
    /// Throws `ServiceError` for a refusal, `Failure` for no answer, and `throttled` where AWS asks for a wait of more
    /// than a minute.
    func send(_ call: ServiceCall) async throws -> HTTPResponse {
        var attempt = 1
        var lostAnswer = false
        while true {
            let problem: any Error
            let verdict: RetryPolicy.Verdict
            do throws(TransportFailure) {
                let response = try await transport.send(prepared(call))
                if response.isSuccess { return response }
                let refusal = ServiceErrorDecoder(response, format: call.format)
                let error = refusal.error(
                    of: call, response: response, now: clock.now(), afterLostAnswer: lostAnswer && call.grantWorksOnce)
                verdict = retry.verdict(on: error, attempt: attempt, fraction: random.fraction())
                problem = error
            } catch {
                lostAnswer = lostAnswer || error.kind == .lost
                verdict = retry.verdict(on: error, attempt: attempt, fraction: random.fraction())
                problem = error.kind == .cancelled ? CancellationError() : error.failure
            }
            switch verdict {
            case .giveUp: throw problem
            case .askedToWaitTooLong(let seconds): throw askedToWait(seconds, call)
            case .repeatAfter(let milliseconds): try await clock.sleep(milliseconds)
            }
            attempt += 1
        }
    }

    private func prepared(_ call: ServiceCall) -> HTTPRequest {
        var request = call.request(clock.now())
        request.headers.append(HTTPField("User-Agent", userAgent))
        return request
    }

    private func askedToWait(_ seconds: Int64, _ call: ServiceCall) -> Failure {
        Failure(
            .throttled, "AWS asks to wait \(seconds) s before \(call.operation)", at: .url(call.url),
            hint: "run the command again after that")
    }
}

/// One operation of one service.
struct ServiceCall: Sendable {
    /// How a service writes its refusals.
    enum Format: Sendable { case json, xml }

    /// `CreateToken`, `GetRoleCredentials` …
    let operation: String
    let format: Format
    /// Scheme, host and path.
    let url: String
    /// What was sent and must not come back in a message.
    var secrets: [Secret] = []
    /// Whether a second success is impossible.
    var grantWorksOnce = false
    /// Seconds by which the clocks may differ before a refusal is put down to that.
    var clockTolerance: Int64 = 300
    /// The request for an attempt at this time; signatures hold the time.
    let request: @Sendable (Instant) -> HTTPRequest

    /// What a service said, without what it repeats of them, be it a part only.
    func hidingSecrets(_ text: String) -> String { secrets.reduce(text) { $1.hidden(in: $0) } }
}
