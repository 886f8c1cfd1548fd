/// A session that `aws login` opened, as a profile names it by `login_session` (<doc:LoginSessions>).
package struct LoginSession: Sendable, Hashable {
    private let settings: LoginSessionSettings

    package init(_ settings: LoginSessionSettings) { self.settings = settings }

    /// The identity's ARN, as configured: it names the cache file.
    package var arn: String { settings.session.value }

    /// The fifth field of the ARN.
    package var accountID: String? {
        let fields = arn.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count > 5, AccountID.isValid(String(fields[4])) else { return nil }
        return String(fields[4])
    }

    /// The cache file's name without its ending.
    package var key: String { CacheKey.digest(arn) }

    package var title: String { "the `aws login` session of profile \(settings.profile)" }

    /// The command that opens it again; it is the AWS CLI's to do.
    package var loginCommand: String { "aws login --profile \(DisplayedCommandWord.quoted(settings.profile))" }

    /// What its renewal lacks where nothing tells a region.
    package var needsRegion: Failure {
        Failure(
            .noRegion, "\(title) can't be renewed without a region", at: settings.session.location,
            hint: "add region = REGION to the profile, or type --region")
    }

    func loginNeeded(_ what: String) -> Failure {
        Failure(.loginNeeded, "\(title) \(what)", at: settings.session.location, hint: loginCommand)
    }
}
