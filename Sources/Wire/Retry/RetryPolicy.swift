package import Engine
package import SystemKit

/// When a call is repeated and after how long: the standard mode of AWS's SDKs (<doc:RequestsAndErrors>, Repeating a
/// request).
package struct RetryPolicy: Sendable, Hashable {
    /// Attempts, not retries.
    package let maxAttempts: Int
    /// Whether somebody else can be asked: then what looks like an outage of a Region is not repeated.
    package private(set) var isImpatient = false

    package init(maxAttempts: Int = 3) { self.maxAttempts = maxAttempts }

    /// The same for who has somebody else to ask.
    package var impatient: RetryPolicy {
        var policy = self
        policy.isImpatient = true
        return policy
    }

    /// Reads `AWS_MAX_ATTEMPTS`, then the profile's `max_attempts`; three if there is neither.
    ///
    /// Throws `config-invalid` for anything but a whole number from 1 to 100.
    package static func resolve(environment: Environment, maxAttempts: Setting?) throws(Failure) -> RetryPolicy {
        let variable = environment.text(EnvironmentKey.maxAttempts).map {
            Setting(value: $0, location: .variable(EnvironmentKey.maxAttempts))
        }
        guard let setting = variable ?? maxAttempts else { return RetryPolicy() }
        guard let number = Int(setting.value), (1...100).contains(number) else {
            throw Failure(
                .configInvalid, "\"\(setting.value)\" is not a number of attempts from 1 to 100", at: setting.location,
                hint: "remove the setting to try three times")
        }
        return RetryPolicy(maxAttempts: number)
    }

    /// What to do after an attempt went wrong.
    package enum Verdict: Sendable, Hashable {
        case giveUp
        case repeatAfter(milliseconds: Int64)
        /// The service asks for a longer wait than a person or a script sits through.
        case askedToWaitTooLong(seconds: Int64)
    }

    /// The longest that a service's own `Retry-After` is obeyed, in seconds.
    package static let longestWait: Int64 = 60

    /// The verdict on an attempt, counted from 1, that AWS refused; `fraction` is a random number from 0 to 1.
    package func verdict(on error: ServiceError, attempt: Int, fraction: Double) -> Verdict {
        guard attempt < maxAttempts, RetryPolicy.isTransient(error) else { return .giveUp }
        if isImpatient, Failure(error).isOutage { return .giveUp }
        let delay = RetryPolicy.backoff(
            attempt: attempt, fraction: fraction, base: error.isThrottling ? 1 : RetryPolicy.quickBase)
        // A hint is believed, but not for long.
        let backoff = error.retryHint.map { max(delay, min($0, delay + RetryPolicy.hintRoom)) } ?? delay
        guard let wanted = error.retryAfter, wanted > 0 else { return .repeatAfter(milliseconds: backoff) }
        guard wanted <= RetryPolicy.longestWait else { return .askedToWaitTooLong(seconds: wanted) }
        return .repeatAfter(milliseconds: max(backoff, wanted * 1000))
    }

    /// The verdict on an attempt that got no answer.
    package func verdict(on failure: TransportFailure, attempt: Int, fraction: Double) -> Verdict {
        guard attempt < maxAttempts, failure.isWorthRepeating, !isImpatient else { return .giveUp }
        return .repeatAfter(
            milliseconds: RetryPolicy.backoff(attempt: attempt, fraction: fraction, base: RetryPolicy.quickBase))
    }

    /// Seconds from which the delays grow where nobody is overloaded.
    private static let quickBase = 0.05

    /// Milliseconds that a hint may add to a delay.
    private static let hintRoom: Int64 = 5000

    /// `fraction` of the base, doubled with each attempt, of 20 seconds at most; in milliseconds.
    private static func backoff(attempt: Int, fraction: Double, base: Double) -> Int64 {
        let ceiling = min(base * Double(1 << min(attempt - 1, 20)), 20)
        return Int64((fraction * ceiling * 1000).rounded())
    }

    /// A device login's `SlowDownException` and `AuthorizationPendingException` are answers to its own polling and are
    /// left to it.
    private static func isTransient(_ error: ServiceError) -> Bool {
        error.isThrottling || [500, 502, 503, 504].contains(error.httpStatus)
            || ["RequestTimeout", "RequestTimeoutException", "IDPCommunicationError"].contains(error.code)
    }
}
