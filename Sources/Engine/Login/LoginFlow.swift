package import SystemKit

/// The two ways to sign in.
package enum LoginFlow: Sendable, Hashable {
    /// Authorization code with PKCE; the browser comes back to a listener on this machine (<doc:SignInProtocol>,
    /// Browser flow).
    case browser
    /// A code that is confirmed on any device (<doc:SignInProtocol>, Device flow); for a sign-in to the console, one that
    /// is copied from there (<doc:LoginSessions>, Signing in).
    case deviceCode
}

extension LoginFlow {
    /// The flow when none was asked for: a device code only where no browser on this machine can come back to it.
    ///
    /// - Parameters:
    ///   - session: of Identity Center; nil for a sign-in to the console.
    ///   - typedPort: `--port`: a redirect is forwarded to this machine, so the browser flow is wanted.
    ///   - needsDisplay: on Linux a browser needs a display; macOS and a set `BROWSER` have one of their own.
    package static func choose(
        for session: SSOSession?, usesDeviceCode: Bool, typedPort: Int?, environment: Environment, needsDisplay: Bool
    ) -> LoginFlow {
        if usesDeviceCode { return .deviceCode }
        if typedPort != nil { return .browser }
        let reason = deviceCodeReason(for: session, environment: environment, needsDisplay: needsDisplay)
        return reason == nil ? .browser : .deviceCode
    }

    /// Why no browser on this machine could come back to a sign-in, as half a sentence; nil if one can.
    package static func deviceCodeReason(
        for session: SSOSession?, environment: Environment, needsDisplay: Bool
    ) -> String? {
        if let session, session.name == nil { return "the profile has no sso-session" }
        if environment.text("BROWSER") != nil { return nil }
        if ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"].contains(where: { environment.text($0) != nil }) {
            return "over SSH, a browser can't connect back to this machine"
        }
        return needsDisplay && !hasDisplay(environment) ? "this machine has no display for a browser" : nil
    }

    /// Whether a desktop of Linux is there to show a browser.
    package static func hasDisplay(_ environment: Environment) -> Bool {
        ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment.text($0) != nil }
    }
}
