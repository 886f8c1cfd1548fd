package import SystemKit

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
