/// Start URLs: their form, and what their host says of the region (<doc:EndpointsAndRegions>, Start URLs).
package enum StartURLCheck: Check {
    static let invalid = Diagnosis.Code(
        "start-url-invalid", .sessions, .error, "a start URL is not an https address")
    static let fragment = Diagnosis.Code(
        "start-url-fragment", .sessions, .warning,
        "a start URL ends in #/ as a browser shows it, which AWS refuses in some partitions")
    static let variants = Diagnosis.Code(
        "start-url-variants", .sessions, .warning,
        "one start URL is written in two ways, each with its own cache files and sign-in")
    static let region = Diagnosis.Code(
        "start-url-region", .sessions, .error, "the host of a start URL has a different region than sso_region")
    static let twice = Diagnosis.Code(
        "session-twice", .sessions, .note, "two sessions use the same portal, each with its own sign-in")

    package static let codes = [invalid, fragment, variants, region, twice]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        let sessions = ConfiguredSession.all(in: input.config).map(\.session)
        var found = CappedFindings<Diagnosis>()
        for session in sessions { found.add(examine(session, input.config)) }
        var first: [String: SSOSession] = [:]
        for session in sessions {
            let portal = portal(session.startURL)
            guard let earlier = first[portal] else {
                first[portal] = session
                continue
            }
            if earlier.startURL != session.startURL {
                found.add([
                    Diagnosis(
                        variants,
                        """
                        \(session.startURL) is another spelling of \(earlier.startURL) (\(earlier.location)), with \
                        its own sign-in
                        """,
                        at: location(session, input.config), hint: "write both the same way")
                ])
            } else if let name = session.name, let other = earlier.name, session.scopes == earlier.scopes,
                session.region == earlier.region
            {
                found.add([
                    Diagnosis(
                        twice, "sessions \(other) and \(name) use the same portal, each with its own sign-in",
                        at: session.location, hint: "use one of them in every profile")
                ])
            }
        }
        return found.all
    }

    private static func examine(_ session: SSOSession, _ config: SharedConfig) -> [Diagnosis] {
        let location = location(session, config)
        let url: StartURL
        do { url = try StartURL(session.startURL, at: location) } catch { return [Diagnosis(invalid, error)] }
        var found: [Diagnosis] = []
        if session.startURL.contains("#") {
            found.append(
                Diagnosis(
                    fragment,
                    "\(session.startURL) contains a part that browsers add; AWS rejects it in some partitions",
                    at: location,
                    hint: "remove the # and everything after it"))
        }
        if let named = url.regionInHost, named != session.region {
            found.append(
                Diagnosis(
                    region, "\(url.host) is in \(named), but sso_region is \(session.region)", at: location,
                    hint: "write sso_region = \(named)"))
        }
        return found
    }

    /// What two spellings of one portal have in common.
    private static func portal(_ url: String) -> String {
        var text = url.prefix { $0 != "#" }
        while text.last == "/" { text.removeLast() }
        return text.lowercased()
    }

    private static func location(_ session: SSOSession, _ config: SharedConfig) -> SourceLocation {
        session.name.flatMap { config.session($0)?["sso_start_url"]?.location } ?? session.location
    }
}
