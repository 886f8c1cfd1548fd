import Engine

/// What `configure sso` has to write.
struct SSOAnswers: Sendable, Hashable {
    let name: String
    let session: SessionAnswers
    let role: GrantedRole?
    let region: String?
    let output: String?

    /// The profile's keys in the AWS CLI's order (<doc:AWSCLICommands>, configure sso, step 9), then the session's.
    /// Keys of the other style are removed from the profile: beside a session of another address they would make it
    /// unusable.
    func edits(in text: ConfigText) -> [ConfigEdit] {
        let address = SectionAddress.profile(name)
        let old = session.name == nil ? ["sso_session"] : ["sso_start_url", "sso_region"]
        let present = text.section(address)
        let removals = old.filter { present?[$0] != nil }.map { ConfigEdit.unset(address, key: $0) }
        var entries: [ConfigEntry] = []
        if let name = session.name {
            entries.append(ConfigEntry("sso_session", name))
        } else {
            entries.append(ConfigEntry("sso_start_url", session.startURL))
            entries.append(ConfigEntry("sso_region", session.region))
        }
        if let role {
            entries.append(ConfigEntry("sso_account_id", role.account.id))
            entries.append(ConfigEntry("sso_role_name", role.role))
        }
        if let region { entries.append(ConfigEntry("region", region)) }
        if let output { entries.append(ConfigEntry("output", output)) }
        return removals + entries.map { .set(address, $0) } + session.edits
    }
}

/// The questions of `configure sso`, one after the other (<doc:AWSCLICommands>, configure sso).
struct SSOWizard: Sendable {
    let arguments: SSOArguments
    let config: SharedConfig
    let template: NameTemplate
    let asker: AnswerCollector
    let services: any WizardServices

    /// - Parameters:
    ///   - named: the profile that is meant, which need not exist; nil to ask at the end.
    ///   - present: whose values are offered: that profile's, or those of `default` if none is named.
    func run(named: String?, present: Profile?) async throws -> SSOAnswers {
        asker.say("Type ? for help with a question. Ctrl-C exits without writing anything.")
        let session = try await session(present)
        let identity = session.session(at: .argument("--session"))
        let role: GrantedRole?
        let questions = ProfileQuestions(asker: asker, services: services, typed: arguments)
        if arguments.noLogin, let account = arguments.account, let name = arguments.role {
            role = granted(session, Account(id: try Self.accountID(account), name: nil, emailAddress: nil), name)
        } else {
            try await services.signIn(identity, isNew: !session.isKnown && session.name != nil)
            role = try await questions.role(identity).map { granted(session, $0.account, $0.role) }
        }
        let region = try await questions.region(current: present?["region"]?.value)
        let output = try await questions.output(current: present?["output"]?.value)
        let name: String =
            if let named, try await questions.mayReplace(config.profile(named), by: role) {
                named
            } else {
                try await questions.name(standard: standardName(role, session, region), known: config.profileNames)
            }
        return SSOAnswers(name: name, session: session, role: role, region: region, output: output)
    }

    private func session(_ present: Profile?) async throws -> SessionAnswers {
        let questions = SessionQuestions(
            asker: asker, config: config, services: services, typed: arguments.answers, verifies: !arguments.noLogin)
        let name = try await questions.name(current: present?["sso_session"]?.value)
        if name.isEmpty {
            asker.say(
                "Without a session, the profile uses the legacy format: its sign-ins expire sooner and can't be refreshed."
            )
            return try await questions.settle(name: nil) { present?[$0]?.value }
        }
        let section = config.session(name)
        guard let section, let known = try? SessionResolver(config: config).named(name, by: .argument("--session"))
        else {
            return try await questions.settle(name: name) { section?[$0]?.value ?? present?[$0]?.value }
        }
        for (flag, typed, value) in [
            ("--start-url", arguments.answers.startUrl, known.startURL),
            ("--sso-region", arguments.answers.ssoRegion, known.region),
        ] {
            guard let typed, typed != value else { continue }
            throw Failure(
                .usage, "session \(name) already has a different \(flag): \(value)", at: section.location,
                hint: "awsx configure sso-session --session \(DisplayedCommandWord.quoted(name))")
        }
        return SessionAnswers(
            name: name, startURL: known.startURL, region: known.region,
            scopes: section["sso_registration_scopes"]?.value, isKnown: true)
    }

    private func granted(_ session: SessionAnswers, _ account: Account, _ role: String) -> GrantedRole {
        GrantedRole(
            session: session.name ?? GrantedRole.organisation(of: session.startURL), startURL: session.startURL,
            account: account, role: role)
    }

    /// The template's name; with the account's id behind it where another role has that name.
    private func standardName(_ role: GrantedRole?, _ session: SessionAnswers, _ region: String?) -> String {
        guard let role else { return session.name ?? GrantedRole.organisation(of: session.startURL) }
        let name = template.name(for: role, region: region)
        guard let other = config.profile(name),
            other["sso_account_id"]?.value != role.account.id || other["sso_role_name"]?.value != role.role
        else { return name }
        return "\(name)-\(role.account.id)"
    }

    private static func accountID(_ text: String) throws(Failure) -> String {
        guard text.utf8.count == 12, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw Failure(
                .usage, "\"\(text)\" is not an account ID, and --no-login can't look up names",
                at: .argument("--account"), hint: "an account ID has 12 digits")
        }
        return text
    }
}
