import Engine

/// What sync would change in the config file so that it has a profile for every role.
struct SyncPlan: Sendable, Hashable {
    /// One key of a profile that gets another value.
    struct KeyChange: Sendable, Hashable {
        let key: String
        let old: String?
        let new: String
    }

    /// A profile of sync's own that no longer says what it should.
    struct Change: Sendable, Hashable {
        let name: String
        let session: String
        let keys: [KeyChange]
    }

    /// A profile of sync's own whose role is gone, or has another name by now.
    struct Stale: Sendable, Hashable {
        enum Reason: String, Sendable { case gone, renamed }

        let name: String
        let session: String
        let entries: [ConfigEntry]
        let reason: Reason
    }

    /// Roles that would all get one name, or a name that is no profile's.
    struct Clash: Sendable, Hashable {
        let name: String
        let roles: [GrantedRole]
    }

    /// A profile that somebody wrote by hand and that has the name that a role should get.
    struct Held: Sendable, Hashable {
        let name: String
        let role: GrantedRole
        let location: SourceLocation
    }

    var inserts: [WantedProfile] = []
    var changes: [Change] = []
    /// Removed only if `isPruning`.
    var stale: [Stale] = []
    var clashes: [Clash] = []
    var held: [Held] = []
    /// How many profiles are as they should be.
    var unchanged = 0
    let isPruning: Bool

    var removals: [Stale] { isPruning ? stale : [] }

    var isEmpty: Bool { inserts.isEmpty && changes.isEmpty && removals.isEmpty }

    /// Nothing that was wanted is left out.
    var isComplete: Bool { clashes.isEmpty && held.isEmpty }

    var edits: [ConfigEdit] {
        removals.map { ConfigEdit.remove(.profile($0.name), mark: WantedProfile.mark(session: $0.session)) }
            + changes.flatMap { change in
                change.keys.map { .set(.profile(change.name), ConfigEntry($0.key, $0.new)) }
            }
            + inserts.map { .insert(.profile($0.name), $0.entries, mark: $0.mark) }
    }
}

/// What AWS said of one session.
struct DiscoveredSession: Sendable, Hashable {
    let name: String
    let roles: [GrantedRole]
    /// Accounts whose roles AWS would not list: nothing is known of them, so nothing of theirs is removed.
    let deniedAccounts: [Account]
}

extension SyncPlan {
    /// Compares what there should be with what the file has.
    init(_ sessions: [DiscoveredSession], _ choice: SyncProfileRules, isPruning: Bool, in text: ConfigText) {
        self.isPruning = isPruning
        let wanted = choice.profiles(for: sessions.flatMap(\.roles))
        let owned = OwnedProfiles(of: sessions.map(\.name), in: text)
        let named = Self.byName(wanted)
        for (name, profiles) in named {
            guard profiles.count == 1, Self.isUsable(name) else {
                clashes.append(Clash(name: name, roles: profiles.map(\.role)))
                continue
            }
            location(profiles[0], owned, text)
        }
        let judge = StaleProfileRule(sessions, wanted, unplaced: clashes.map(\.name) + held.map(\.name))
        let names = Set(named.map { Array($0.0.utf8) })
        for profile in owned.profiles where !names.contains(Array(profile.name.utf8)) {
            guard let reason = judge.reason(profile) else { continue }
            stale.append(
                Stale(name: profile.name, session: profile.session, entries: profile.entries, reason: reason))
        }
    }

    private mutating func location(_ profile: WantedProfile, _ owned: OwnedProfiles, _ text: ConfigText) {
        let address = SectionAddress.profile(profile.name)
        guard let section = text.section(address) else {
            inserts.append(profile)
            return
        }
        let keys = profile.entries.compactMap { entry -> KeyChange? in
            let old = section[entry.key]?.value
            return old == entry.value ? nil : KeyChange(key: entry.key, old: old, new: entry.value)
        }
        if keys.isEmpty {
            unchanged += 1
        } else if owned[profile.name] != nil {
            changes.append(Change(name: profile.name, session: profile.role.session, keys: keys))
        } else if keys.allSatisfy({ $0.key == "region" }) {
            // The same role by the same name, written by hand: whose region is it? The owner's.
            unchanged += 1
        } else {
            held.append(Held(name: profile.name, role: profile.role, location: section.location))
        }
    }

    /// In the order in which the names first come.
    private static func byName(_ profiles: [WantedProfile]) -> [(String, [WantedProfile])] {
        var names: [String] = []
        var groups: [[UInt8]: [WantedProfile]] = [:]
        for profile in profiles {
            let key = Array(profile.name.utf8)
            if groups[key] == nil { names.append(profile.name) }
            groups[key, default: []].append(profile)
        }
        return names.map { ($0, groups[Array($0.utf8)] ?? []) }
    }

    /// `default` is what programs use that were told nothing: no role gets that by a template.
    private static func isUsable(_ name: String) -> Bool { !name.isEmpty && name != "default" }
}
