/// The profile that a console sign-in is for, which may be a new one (<doc:LoginSessions>, Signing in).
package struct ConsoleLoginTarget: Sendable, Hashable {
    package let profile: String
    /// The session that it names already.
    package let session: Setting?
    /// Where the profile is, or what named it.
    package let location: SourceLocation

    /// - Throws: `.configInvalid` for a profile that gets its credentials in another way, which would win.
    package init(_ profile: String, in config: SharedConfig, namedBy location: SourceLocation) throws(Failure) {
        let found = config.profile(profile)
        for key in Self.otherStyles {
            guard let setting = found?[key] else { continue }
            throw Failure(
                .configInvalid, "profile \(profile) gets its credentials by \(key)", at: setting.location,
                hint: "choose another profile: \(run: .loginToConsole(profile: nil))")
        }
        self.profile = profile
        session = found?["login_session"]
        self.location = found?.location ?? location
    }

    /// A profile that names a session.
    package init(_ settings: LoginSessionSettings) {
        profile = settings.profile
        session = settings.session
        location = settings.session.location
    }

    /// The keys of other ways to credentials, in the order in which the AWS CLI looks for them.
    private static let otherStyles = [
        "web_identity_token_file", "sso_role_name", "sso_account_id", "sso_session", "aws_access_key_id", "role_arn",
        "credential_process",
    ]

    package var title: String { "the console session of profile \(profile)" }

    /// What signs in again.
    package var command: Hint {
        Hint(session == nil ? .loginToConsole(profile: profile) : .login(profile: profile, session: nil))
    }

    /// The session that it names already.
    package var known: LoginSession? { session.map { named($0.value, at: $0.location) } }

    /// The session of an identity, as the profile's own.
    func named(_ arn: String, at location: SourceLocation? = nil) -> LoginSession {
        let setting = Setting(value: arn, location: location ?? self.location)
        return LoginSession(LoginSessionSettings(profile: profile, session: setting))
    }
}
