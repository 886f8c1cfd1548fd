import Engine
import SystemKit
import Testing
import Wire

struct RetryPolicyTests {
    private func error(_ code: String, _ status: Int, retryAfter: Int64? = nil, hint: Int64? = nil) -> ServiceError {
        ServiceError(
            code: code, message: "", httpStatus: status, operation: "X", url: "https://h/x", retryAfter: retryAfter,
            retryHint: hint)
    }

    private func failure(_ kind: TransportFailure.Kind) -> TransportFailure {
        TransportFailure(kind, Failure(.unreachable, "no"))
    }

    @Test(
        arguments: [
            ("HTTP 500", 500, 50), ("InternalServerException", 500, 50), ("HTTP 502", 502, 50),
            ("HTTP 503", 503, 50), ("HTTP 504", 504, 50), ("HTTP 501", 501, nil), ("HTTP 505", 505, nil),
            ("TooManyRequestsException", 429, 1000), ("HTTP 429", 429, 1000), ("ThrottlingException", 400, 1000),
            ("Throttling", 400, 1000), ("SlowDown", 400, 1000), ("RequestLimitExceeded", 400, 1000),
            ("EC2ThrottledException", 400, 1000), ("TransactionInProgressException", 400, 1000),
            ("ProvisionedThroughputExceededException", 400, 1000), ("IDPCommunicationError", 400, 50),
            ("RequestTimeout", 400, 50), ("RequestTimeoutException", 408, 50), ("PriorRequestNotComplete", 400, 1000),
            ("SlowDownException", 400, nil), ("AuthorizationPendingException", 400, nil),
            ("InvalidGrantException", 400, nil), ("UnauthorizedException", 401, nil),
            ("ForbiddenException", 403, nil),
            ("HTTP 302", 302, nil), ("HTTP 404", 404, nil),
        ] as [(String, Int, Int64?)])
    func `Overload and broken servers are worth another try, refusals are not`(
        code: String, status: Int, milliseconds: Int64?
    ) {
        let verdict = RetryPolicy().verdict(on: error(code, status), attempt: 1, fraction: 1)
        #expect(verdict == (milliseconds.map { .repeatAfter(milliseconds: $0) } ?? .giveUp))
    }

    @Test(arguments: [
        (TransportFailure.Kind.notConnected, true), (.lost, true), (.untrusted, false), (.hopeless, false),
        (.cancelled, false),
    ])
    func `No answer is worth another try unless it must come the same again`(
        kind: TransportFailure.Kind, isRepeated: Bool
    ) {
        let verdict = RetryPolicy().verdict(on: failure(kind), attempt: 1, fraction: 1)
        #expect(verdict == (isRepeated ? .repeatAfter(milliseconds: 50) : .giveUp))
    }

    @Test func `Who has somebody else to ask repeats no outage, and a wish to be asked less often as ever`() {
        let policy = RetryPolicy().impatient
        for status in [500, 502, 503, 504] {
            #expect(policy.verdict(on: error("HTTP \(status)", status), attempt: 1, fraction: 1) == .giveUp)
        }
        for kind in [TransportFailure.Kind.notConnected, .lost] {
            #expect(policy.verdict(on: failure(kind), attempt: 1, fraction: 1) == .giveUp)
        }
        #expect(
            policy.verdict(on: error("TooManyRequestsException", 429), attempt: 1, fraction: 1)
                == .repeatAfter(milliseconds: 1000))
        #expect(policy.maxAttempts == 3)
    }

    @Test(arguments: [
        (1, 1.0, 1000, 50), (2, 1.0, 2000, 100), (3, 1.0, 4000, 200), (5, 1.0, 16_000, 800), (6, 1.0, 20_000, 1600),
        (10, 1.0, 20_000, 20_000), (90, 1.0, 20_000, 20_000), (1, 0.0, 0, 0), (4, 0.25, 2000, 100),
        (6, 0.5, 10_000, 800),
    ])
    func `The wait is a random part of a base that doubles, twenty seconds at most`(
        attempt: Int, fraction: Double, throttled: Int64, other: Int64
    ) {
        let policy = RetryPolicy(maxAttempts: 100)
        let throttling = error("ThrottlingException", 400)
        #expect(
            policy.verdict(on: throttling, attempt: attempt, fraction: fraction)
                == .repeatAfter(milliseconds: throttled))
        #expect(
            policy.verdict(on: failure(.lost), attempt: attempt, fraction: fraction)
                == .repeatAfter(milliseconds: other))
    }

    /// The header, and the wait behind a delay of a second.
    @Test(
        arguments: [
            (0, 1000), (999, 1000), (1500, 1500), (6000, 6000), (6001, 6000), (Int64.max, 6000),
        ] as [(Int64, Int64)])
    func `A hint makes the wait longer by five seconds at most`(hint: Int64, milliseconds: Int64) {
        let error = error("ThrottlingException", 400, hint: hint)
        #expect(
            RetryPolicy().verdict(on: error, attempt: 1, fraction: 1) == .repeatAfter(milliseconds: milliseconds))
    }

    @Test func `The last attempt is the last`() {
        #expect(RetryPolicy().verdict(on: failure(.lost), attempt: 2, fraction: 0) == .repeatAfter(milliseconds: 0))
        #expect(RetryPolicy().verdict(on: failure(.lost), attempt: 3, fraction: 0) == .giveUp)
        #expect(RetryPolicy(maxAttempts: 1).verdict(on: error("HTTP 500", 500), attempt: 1, fraction: 0) == .giveUp)
    }

    @Test(arguments: [
        (Int64(0), RetryPolicy.Verdict.repeatAfter(milliseconds: 1000)), (1, .repeatAfter(milliseconds: 1000)),
        (7, .repeatAfter(milliseconds: 7000)), (60, .repeatAfter(milliseconds: 60_000)),
        (61, .askedToWaitTooLong(seconds: 61)), (Int64.max, .askedToWaitTooLong(seconds: .max)),
    ])
    func `A wait that the service asks for is kept, up to a minute`(seconds: Int64, verdict: RetryPolicy.Verdict) {
        let error = error("TooManyRequestsException", 429, retryAfter: seconds)
        #expect(RetryPolicy().verdict(on: error, attempt: 1, fraction: 1) == verdict)
    }

    @Test(arguments: [
        (1, 0.5, Int64(1), 1000), (3, 1.0, 1, 4000), (3, 1.0, 3, 4000), (3, 1.0, 4, 4000), (3, 1.0, 5, 5000),
        (8, 1.0, 2, 20_000), (3, 0.25, 2, 2000),
    ])
    func `A shorter wait than the backoff is not taken`(
        attempt: Int, fraction: Double, asked: Int64, milliseconds: Int64
    ) {
        let error = error("TooManyRequestsException", 429, retryAfter: asked)
        #expect(
            RetryPolicy(maxAttempts: 100).verdict(on: error, attempt: attempt, fraction: fraction)
                == .repeatAfter(milliseconds: milliseconds))
    }

    @Test func `The variable beats the profile, and three is the rule`() throws {
        let setting = Setting(value: "5", location: .file("config", line: 1))
        #expect(try RetryPolicy.resolve(environment: Environment(), maxAttempts: nil).maxAttempts == 3)
        #expect(try RetryPolicy.resolve(environment: Environment(), maxAttempts: setting).maxAttempts == 5)
        let environment = Environment(["AWS_MAX_ATTEMPTS": "1"])
        #expect(try RetryPolicy.resolve(environment: environment, maxAttempts: setting).maxAttempts == 1)
    }

    @Test(arguments: ["0", "-3", "three", "1000", "2.0"])
    func `A number of attempts that is none is a configuration error`(text: String) throws {
        let failure = try #require(throws: Failure.self) {
            try RetryPolicy.resolve(environment: Environment(["AWS_MAX_ATTEMPTS": "\(text)"]), maxAttempts: nil)
        }
        #expect(failure.status == .configuration)
        #expect(failure.location == .variable("AWS_MAX_ATTEMPTS"))
    }
}
