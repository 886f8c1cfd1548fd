import Engine

/// Decides which of sync's own profiles are out of date.
struct StaleProfileRule: Sendable {
    private struct Key: Hashable {
        let session: String
        let accountID: String
        var role = ""
    }

    private let surveyed: Set<String>
    private let denied: Set<Key>
    private let granted: Set<Key>
    /// The names that each role's profiles should have.
    private let names: [Key: [String]]
    private let unplaced: Set<String>

    /// - Parameter unplaced: names that were wanted and can't be given.
    init(_ sessions: [DiscoveredSession], _ wanted: [WantedProfile], unplaced: [String]) {
        surveyed = Set(sessions.map(\.name))
        denied = Set(
            sessions.flatMap { session in
                session.deniedAccounts.map { Key(session: session.name, accountID: $0.id) }
            })
        granted = Set(sessions.flatMap(\.roles).map(Self.key))
        names = Dictionary(grouping: wanted) { Self.key($0.role) }.mapValues { $0.map(\.name) }
        self.unplaced = Set(unplaced)
    }

    /// Why a profile whose name nobody wants should go; nil if it should stay.
    func reason(_ profile: OwnedProfiles.Profile) -> SyncPlan.Stale.Reason? {
        let account = profile.accountID ?? ""
        let key = Key(session: profile.session, accountID: account, role: profile.role ?? "")
        guard surveyed.contains(profile.session),
            !denied.contains(Key(session: profile.session, accountID: account))
        else { return nil }
        guard granted.contains(key) else { return .gone }
        // Left out by a pattern, or its new name is not to be had: then it stays.
        guard let successors = names[key], !successors.contains(where: unplaced.contains) else { return nil }
        return .renamed
    }

    private static func key(_ role: GrantedRole) -> Key {
        Key(session: role.session, accountID: role.account.id, role: role.role)
    }
}
