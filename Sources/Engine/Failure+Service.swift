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
        let hint = isThrottled ? error.retryAfter.map { "try again in \($0) s" } ?? "try again in a minute" : nil
        self.init(
            code, "AWS refused \(error.operation) with \(error.code)\(words)", at: .url(error.url), hint: hint)
    }
}

extension ServiceError {
    /// What the services call "too many requests" (facts 10).
    package static let throttlingCodes: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException",
        "TooManyRequestsException", "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException",
        "SlowDown", "PriorRequestNotComplete",
    ]
}
