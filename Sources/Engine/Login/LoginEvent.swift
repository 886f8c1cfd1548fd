package import SystemKit

/// What a person should see while a sign-in goes on.
package enum LoginEvent: Sendable, Hashable {
    /// The session is good until then; nothing was done.
    case alreadySignedIn(SSOSession, until: Instant)
    /// Another process is signing in; this one waits.
    case waiting(SSOSession, holder: String)
    /// A browser is about to be sent there, or a person has to go.
    case browser(SSOSession, url: String, BrowserOpening)
    /// A code to confirm on any device; shown before anything opens.
    case deviceCode(SSOSession, DeviceAuthorization)
    /// Why no browser could be started for the device code's page; nil if one was.
    case openedForDeviceCode(failure: String?)
    case signedIn(SSOSession, until: Instant)
    /// The person gave it up.
    case givenUp(SSOSession)
}

/// Whether a browser goes to a sign-in's address by itself.
package enum BrowserOpening: Sendable, Hashable {
    /// It is about to be started.
    case starting
    /// None is wanted.
    case notWanted
    /// None could be started.
    case failed(String)
}
