import Engine
import PluginKit
import SystemKit

/// What can be completed.
enum CandidateKind: String, Sendable, CaseIterable {
    case profiles, sessions, accounts, roles, regions, services, plugins, commands
}

/// One line of an answer.
struct Candidate: Sendable, Hashable {
    let value: String
    let description: String

    init(_ value: String, _ description: String = "") {
        self.value = value
        self.description = description
    }

    /// Control characters would end the line early, or reach the terminal.
    var line: String {
        description.isEmpty ? "\(value)\n" : "\(value)\t\(Printable.text(description))\n"
    }
}

/// Which values fit what was typed.
struct CandidateFilter: Sendable {
    private let word: [UInt8]
    private let isLoose: Bool

    /// - Parameter isLoose: also values that hold the word anywhere, in any case of letters; the shell refines.
    init(_ word: String, isLoose: Bool) {
        self.word = Array(isLoose ? word.lowercased().utf8 : word.utf8)
        self.isLoose = isLoose
    }

    func accepts(_ value: String) -> Bool {
        // A name with a control character can be typed by nobody.
        if value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) { return false }
        if word.isEmpty { return true }
        guard isLoose else { return value.utf8.starts(with: word) }
        let text = Array(value.lowercased().utf8)
        guard text.count >= word.count else { return false }
        return (0...(text.count - word.count)).contains { text[$0..<($0 + word.count)].elementsEqual(word) }
    }
}

/// Finds candidates, in the order in which the user's files have them.
struct Candidates {
    /// What awsx itself can do.
    struct Commands {
        let builtIn: () -> [Manifest]
        let external: () -> [Manifest]
    }

    let world: World
    let filter: CandidateFilter
    let commands: Commands

    /// Above so many matches names alone are given: nobody reads descriptions there, and each costs time.
    static let describedAtMost = 300

    func load(_ kind: CandidateKind) throws(Failure) -> [Candidate] {
        switch kind {
        case .profiles: try profiles()
        case .sessions: try sessions()
        case .accounts: try roles { ($0, $1) }
        case .roles: try roles { ($1, $0) }
        case .regions: KnownNames.regions.filter { filter.accepts($0.value) }
        case .services: KnownNames.services.map { Candidate($0) }.filter { filter.accepts($0.value) }
        case .plugins: manifests(commands.builtIn() + commands.external())
        case .commands:
            manifests(commands.builtIn() + commands.external().filter { $0.kinds.contains(.command) })
        }
    }

    private func manifests(_ manifests: [Manifest]) -> [Candidate] {
        var seen: Set<String> = []
        return manifests.filter { filter.accepts($0.name) && seen.insert($0.name).inserted }
            .map { Candidate($0.name, $0.summary) }
    }

    private func profiles() throws(Failure) -> [Candidate] {
        let acting = try Acting(world)
        let names = acting.config.profileNames.filter(filter.accepts)
        guard names.count <= Self.describedAtMost else { return names.map { Candidate($0) } }
        let states = try CandidateStates(acting)
        return names.map { Candidate($0, states.description(of: $0)) }
    }

    private func sessions() throws(Failure) -> [Candidate] {
        let acting = try Acting(world)
        return acting.config.sessionNames.filter(filter.accepts)
            .map { Candidate($0, acting.config.session($0)?["sso_start_url"]?.value ?? "") }
    }

    /// Accounts or roles that profiles name, each once, with what it goes with as description.
    private func roles(_ choose: (_ account: String, _ role: String) -> (String, String)) throws(Failure) -> [Candidate]
    {
        let config = try Acting(world).config
        var order: [String] = []
        var partners: [String: [String]] = [:]
        for name in config.profileNames {
            guard let profile = config.profile(name), let account = profile["sso_account_id"]?.value,
                let role = profile["sso_role_name"]?.value
            else { continue }
            let (value, partner) = choose(account, role)
            guard filter.accepts(value) else { continue }
            if partners[value] == nil { order.append(value) }
            if partners[value]?.contains(partner) != true, partners[value, default: []].count < 4 {
                partners[value, default: []].append(partner)
            }
        }
        return order.map { Candidate($0, partners[$0, default: []].joined(separator: " ")) }
    }
}
