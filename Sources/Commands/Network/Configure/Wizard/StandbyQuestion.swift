import Engine

/// The second Region of an Identity Center, as a session of its own that stands by.
struct StandbyAnswers: Sendable, Hashable {
    /// The session that it stands by for.
    let primary: String
    let session: SessionAnswers

    /// What goes into awsx's own config; the section of the session itself is the shared config's.
    var ownEdit: ConfigEdit? {
        session.name.map {
            .set(
                .credentials(SessionSettings.header(of: primary)), ConfigEntry(SessionSettings.standbyKey, $0))
        }
    }
}

/// Asks for the start URL in a second Region, which tells all else (<doc:EndpointsAndRegions>, Start URLs). No service tells
/// a client which Regions an Identity Center has.
struct StandbyQuestion: Sendable {
    let asker: AnswerCollector
    let config: SharedConfig
    let services: any WizardServices
    let typed: String?
    /// Ask AWS at once whether the answer is right.
    let verifies: Bool

    private static let flag = "--standby-start-url"
    private static let help =
        "If your Identity Center has a second region, enter its start URL, such as "
        + "https://ssoins-1234567890abcdef.eu-west-1.portal.amazonaws.com. While the first region can't be reached, "
        + "awsx uses the second, if you have signed in there too. Press Enter for none."

    /// What stands by for a session; nil for nothing.
    ///
    /// - Parameter asks: whether a person who didn't say is asked. That is done where the start URL is itself one of a
    ///   Region: such a person has the others at hand, and nobody else is bothered.
    func answer(for session: SessionAnswers, asks: Bool) async throws -> StandbyAnswers? {
        guard typed != nil || asks && asker.conversation != nil && region(of: session.startURL) != nil else {
            return nil
        }
        guard let primary = session.name else {
            throw Failure(
                .usage, "a profile in the legacy format can't have a standby", at: .argument(Self.flag),
                hint: "name a session with --session")
        }
        let item = AnswerCollector.Item(
            flag: Self.flag, typed: typed, prompt: "SSO start URL in a second region (Enter for none)",
            isRequired: false, history: "sso-start-url", help: Self.help)
        return try await asker.answer(item) { text in
            if text.isEmpty, typed == nil { return nil }
            let standby = try standby(text, of: session, named: primary)
            if verifies { try await verify(standby) }
            return StandbyAnswers(primary: primary, session: standby)
        }
    }

    private func region(of startURL: String) -> String? {
        (try? AnswerValidation.startURL(startURL))?.regionInHost
    }

    private func standby(
        _ text: String, of session: SessionAnswers, named primary: String
    ) throws(Failure) -> SessionAnswers {
        func wrong(_ message: String, hint: String) -> Failure {
            Failure(.usage, message, at: typed == nil ? nil : .argument(Self.flag), hint: hint)
        }
        let url: StartURL
        do throws(Failure) {
            url = try AnswerValidation.startURL(text)
        } catch {
            throw wrong(
                error.message, hint: "it looks like https://ssoins-1234567890abcdef.REGION.portal.amazonaws.com")
        }
        guard let region = url.regionInHost else {
            throw wrong(
                "the start URL \(text) does not show its region",
                hint: "it looks like https://ssoins-1234567890abcdef.REGION.portal.amazonaws.com")
        }
        guard region != session.region else {
            throw wrong("\(text) is in \(region) as well", hint: "enter the start URL of another region")
        }
        if let ours = try? AnswerValidation.startURL(session.startURL).instanceInHost, let theirs = url.instanceInHost,
            ours != theirs
        {
            throw wrong(
                "\(text) is another Identity Center than \(session.startURL)", hint: "compare the two ssoins- numbers")
        }
        let name = "\(primary)-\(region)"
        if let present = config.session(name), present["sso_start_url"]?.value != url.text {
            throw wrong(
                "there is a session \(name) with another start URL (\(present.location))",
                hint: "write standby = NAME under [\(SessionSettings.header(of: primary))] into awsx's config")
        }
        return SessionAnswers(
            name: name, startURL: url.text, region: region, scopes: session.scopes ?? AnswerValidation.standardScopes,
            isKnown: false)
    }

    /// A Region that gives no answer today may be the one that stands by tomorrow.
    private func verify(_ standby: SessionAnswers) async throws {
        do {
            try await services.probe(standby.session(at: .argument(Self.flag)))
        } catch let failure as Failure where failure.isOutage && KnownRegion.isKnown(standby.region) {
            asker.say("\(AnswerCollector.words(of: failure))\nIt could not be verified.")
        }
    }
}
