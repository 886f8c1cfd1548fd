import SystemKit

/// The token file of each session: whether it can be read, is for that portal, and can be refreshed (<doc:CacheFiles>,
/// Token files; <doc:SignInProtocol>, Renewal).
package enum TokenCheck: Check {
    static let unreadable = Diagnosis.Code(
        "token-unreadable", .sessions, .warning, "a session's token file has no readable token")
    static let otherPortal = Diagnosis.Code(
        "token-of-another-portal", .sessions, .warning, "a session's token belongs to a different start URL")
    static let otherRegion = Diagnosis.Code(
        "token-of-another-region", .sessions, .warning,
        "a session's region was changed after the sign-in: its token is valid only in the former region and is not used"
    )
    static let unrefreshable = Diagnosis.Code(
        "token-without-refresh", .sessions, .warning, "a session's token has no refresh token")
    static let registration = Diagnosis.Code(
        "registration-ended", .sessions, .warning,
        "a session's client registration has expired, so its token can't be refreshed")

    package static let codes = [unreadable, otherPortal, otherRegion, unrefreshable, registration]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        guard let home = input.home else { return [] }
        let folders = CacheFolders(home: home)
        let files = Dictionary(input.inventory.cacheFiles.map { ($0.path, $0) }) { first, _ in first }
        return ConfiguredSession.all(in: input.config).compactMap { configured in
            let path = folders.token(configured.session)
            guard let file = files[path] else { return nil }
            return examine(file, of: configured, input)
        }
    }

    private static func examine(
        _ file: CacheFile, of configured: ConfiguredSession, _ input: DoctorInput
    ) -> Diagnosis? {
        let session = configured.session
        let location = SourceLocation.file(file.path, line: nil)
        let anew = Hint(configured.login(.anew))
        guard case .token(let token) = file.content else {
            return Diagnosis(
                unreadable, "the token file of \(session.title) has no readable token", at: location,
                hint: anew)
        }
        if token.isForeign(to: session), let region = token.region {
            return Diagnosis(
                otherRegion,
                "the token of \(session.title) is for \(region), and the session is in \(session.region) now",
                at: location,
                hint: "\(run: configured.login(.anew)); to use both regions, give each its own sso-session")
        }
        if let url = token.startURL, url != session.startURL {
            return Diagnosis(
                otherPortal, "the token of \(session.title) belongs to \(url) in \(token.region ?? session.region)",
                at: location,
                hint: anew)
        }
        // Of a legacy profile that is so by its nature, and said there; one that is over is login's business.
        guard session.name != nil, token.expiresAt > input.now else { return nil }
        if token.refreshToken == nil || token.clientID == nil || token.clientSecret == nil
            || token.registrationExpiresAt == nil
        {
            return Diagnosis(
                unrefreshable,
                "the token of \(session.title) can't be refreshed: you must sign in again when it expires",
                at: location, hint: anew)
        }
        guard let end = token.registrationExpiresAt, end <= input.now else { return nil }
        return Diagnosis(
            registration,
            "the client registration of \(session.title) expired \(end.iso8601), so its token can't be refreshed",
            at: location, hint: anew, instants: [end])
    }
}
