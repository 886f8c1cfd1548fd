/// An Identity Center that tokens are for: an `[sso-session]` section, or a legacy profile's own keys.
package struct SSOSession: Sendable, Hashable {
    /// The section's name; nil for the legacy style.
    package let name: String?
    /// As configured: it names cache files, so nothing about it is normalised.
    package let startURL: String
    package let region: String
    /// As configured, in order; nil where the key is absent, although registration then asks for the default scope.
    package let scopes: [String]?
    /// Where it is configured, for errors.
    package let location: SourceLocation

    package init(name: String?, startURL: String, region: String, scopes: [String]?, location: SourceLocation) {
        self.name = name
        self.startURL = startURL
        self.region = region
        self.scopes = scopes
        self.location = location
    }

    /// The same in another Region.
    package func located(in region: String) -> SSOSession {
        SSOSession(name: name, startURL: startURL, region: region, scopes: scopes, location: location)
    }

    /// What names its token file.
    package var cacheIdentity: String { name ?? startURL }

    /// What a person calls it.
    package var title: String { name.map { "session \($0)" } ?? startURL }

    /// Signing in to it. A legacy one is reached through a profile.
    package func login(profile: String?, _ manner: Hint.LoginManner = .usual) -> Hint.Action {
        .login(profile: profile, session: name, manner)
    }
}
