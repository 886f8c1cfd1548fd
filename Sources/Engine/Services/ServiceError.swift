/// An answer of AWS that refuses: its code as AWS names it (<doc:RequestsAndErrors>, Error codes), never a secret.
package struct ServiceError: Error, Sendable, Hashable {
    /// `InvalidGrantException`, `ForbiddenException`, `AccessDenied` …; `HTTP 502` where a body names none.
    package let code: String
    /// The service's own words, from outside: shown only through `TerminalSafe`.
    package let message: String
    package let httpStatus: Int
    /// `CreateToken`, `GetRoleCredentials` …
    package let operation: String
    /// Scheme, host and path that answered.
    package let url: String
    /// Seconds that the service asked to wait, if it did.
    package let retryAfter: Int64?
    /// Milliseconds that it hinted at by `x-amz-retry-after`, if it did.
    package let retryHint: Int64?
    /// The answer's `error` member, a finer word than the code: `TOKEN_EXPIRED` (<doc:LoginSessions>, Renewal).
    package let reason: String?

    package init(
        code: String, message: String, httpStatus: Int, operation: String, url: String, retryAfter: Int64? = nil,
        retryHint: Int64? = nil, reason: String? = nil
    ) {
        self.code = code
        self.message = message
        self.httpStatus = httpStatus
        self.operation = operation
        self.url = url
        self.retryAfter = retryAfter
        self.retryHint = retryHint
        self.reason = reason
    }
}
