import Engine
import SystemKit
import Testing
import Wire

struct RetryPolicyTests {
    private func error(_ code: String, _ status: Int, retryAfter: Int64? = nil) -> ServiceError {
        ServiceError(
            code: code, message: "", httpStatus: status, operation: "X", url: "https://h/x", retryAfter: retryAfter)
    }

    private func failure(_ kind: TransportFailure.Kind) -> TransportFailure {
        TransportFailure(kind, Failure(.unreachable, "no"))
    }

    @Test(arguments: [
        ("HTTP 500", 500, true), ("InternalServerException", 500, true), ("HTTP 502", 502, true),
        ("HTTP 503", 503, true), ("HTTP 504", 504, true), ("HTTP 501", 501, false), ("HTTP 505", 505, false),
        ("TooManyRequestsException", 429, true), ("HTTP 429", 429, true), ("ThrottlingException", 400, true),
        ("Throttling", 400, true), ("SlowDown", 400, true), ("RequestLimitExceeded", 400, true),
        ("RequestTimeout", 400, true), ("RequestTimeoutException", 408, true), ("PriorRequestNotComplete", 400, true),
        ("SlowDownException", 400, false), ("AuthorizationPendingException", 400, false),
        ("InvalidGrantException", 400, false), ("UnauthorizedException", 401, false),
        ("ForbiddenException", 403, false),
        ("HTTP 302", 302, false), ("HTTP 404", 404, false),
    ])
    func `Overload and broken servers are worth another try, refusals are not`(
        code: String, status: Int, isRepeated: Bool
    ) {
        let verdict = RetryPolicy().verdict(on: error(code, status), attempt: 1, fraction: 1)
        #expect(verdict == (isRepeated ? .repeatAfter(milliseconds: 1000) : .giveUp))
    }

    @Test(arguments: [
        (TransportFailure.Kind.notConnected, true), (.lost, true), (.untrusted, false), (.hopeless, false),
        (.cancelled, false),
    ])
    func `No answer is worth another try unless it must come the same again`(
        kind: TransportFailure.Kind, isRepeated: Bool
    ) {
        let verdict = RetryPolicy().verdict(on: failure(kind), attempt: 1, fraction: 1)
        #expect(verdict == (isRepeated ? .repeatAfter(milliseconds: 1000) : .giveUp))
    }

    @Test(arguments: [
        (1, 1.0, 1000), (2, 1.0, 2000), (3, 1.0, 4000), (5, 1.0, 16_000), (6, 1.0, 20_000), (90, 1.0, 20_000),
        (1, 0.0, 0), (4, 0.25, 2000),
    ])
    func `The wait is a random part of a power of two, twenty seconds at most`(
        attempt: Int, fraction: Double, milliseconds: Int64
    ) {
        let policy = RetryPolicy(maxAttempts: 100)
        #expect(
            policy.verdict(on: failure(.lost), attempt: attempt, fraction: fraction)
                == .repeatAfter(milliseconds: milliseconds))
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
