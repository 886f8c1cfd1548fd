/// The two ways to sign in.
package enum LoginFlow: Sendable, Hashable {
    /// Authorization code with PKCE; the browser comes back to a listener on this machine (<doc:SignInProtocol>,
    /// Browser flow).
    case browser
    /// A code that is confirmed on any device (<doc:SignInProtocol>, Device flow).
    case deviceCode
}
