package import SystemKit

/// What a person should see while a sign-in goes on; each with what it is a sign-in to, in words.
package enum LoginEvent: Sendable, Hashable {
    /// The session is good until then; nothing was done.
    case alreadySignedIn(String, until: Instant)
    /// Another process is signing in; this one waits.
    case waiting(String, holder: String)
    /// A browser is about to be sent there, or a person has to go.
    case browser(String, url: String, BrowserOpening)
    /// A page for any machine's browser, which ends in a text to copy.
    case page(String, url: String)
    /// A code to confirm on any device; shown before anything opens.
    case deviceCode(SSOSession, DeviceAuthorization)
    /// Why no browser could be started for the device code's page; nil if one was.
    case openedForDeviceCode(failure: String?)
    case signedIn(String, until: Instant)
    /// The person gave it up.
    case givenUp(String)
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
