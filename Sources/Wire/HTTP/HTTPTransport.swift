package import Engine

/// Sends one request and returns whatever was answered; follows no redirect, repeats nothing.
package protocol HTTPTransport: Sendable {
    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse
}

/// No answer: how far the request came, which decides whether it may be repeated, and what to tell the user.
package struct TransportFailure: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// Nothing was sent: no address, no connection, no TLS in time.
        case notConnected
        /// The request may have been carried out, but its answer did not arrive whole.
        case lost
        /// The server's certificate is not trusted; another try gives the same.
        case untrusted
        /// An answer that no try can make good: too large, a proxy that wants a password, a URL that is none.
        case hopeless
        /// The task was cancelled.
        case cancelled
    }

    package let kind: Kind
    package let failure: Failure

    package init(_ kind: Kind, _ failure: Failure) {
        self.kind = kind
        self.failure = failure
    }

    package var isWorthRepeating: Bool { kind == .notConnected || kind == .lost }
}
