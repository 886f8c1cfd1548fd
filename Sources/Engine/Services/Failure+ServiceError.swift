extension Failure {
    /// An answer of AWS that refuses, under the exit status of its kind.
    package init(_ error: ServiceError) {
        guard error.isAnswer else {
            self.init(
                .badAnswer, "the response to \(error.operation) is \(error.code), which AWS never sends",
                at: .url(error.url), hint: "a proxy or the network's sign-in page may answer instead of AWS")
            return
        }
        let code: Code =
            if error.isThrottling {
                .throttled
            } else if error.httpStatus >= 500 {
                .unreachable
            } else if error.httpStatus == 401 || error.httpStatus == 403 || error.code == "AccessDeniedException" {
                .denied
            } else {
                .failed
            }
        let words = error.message.isEmpty ? "" : ": \(error.message)"
        let wait = error.retryAfter.map { "try again in \($0) s" } ?? "try again in a minute"
        self.init(
            code, "AWS refused \(error.operation) with \(error.code)\(words)", at: .url(error.url),
            hint: error.isThrottling
                ? Hint(wait)
                : error.clockRemedy.map { Hint($0) } ?? (code == .unreachable ? "\(wait); \(Self.doctorHint)" : nil))
    }

    /// Where it isn't known what stands in the way.
    package static let doctorHint: Hint = "to find the cause: \(run: .examine)"
}

extension ServiceError {
    /// Whether the status is one that refuses, or tells of a fault. Others come from somebody in between: a redirect to a
    /// sign-in page, a switch of protocols, a number that is no status.
    package var isAnswer: Bool { (400..<600).contains(httpStatus) }

    /// How the message goes on where our clock differs so much from the server's that it may be to blame.
    package static let clockWords = "this machine's clock is"

    /// What mends a refusal that a wrong clock may have caused; nil for any other.
    package var clockRemedy: String? {
        message.contains(Self.clockWords) ? "sudo timedatectl set-ntp true, or set the clock by hand" : nil
    }

    /// Whether the service says that it is asked too often.
    package var isThrottling: Bool { httpStatus == 429 || Self.throttlingCodes.contains(code) }

    /// What the services call "too many requests" (<doc:RequestsAndErrors>, Repeating a request).
    private static let throttlingCodes: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException",
        "TooManyRequestsException", "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException",
        "ProvisionedThroughputExceededException", "TransactionInProgressException", "SlowDown",
        "PriorRequestNotComplete", "EC2ThrottledException",
    ]
}
