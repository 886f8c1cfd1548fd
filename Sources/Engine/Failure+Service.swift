extension Failure {
    /// An answer of AWS that refuses, under the exit status of its kind.
    package init(_ error: ServiceError) {
        let isThrottled = error.httpStatus == 429 || ServiceError.throttlingCodes.contains(error.code)
        let code: Code =
            if isThrottled {
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
            hint: isThrottled ? wait : error.clockRemedy)
    }
}

extension ServiceError {
    /// How the message goes on where our clock differs so much from the server's that it may be to blame.
    package static let clockWords = "this machine's clock is"

    /// What mends a refusal that a wrong clock may have caused; nil for any other.
    package var clockRemedy: String? {
        message.contains(Self.clockWords) ? "sudo timedatectl set-ntp true, or set the clock by hand" : nil
    }

    /// What the services call "too many requests" (facts 10).
    package static let throttlingCodes: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException",
        "TooManyRequestsException", "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException",
        "SlowDown", "PriorRequestNotComplete",
    ]
}
