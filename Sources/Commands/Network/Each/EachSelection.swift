import Engine
import PluginKit
import SystemKit

/// Which runs a call of `awsx each` means.
struct EachSelection {
    let arguments: EachArguments
    let command: [String]
    let service: OnlineCredentialService

    /// - Parameter picked: the profiles that a person chose; nil where selectors say it.
    /// - Throws: `.profileNotFound` where nothing matches.
    func runs(picked: [String]?) throws(Failure) -> [PlannedRun] {
        let names = if let picked { picked } else { try selected() }
        let words = RunWords(words: command)
        let regions = try arguments.regionNames
        var runs: [PlannedRun] = []
        for name in names {
            for region in regions.map({ $0.map(Optional.some) }) ?? [nil] {
                runs.append(
                    PlannedRun(
                        number: runs.count, profile: name, isOneRegion: region != nil,
                        target: Result { () throws(Failure) in try target(name, region, words) }))
            }
        }
        return runs
    }

    private func target(
        _ name: String, _ region: String?, _ words: RunWords
    ) throws(Failure) -> PlannedRun.Target {
        let typed = IdentityRequest(profile: name, region: region, scopes: arguments.scope.selections)
        let identity = try service.resolver.resolve(typed)
        let filled = try words.filled(
            .init(
                profile: name, account: identity.source.accountID, role: identity.source.roleName,
                region: identity.region?.value))
        return PlannedRun.Target(identity: identity, typed: typed, words: filled)
    }

    private func selected() throws(Failure) -> [String] {
        let config = service.config
        let all = config.profileNames
        guard !all.isEmpty else { throw Failure.nothingConfigured(config.paths) }
        let selection = ProfileSelection(
            arguments.selectors.map { ProfileSelector($0) { config.profile($0) != nil } })
        let rules = try RunAuthorization(service.context, own: service.config.own, config: config)
        let found = all.filter { name in
            guard selection.accepts(name: name) else { return false }
            return !selection.readsMore || selection.accepts(described(name, rules))
        }
        guard !found.isEmpty else {
            let typed = arguments.selectors.map(DisplayedCommandWord.quoted).joined(separator: " ")
            throw Failure(
                .profileNotFound, "none of the \(all.count) profiles matches \(typed)", hint: "awsx profiles --long")
        }
        return found
    }

    /// One that gives no credentials is known by its name alone.
    private func described(_ name: String, _ rules: RunAuthorization) -> SelectableProfile {
        guard let identity = try? service.resolver.resolve(IdentityRequest(profile: name)) else {
            return SelectableProfile(name: name)
        }
        let decision = rules.rules.decision(
            for: rules.subject(identity, command: command), in: service.context.environment)
        return SelectableProfile(
            name: name, session: identity.source.session?.name, accountID: identity.source.accountID,
            roleName: identity.source.roleName, tags: decision.tags)
    }
}
