package import SystemKit

/// A listener on this machine that a browser is sent back to (<doc:SignInProtocol>, Browser flow); implemented in Wire.
package protocol RedirectListenerFactory: Sendable {
    /// Listens on 127.0.0.1, on a port of the kernel's choice or the given one.
    func listen(port: Int?, state: String) async throws -> any RedirectListening
}

/// One sign-in's listener.
package protocol RedirectListening: Sendable {
    /// With the port, as it is sent to the service.
    var redirectURI: String { get }
    func answer(withinMilliseconds deadline: Int64, clock: WallClock) async throws -> RedirectAnswer
    func close() async
}

/// What the browser brought back.
package enum RedirectAnswer: Sendable, Hashable {
    case code(Secret)
    /// OAuth's `error` and `error_description`, from outside.
    case refused(error: String, description: String?)
    case timedOut
}
