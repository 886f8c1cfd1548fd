import Engine

/// A session as the wizard settled it.
struct SessionAnswers: Sendable, Hashable {
    /// Nil for the legacy format.
    let name: String?
    let startURL: String
    let region: String
    /// As typed; nil where none are asked for.
    let scopes: String?
    /// It was configured before, and none of this was asked.
    let isKnown: Bool

    /// The session to sign in to.
    func session(at location: SourceLocation) -> SSOSession {
        SSOSession(
            name: name, startURL: startURL, region: region, scopes: scopes.map(AnswerValidation.scopeList),
            location: location)
    }

    /// The section's keys in the order of the AWS CLI (<doc:AWSCLICommands>, configure sso-session).
    var edits: [ConfigEdit] {
        guard let name else { return [] }
        let entries = [("sso_start_url", startURL), ("sso_region", region)].map { ConfigEntry($0.0, $0.1) }
        let all = entries + (scopes.map { [ConfigEntry("sso_registration_scopes", $0)] } ?? [])
        return all.map { .set(.session(name), $0) }
    }
}

/// The questions about a session (<doc:AWSCLICommands>, configure sso-session; configure sso, steps 1 and 2).
struct SessionQuestions: Sendable {
    let asker: AnswerCollector
    let config: SharedConfig
    let services: any WizardServices
    /// What flags gave.
    let typed: PresetSessionAnswers
    /// Ask AWS at once whether an answer is right.
    let verifies: Bool

    private static let nameHelp =
        "Choose a name for this Identity Center, such as your company's name. Profiles refer to it."
    private static let startURLHelp =
        "The start URL is the address of your AWS access portal, such as https://NAME.awsapps.com/start. It is in your "
        + "invitation email, and in the browser where you sign in to AWS."
    private static let regionHelp =
        "The region where your Identity Center is. The access portal shows it under \"Access keys\" of any role, as SSO "
        + "Region."

    /// The name of the session for `configure sso`; empty for the legacy format, which only a flag asks for.
    func name(current: String?) async throws -> String {
        let offered = asker.conversation == nil ? nil : config.sessionNames.first ?? "my-sso"
        let item = AnswerCollector.Item(
            flag: "--session", typed: typed.session, prompt: "SSO session name", standard: current ?? offered,
            isRequired: false, completions: sessions, history: "sso-session",
            help: "\(Self.nameHelp) For the legacy format without one: --session ''.")
        return try await asker.answer(item) { text in
            text.isEmpty
                ? text : try AnswerValidation.name(text, of: "session", isKnown: config.sessionNames.contains(text))
        }
    }

    /// The name of the session for `configure sso-session`.
    func requiredName() async throws -> String {
        let item = AnswerCollector.Item(
            flag: "--session", typed: typed.session, prompt: "SSO session name", showsStandard: false,
            completions: sessions, history: "sso-session", help: Self.nameHelp)
        return try await asker.answer(item) { text in
            try AnswerValidation.name(text, of: "session", isKnown: config.sessionNames.contains(text))
        }
    }

    /// Start URL, region and scopes, until an Identity Center answers for them.
    ///
    /// - Parameter current: what each is now.
    func settle(name: String?, current: (_ key: String) -> String?) async throws -> SessionAnswers {
        var startURL = current("sso_start_url")
        var region = current("sso_region")
        while true {
            let portal = try await self.startURL(startURL)
            startURL = portal.configured
            if let found = portal.region {
                region = try agreed(found, portal.configured)
            } else {
                region = try await self.region(region)
            }
            let answers = SessionAnswers(
                name: name, startURL: portal.configured, region: region ?? "", scopes: nil, isKnown: false)
            guard try await isRight(answers) else { continue }
            let scopes = name == nil ? nil : try await self.scopes(current("sso_registration_scopes"))
            return SessionAnswers(
                name: name, startURL: answers.startURL, region: answers.region, scopes: scopes, isKnown: false)
        }
    }

    private func startURL(_ current: String?) async throws -> (configured: String, region: String?) {
        // A new user hears it unasked.
        if current == nil, typed.startUrl == nil { asker.say(Self.startURLHelp) }
        let item = AnswerCollector.Item(
            flag: "--start-url", typed: typed.startUrl, prompt: "SSO start URL", standard: current,
            completions: startURLs, history: "sso-start-url", help: Self.startURLHelp)
        return try await asker.answer(item) { text in
            let url = try typedStartURL(text)
            guard verifies else { return (url.text, url.regionInHost) }
            return (url.text, try await services.portal(of: url).regionInHost)
        }
    }

    /// A start URL that a flag gave is the caller's affair, not the configuration's.
    private func typedStartURL(_ text: String) throws(Failure) -> StartURL {
        do throws(Failure) {
            return try AnswerValidation.startURL(text)
        } catch {
            guard typed.startUrl != nil else { throw error }
            throw Failure(.usage, error.message, at: .argument("--start-url"), hint: error.hint)
        }
    }

    /// The region that the portal's address names, against the one that was typed.
    private func agreed(_ found: String, _ startURL: String) throws -> String {
        if let typed = typed.ssoRegion, typed != found {
            throw Failure(
                .usage, "\(startURL) is in \(found), not in \(typed)", at: .argument("--sso-region"),
                hint: "omit --sso-region")
        }
        asker.say("The portal is in \(found).")
        return found
    }

    private func region(_ current: String?) async throws -> String {
        let item = AnswerCollector.Item(
            flag: "--sso-region", typed: typed.ssoRegion, prompt: "SSO region", standard: current,
            completions: KnownRegion.all.map { .init($0.name, $0.title) }, history: "sso-region",
            help: Self.regionHelp)
        return try await asker.confirmed(item, doubt: AnswerValidation.doubt(ofRegion:)) {
            try AnswerValidation.region($0)
        }
    }

    /// Whether AWS answers for URL and region; a person hears why not, and is asked again.
    private func isRight(_ answers: SessionAnswers) async throws -> Bool {
        guard verifies else { return true }
        do {
            try await services.probe(answers.session(at: .argument("--start-url")))
            return true
        } catch let failure as Failure where failure.code != .interrupted {
            // Without a network a region that exists is taken at its word.
            if failure.code == .unreachable, KnownRegion.isKnown(answers.region) {
                asker.say("\(AnswerCollector.words(of: failure))\nIt could not be verified.")
                return true
            }
            guard let conversation = asker.conversation, typed.startUrl == nil || typed.ssoRegion == nil else {
                throw failure
            }
            conversation.say(AnswerCollector.words(of: failure))
            return false
        }
    }

    private func scopes(_ current: String?) async throws -> String {
        let item = AnswerCollector.Item(
            flag: "--scopes", typed: typed.scopes, prompt: "SSO registration scopes",
            standard: current ?? AnswerValidation.standardScopes, completions: knownScopes, isList: true,
            history: "sso-scopes",
            help: "What the sign-in can be used for. sso:account:access is enough for accounts and roles.")
        return try await asker.confirmed(item, doubt: AnswerValidation.doubt(ofScopes:)) {
            try AnswerValidation.scopes($0)
        }
    }

    private var sessions: [Question.Completion] {
        config.sessionNames.map { .init($0, config.session($0)?["sso_start_url"]?.value ?? "") }
    }

    private var startURLs: [Question.Completion] {
        each(
            config.sessionNames.compactMap { config.session($0)?["sso_start_url"]?.value }
                + config.profileNames.compactMap { config.profile($0)?["sso_start_url"]?.value })
    }

    private var knownScopes: [Question.Completion] {
        each(
            AnswerValidation.knownScopes
                + config.sessionNames.flatMap {
                    AnswerValidation.scopeList(config.session($0)?["sso_registration_scopes"]?.value ?? "")
                })
    }

    private func each(_ texts: [String]) -> [Question.Completion] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }.map { .init($0) }
    }
}
