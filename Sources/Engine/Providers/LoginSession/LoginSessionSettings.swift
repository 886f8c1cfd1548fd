/// A profile's `login_session`, which a console sign-in made (<doc:LoginSessions>).
package struct LoginSessionSettings: Sendable, Hashable {
    /// The profile that says so.
    package let profile: String
    /// The ARN that names the session and its cache file.
    package let session: Setting

    package init(profile: String, session: Setting) {
        self.profile = profile
        self.session = session
    }
}
