import Engine

/// The questions about a profile (<doc:AWSCLICommands>, configure sso, steps 4 to 8).
struct ProfileQuestions: Sendable {
    let asker: AnswerCollector
    let services: any WizardServices
    let typed: SSOArguments

    /// Account and role; nil for a token that may see neither.
    func role(_ session: SSOSession) async throws -> (account: Account, role: String)? {
        guard let accounts = try await services.accounts(session) else { return noScope() }
        let account = try await account(of: accounts, session)
        guard let roles = try await services.roles(session, accountID: account.id) else { return noScope() }
        return (account, try await role(of: roles, account))
    }

    private func noScope() -> (Account, String)? {
        asker.say(
            "This session can't list accounts: the scope sso:account:access is missing. The profile gets no account and no role."
        )
        return nil
    }

    private func account(of accounts: [Account], _ session: SSOSession) async throws -> Account {
        guard let first = accounts.first else {
            throw Failure(
                .accountNotFound, "\(session.title) has no accounts for you",
                hint: "ask your Identity Center administrator for access")
        }
        if let wanted = typed.account { return try accounts.only(named: wanted) }
        if accounts.count == 1 {
            asker.say("Using the only account available to you: \(first.title)")
            return first
        }
        guard let conversation = asker.conversation else {
            throw Failure(
                .usage, "--account is required without a terminal: you have \(accounts.count) accounts",
                at: .argument("--account"))
        }
        let rows = accounts.map { account in
            Menu.Row(
                title: account.shortTitle, detail: account.shortTitle == account.id ? "" : account.id,
                words: [account.emailAddress].compactMap(\.self), preview: [account.title],
                key: account.id)
        }
        let position = try await conversation.choose(
            Menu(title: "\(accounts.count) accounts", rows: rows, kind: .accounts))
        conversation.say("Account: \(accounts[position].title)")
        return accounts[position]
    }

    private func role(of roles: [String], _ account: Account) async throws -> String {
        guard let first = roles.first else {
            throw Failure(.accountNotFound, "you have no role in \(account.title)")
        }
        if let wanted = typed.role {
            guard roles.contains(wanted) else {
                throw Failure(
                    .accountNotFound, "you have no role \(wanted) in \(account.title)", at: .argument("--role"),
                    hint: "use one of \(roles.joined(separator: ", "))")
            }
            return wanted
        }
        if roles.count == 1 {
            asker.say("Using the only role available to you: \(first)")
            return first
        }
        guard let conversation = asker.conversation else {
            throw Failure(
                .usage, "--role is required without a terminal: you have \(roles.count) roles", at: .argument("--role"),
                hint: "use one of \(roles.joined(separator: ", "))")
        }
        let menu = Menu(
            title: "\(roles.count) roles in \(account.title)",
            rows: roles.map { Menu.Row(title: $0, detail: account.id, preview: [account.title, $0]) }, kind: .roles)
        let position = try await conversation.choose(menu)
        conversation.say("Role: \(roles[position])")
        return roles[position]
    }

    /// Nil for none.
    func region(current: String?) async throws -> String? {
        let item = AnswerCollector.Item(
            flag: "--region", typed: typed.region, prompt: "Default client Region", standard: current,
            isRequired: false, completions: KnownRegion.all.map { .init($0.name, $0.title) }, history: "region",
            help:
                "The default region for this profile's commands, such as eu-west-1. Press Enter for none.")
        let doubt = { (text: String) in text.isEmpty ? nil : AnswerValidation.doubt(ofRegion: text) }
        let region = try await asker.confirmed(item, doubt: doubt) { $0.isEmpty ? "" : try AnswerValidation.region($0) }
        return region.isEmpty ? nil : region
    }

    /// Nil for none.
    func output(current: String?) async throws -> String? {
        let item = AnswerCollector.Item(
            flag: "--output", typed: typed.output, prompt: "CLI default output format (json if not specified)",
            standard: current, isRequired: false, completions: AnswerValidation.outputs.map { .init($0) },
            history: "output", help: "How the AWS CLI formats its output. Press Enter for JSON.")
        let output = try await asker.answer(item) { try AnswerValidation.output($0) }
        return output.isEmpty ? nil : output
    }

    /// Whether a profile that was named may become this role: a person is asked where it is another one now. A script says
    /// what it means.
    func mayReplace(_ profile: Profile?, by role: GrantedRole?) async throws -> Bool {
        guard let conversation = asker.conversation, let role, let profile,
            let account = profile["sso_account_id"]?.value,
            let present = profile["sso_role_name"]?.value, account != role.account.id || present != role.role
        else { return true }
        return try await conversation.confirm("Profile \(profile.name) is \(account) \(present). Replace it?")
    }

    func name(standard: String, known: [String]) async throws -> String {
        let item = AnswerCollector.Item(
            flag: "--profile", typed: nil, prompt: "Profile name", standard: standard,
            completions: known.map { .init($0) }, history: "profile",
            help: "The name that you will use for this role: awsx use NAME.")
        return try await asker.answer(item) { text in
            try AnswerValidation.name(text, of: "profile", isKnown: known.contains(text))
        }
    }
}

extension Account {
    fileprivate var shortTitle: String { name ?? emailAddress ?? id }

    /// `name, email (id)`, with whatever of it there is.
    var title: String {
        let words = [name, emailAddress].compactMap(\.self).joined(separator: ", ")
        return words.isEmpty ? id : "\(words) (\(id))"
    }
}
