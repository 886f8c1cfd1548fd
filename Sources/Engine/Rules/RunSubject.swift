import SystemKit

/// What rules look at: who a run would act as, what it would run, and who asks for it.
package struct RunSubject: Sendable, Hashable {
    package let profile: String?
    /// Where a role was named outright: the profiles that give the same.
    package let kindred: [String]
    /// Nil where nothing tells.
    package let accountID: String?
    /// What the account is called; nil where that isn't known.
    package let accountName: String?
    /// Nil for none, or where nothing tells.
    package let roleName: String?
    /// The ARN of a role that a profile names by it.
    package let roleARN: String?
    /// Whether a role would be known if there were one.
    package let isRoleKnown: Bool
    /// The program's name and its words; empty where nothing is run.
    package let command: [String]
    /// Every name of the agent that asks; empty for none.
    package let agents: [String]
    package let isOnTerminal: Bool
    /// The keys are in the environment of whoever asks, who has them already.
    package let bringsKeys: Bool
    /// And awsx has narrowed them before.
    package let bringsNarrowedKeys: Bool

    package init(
        profile: String?, kindred: [String] = [], accountID: String? = nil, accountName: String? = nil,
        roleName: String? = nil,
        roleARN: String? = nil, isRoleKnown: Bool = false, command: [String] = [], agents: [String] = [],
        isOnTerminal: Bool = false,
        bringsKeys: Bool = false, bringsNarrowedKeys: Bool = false
    ) {
        self.profile = profile
        self.kindred = kindred
        self.accountID = accountID
        self.accountName = accountName
        self.roleName = roleName
        self.roleARN = roleARN
        self.isRoleKnown = isRoleKnown || roleName != nil
        self.command = command
        self.agents = agents
        self.isOnTerminal = isOnTerminal
        self.bringsKeys = bringsKeys
        self.bringsNarrowedKeys = bringsKeys && bringsNarrowedKeys
    }

    /// Account and role, as far as they are known; nil for neither.
    package var accountAndRole: String? {
        let known = [accountID, roleName].compactMap { $0 }
        return known.isEmpty ? nil : known.joined(separator: " ")
    }

    /// - Parameter names: what accounts are called; asked only where a rule goes by that.
    package init(
        _ identity: ResolvedIdentity, command: [String] = [], agent: DetectedAgent?, isOnTerminal: Bool,
        names: AccountNames = .none, kindred: [String] = [], isNarrowed: Bool = false
    ) {
        let account = identity.source.accountID
        // Keys without a session are a user's, who has no role.
        let isUser = identity.source.keys.map { $0.sessionToken == nil } ?? false
        self.init(
            profile: identity.profile?.name, kindred: kindred, accountID: account,
            accountName: account.flatMap { names[$0] },
            roleName: identity.source.roleName,
            roleARN: (identity.source.provider as? RoleAssumption)?.roleARN.value, isRoleKnown: isUser,
            command: command,
            agents: agent?.names ?? [], isOnTerminal: isOnTerminal,
            bringsKeys: identity.source.provider is EnvironmentProvider, bringsNarrowedKeys: isNarrowed)
    }
}
