import Engine
import PluginKit
import SystemKit

/// Finds candidates, in the order in which the user's files have them.
struct Candidates {
    /// What awsx itself can do.
    struct Commands {
        let builtIn: () -> [Manifest]
        let external: () -> [Manifest]

        init(builtIn: @escaping () -> [Manifest], external: @escaping () -> [Manifest]) {
            self.builtIn = builtIn
            self.external = external
        }

        /// With the plugins of a user.
        init(builtIn: @escaping () -> [Manifest], in context: RuntimeContext) {
            self.init(builtIn: builtIn, external: { PluginCatalog(context).manifests })
        }
    }

    let context: RuntimeContext
    let filter: CandidateFilter
    let commands: Commands

    /// Above so many matches names alone are given: nobody reads descriptions there, and each costs time.
    static let describedAtMost = 50

    func load(_ kind: CandidateKind) throws(Failure) -> [Candidate] {
        switch kind {
        case .profiles: try profiles()
        case .sessions: try sessions()
        case .accounts: try roles { ($0, $1) }
        case .roles: try roles { ($1, $0) }
        case .regions: RegionAndServiceNames.regions.filter { filter.accepts($0.value) }
        case .services: RegionAndServiceNames.services.map { Candidate($0) }.filter { filter.accepts($0.value) }
        case .plugins: manifests(commands.builtIn() + commands.external())
        case .commands:
            manifests(commands.builtIn() + commands.external().filter { $0.kinds.contains(.command) })
        case .scopes: scopes()
        case .syntax: syntax()
        // They are asked for with the line, by `DynamicCompletion`.
        case .dynamic: []
        }
    }

    /// A line for each word of the command that was named.
    private func syntax() -> [Candidate] {
        let all = commands.builtIn() + commands.external().filter { $0.kinds.contains(.command) }
        let named = all.first { filter.isWord($0.name) }
        return (named?.words.table() ?? []).map { Candidate(TerminalSafe.text($0)) }
    }

    /// awsx's own, then the user's; one that can't be understood is told where it is used.
    private func scopes() -> [Candidate] {
        let own = ScopePreset.names.compactMap(ScopePreset.named).map { Candidate($0.name, $0.summary) }
        let others = ((try? ScopeCatalog(context).userNames()) ?? []).map { Candidate($0, "a scope of your own") }
        return (own + others).filter { filter.accepts($0.value) }
    }

    private func manifests(_ manifests: [Manifest]) -> [Candidate] {
        var seen: Set<String> = []
        var found: [Candidate] = []
        for manifest in manifests where filter.accepts(manifest.name) && seen.insert(manifest.name).inserted {
            found.append(Candidate(manifest.name, manifest.summary))
        }
        return found
    }

    private func profiles() throws(Failure) -> [Candidate] {
        let outline = try outline(describing: Self.describedAtMost)
        let names = outline.profileNames(where: filter.accepts)
        guard names.count <= Self.describedAtMost else { return names.map { Candidate($0) } }
        var states = CandidateDescriptions(try CredentialService(context, outline.config(of: names)))
        return names.map { Candidate($0, states.description(of: String(decoding: $0, as: UTF8.self))) }
    }

    private func sessions() throws(Failure) -> [Candidate] {
        let outline = try outline(describing: 0)
        let config = try outline.config(of: [])
        return outline.sessionNames.filter(filter.accepts).map { name in
            let session = config.session(String(decoding: name, as: UTF8.self))
            return Candidate(name, session?["sso_start_url"]?.value ?? "")
        }
    }

    /// - Parameter profiles: so many are told with what is in them.
    private func outline(describing profiles: Int) throws(Failure) -> ConfigOutline {
        let paths = ConfigPaths.resolve(environment: context.environment, home: context.home)
        return try ConfigOutline(paths, files: context.files, beginning: filter.beginning, mostWhole: profiles)
    }

    /// Accounts or roles that profiles name, each once, with what it goes with as description.
    private func roles(_ choose: (_ account: String, _ role: String) -> (String, String)) throws(Failure) -> [Candidate]
    {
        let config = try CredentialService(context).config
        var found: [(value: String, partners: [String])] = []
        var positions: [String: Int] = [:]
        for name in config.profileNames {
            guard let profile = config.profile(name), let account = profile["sso_account_id"]?.value,
                let role = profile["sso_role_name"]?.value
            else { continue }
            let (value, partner) = choose(account, role)
            if let position = positions[value] {
                guard found[position].partners.count < 4, !found[position].partners.contains(partner) else { continue }
                found[position].partners.append(partner)
            } else if filter.accepts(value) {
                positions[value] = found.count
                found.append((value, [partner]))
            }
        }
        return found.map { Candidate($0.value, $0.partners.joined(separator: " ")) }
    }
}
