package import SystemKit

/// A listener on this machine that a browser is sent back to (<doc:SignInProtocol>, Browser flow); implemented in Wire.
package protocol RedirectService: Sendable {
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
    case refused(error: String, description: String?)
    case timedOut
}

/// Opens an address in the user's browser; false if nothing could be started.
package struct Browser: Sendable {
    package let open: @Sendable (_ url: String) -> Bool

    package init(open: @escaping @Sendable (_ url: String) -> Bool) { self.open = open }
}

/// What a person should see while a sign-in goes on.
package enum LoginEvent: Sendable, Hashable {
    /// The session is good until then; nothing was done.
    case alreadySignedIn(SSOSession, until: Instant)
    /// Another process is signing in; this one waits.
    case waiting(SSOSession, holder: String)
    /// A browser is about to be sent there, or a person has to go.
    case browser(SSOSession, url: String, opened: Bool)
    /// A code to confirm on any device; shown before anything opens.
    case deviceCode(SSOSession, DeviceAuthorization)
    /// Whether a browser could be started for the device code's page.
    case openedForDeviceCode(Bool)
    case signedIn(SSOSession, until: Instant)
}

/// How a sign-in goes about it.
package struct LoginOptions: Sendable, Hashable {
    package var flow: LoginFlow
    /// Sign in although the session is good.
    package var force: Bool
    package var opensBrowser: Bool
    package var port: Int?
    /// For hints.
    package var profile: String?

    package init(
        flow: LoginFlow, force: Bool = false, opensBrowser: Bool = true, port: Int? = nil, profile: String? = nil
    ) {
        self.flow = flow
        self.force = force
        self.opensBrowser = opensBrowser
        self.port = port
        self.profile = profile
    }
}
