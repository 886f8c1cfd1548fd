/// A second region of the sandbox's Identity Center: a server of its own, with tokens of its own.
struct StandbyRegion: Sendable {
    let region: String
    /// Where it listens.
    let url: String

    /// The session that is for it, and the services section that leads there.
    var session: String { "\(AWSConfigFile.session)-\(region)" }

    /// As AWS names the portal of each region.
    static func startURL(in region: String) -> String {
        "https://ssoins-0123456789abcdef.\(region).portal.amazonaws.com"
    }

    /// Its sections of `~/.aws/config`.
    var sections: [String] {
        [
            """
            [sso-session \(session)]
            sso_start_url = \(Self.startURL(in: region))
            sso_region = \(region)
            sso_registration_scopes = \(portalScope)
            """,
            """
            [services \(session)]
            sso =
              endpoint_url = \(url)
            sso_oidc =
              endpoint_url = \(url)
            """,
        ]
    }

    /// awsx's own config. The first region is found by the environment.
    var ownConfig: String {
        """
        [session \(AWSConfigFile.session)]
        standby = \(session)

        [session \(session)]
        services = \(session)

        """
    }
}

extension SandboxConfiguration {
    /// The same Identity Center in a second region.
    func standing(by region: String) -> SandboxConfiguration {
        var other = self
        other.region = region
        other.startUrl = StandbyRegion.startURL(in: region)
        return other
    }
}
