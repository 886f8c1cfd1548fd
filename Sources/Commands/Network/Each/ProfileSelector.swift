import Engine

/// One word that says which profiles are meant.
struct ProfileSelector: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable {
        case name
        case session
        case account
        case role
        case tag
    }

    let kind: Kind
    let pattern: Glob

    /// - Parameter isProfile: whether a profile has the word as its name, which counts before all else.
    init(_ word: String, isProfile: (String) -> Bool) {
        let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        if !isProfile(word), parts.count == 2, let kind = Kind(rawValue: String(parts[0])), kind != .name {
            self.kind = kind
            pattern = Glob(String(parts[1]))
        } else {
            kind = .name
            pattern = Glob(word)
        }
    }

    func matches(_ profile: SelectableProfile) -> Bool {
        switch kind {
        case .name: pattern.matches(profile.name)
        case .session: profile.session.map(pattern.matches) ?? false
        case .account: profile.accountID.map(pattern.matches) ?? false
        case .role: profile.roleName.map(pattern.matches) ?? false
        case .tag: profile.tags.contains(where: pattern.matches)
        }
    }
}

/// What selectors look at of a profile.
struct SelectableProfile: Sendable {
    let name: String
    var session: String?
    var accountID: String?
    var roleName: String?
    var tags: [String] = []
}

/// All selectors of a call: of each kind any must match, and one of each kind.
struct ProfileSelection: Sendable {
    private let kinds: [[ProfileSelector]]

    init(_ selectors: [ProfileSelector]) {
        kinds = ProfileSelector.Kind.allCases.map { kind in selectors.filter { $0.kind == kind } }
            .filter { !$0.isEmpty }
    }

    /// Whether more than a name decides.
    var readsMore: Bool { kinds.contains { $0[0].kind != .name } }

    func accepts(_ profile: SelectableProfile) -> Bool {
        kinds.allSatisfy { selectors in selectors.contains { $0.matches(profile) } }
    }

    /// What a name alone decides.
    func accepts(name: String) -> Bool {
        kinds.filter { $0[0].kind == .name }.allSatisfy { $0.contains { $0.pattern.matches(name) } }
    }
}
