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
