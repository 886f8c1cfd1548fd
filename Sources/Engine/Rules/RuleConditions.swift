/// When a rule applies.
struct RuleConditions: Sendable, Hashable {
    enum Agent: Sendable, Hashable {
        case any
        case none
        case named([Glob])
    }

    /// Whether a rule applies to a run.
    enum Outcome: Sendable, Hashable {
        case met
        case missed
        /// What it goes by isn't known of this run.
        case undecided
    }

    private let profile: [Glob]?
    private let account: [Glob]?
    private let role: [Glob]?
    /// Each the first words of a command.
    private let commands: [[Glob]]?
    private let agent: Agent?
    private let isOnTerminal: Bool?

    static let keys = ["profile", "account", "role", "command", "agent", "tty"]

    /// - Throws: `.configInvalid` for what can't be understood.
    init(_ section: ConfigSectionReader) throws(Failure) {
        func globs(_ key: String) throws(Failure) -> [Glob]? {
            try section[key].map { setting throws(Failure) in try section.globs(setting) }
        }
        profile = try globs("profile")
        account = try globs("account")
        role = try globs("role")
        commands = try section["command"].map { setting throws(Failure) in
            let commands = setting.value.split(separator: ",").map { command in
                command.split(whereSeparator: \.isWhitespace).map { Glob(String($0)) }
            }
            guard !commands.isEmpty, commands.allSatisfy({ !$0.isEmpty }) else {
                throw section.invalid("a command is missing", at: setting.location)
            }
            return commands
        }
        agent = try section["agent"].map { setting throws(Failure) in
            switch setting.value.lowercased() {
            case "any": return .any
            case "none": return Agent.none
            default: return .named(try section.globs(setting))
            }
        }
        isOnTerminal = section["tty"] == nil ? nil : try section.flag("tty")
    }

    var readsProfile: Bool { profile != nil }

    /// Whether an account's name is looked at, and not its ID alone.
    var readsAccountName: Bool { account?.contains { $0.isAboutName } ?? false }

    /// The commands that it is for, as they stand; nil for all.
    var commandText: String? {
        commands?.map { $0.map(\.text).joined(separator: " ") }.joined(separator: ", ")
    }

    /// - Parameter isAnyCommand: what is run isn't known, and is looked over.
    func outcome(for subject: RunSubject, isAnyCommand: Bool = false) -> Outcome {
        if let profile {
            let names = subject.profile.map { [$0] } ?? subject.kindred
            guard names.contains(where: { name in profile.contains { $0.matches(name) } }) else { return .missed }
        }
        if let isOnTerminal, isOnTerminal != subject.isOnTerminal { return .missed }
        if let commands, !isAnyCommand, !commands.contains(where: { Self.begins(subject.command, with: $0) }) {
            return .missed
        }
        switch agent {
        case nil: break
        case .any?: if subject.agents.isEmpty { return .missed }
        case Agent.none?: if !subject.agents.isEmpty { return .missed }
        case .named(let names)?:
            guard subject.agents.contains(where: { agent in names.contains { $0.matches(agent) } }) else {
                return .missed
            }
        }
        // A role that was named outright is bound by what is said of a profile that gives it, and freed by nothing.
        let isKindred = profile != nil && subject.profile == nil
        let outcomes = [account(subject), role(subject), isKindred ? .undecided : .met]
        return outcomes.contains(.missed) ? .missed : outcomes.contains(.undecided) ? .undecided : .met
    }

    private func account(_ subject: RunSubject) -> Outcome {
        guard let account else { return .met }
        guard let id = subject.accountID else { return account.contains { $0.text == "*" } ? .met : .undecided }
        if account.contains(where: { $0.matches(id) }) { return .met }
        guard account.contains(where: \.isAboutName) else { return .missed }
        guard let name = subject.accountName else { return .undecided }
        return account.contains { $0.matches(name) } ? .met : .missed
    }

    private func role(_ subject: RunSubject) -> Outcome {
        guard let role else { return .met }
        guard let name = subject.roleName else {
            return role.contains { $0.text == "*" } ? .met : subject.isRoleKnown ? .missed : .undecided
        }
        return role.contains { $0.matches(name) } ? .met : .missed
    }

    private static func begins(_ command: [String], with pattern: [Glob]) -> Bool {
        guard command.count >= pattern.count else { return false }
        return zip(pattern, command).allSatisfy { $0.matches($1) }
    }
}

extension Glob {
    /// Whether it can stand for more than the digits of an account's ID.
    fileprivate var isAboutName: Bool {
        !text.allSatisfy { ("0"..."9").contains($0) || $0 == "*" || $0 == "?" } || text.count > 12
    }
}
