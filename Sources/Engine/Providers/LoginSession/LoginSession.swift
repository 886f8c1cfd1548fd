/// A session of somebody who signed in to the console, as a profile names it by `login_session` (<doc:LoginSessions>).
package struct LoginSession: Sendable, Hashable {
    package let settings: LoginSessionSettings

    package init(_ settings: LoginSessionSettings) { self.settings = settings }

    /// The identity's ARN, as configured: it names the cache file.
    package var arn: String { settings.session.value }

    /// The fifth field of the ARN.
    package var accountID: String? { Self.accountID(of: arn) }

    /// The account of an identity's ARN; nil for a text that is none.
    package static func accountID(of arn: String) -> String? {
        let fields = arn.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count > 5, AccountID.isValid(String(fields[4])) else { return nil }
        return String(fields[4])
    }

    /// The cache file's name without its ending.
    package var key: String { CacheKey.digest(arn) }

    package var title: String { ConsoleLoginTarget(settings).title }

    /// What signs in again.
    package var loginCommand: Hint { ConsoleLoginTarget(settings).command }

    /// What its renewal lacks where nothing tells a region.
    package var needsRegion: Failure {
        Failure(
            .noRegion, "\(title) can't be renewed without a region", at: settings.session.location,
            hint: "add region = REGION to the profile, or type --region")
    }

    func loginNeeded(_ what: String, hint: Hint? = nil) -> Failure {
        Failure(.loginNeeded, "\(title) \(what)", at: settings.session.location, hint: hint ?? loginCommand)
    }
}
