import Engine
import NetworkCommands
import PluginKit
import SystemKit

/// Chooses who asks for a registry's password: a profile of the registry's account.
///
/// In order: what was typed; a rule, `[ecr]` in awsx's config, by the registry's host or account; the active identity, if it
/// is of that account; the one profile of that account; of several the one whose region is the registry's.
struct RegistryIdentity {
    let service: OnlineCredentialService
    private let settings: AwsxConfig
    static let section = "ecr"

    /// - Throws: as `AwsxConfig.load`.
    init(_ service: OnlineCredentialService) throws(Failure) {
        self.service = service
        settings = try AwsxConfig.load(service.context)
    }

    /// - Returns: nil where nobody is: a public registry serves nameless callers, too.
    /// - Throws: `.noCredentials` for an account that no profile or several are of; what resolving the profile throws.
    func choose(_ registry: RegistryHost, typed: IdentityRequest) throws(Failure) -> ResolvedIdentity? {
        if typed.profile != nil { return try service.resolver.resolve(typed) }
        if let rule = try rule(for: registry, typed) { return rule }
        switch registry.owner {
        case .everybody:
            // Whoever is active; nobody is no error, and whether a machine lends a role is not worth the wait.
            guard let active = try? service.resolver.resolve(typed), active.doubt == nil else { return nil }
            return active
        case .account(let account, let region, _):
            if let active = try? service.resolver.resolve(typed), active.source.accountID == account { return active }
            return try profile(of: account, region: region, registry, typed)
        }
    }

    private func rule(for registry: RegistryHost, _ typed: IdentityRequest) throws(Failure) -> ResolvedIdentity? {
        var keys = [registry.name]
        if case .account(let account, _, _) = registry.owner { keys.append(account) }
        for key in keys {
            guard let rule = settings.setting(key, in: Self.section) else { continue }
            let profile = try service.resolver.existingProfile(rule.value, selectedBy: rule.location)
            return try service.resolver.resolve(Self.request(profile.name, typed))
        }
        return nil
    }

    private func profile(
        of account: String, region: String, _ registry: RegistryHost, _ typed: IdentityRequest
    ) throws(Failure) -> ResolvedIdentity {
        let all = Self.profiles(of: account, in: service)
        let near = all.filter { $0.region == region }
        let fitting = near.isEmpty ? all : near
        // Profiles that differ in their region only ask with the same credentials.
        guard let first = fitting.first, Set(fitting.map(\.source)).count == 1 else {
            throw undecided(account, fitting.map(\.name), registry)
        }
        return try service.resolver.resolve(Self.request(first.name, typed))
    }

    /// A profile that is chosen here, with no more power than was asked for.
    private static func request(_ profile: String, _ typed: IdentityRequest) -> IdentityRequest {
        IdentityRequest(profile: profile, limits: typed.limits, scopes: typed.scopes, reason: typed.reason)
    }

    /// A profile, what gives its credentials, and the region that it is set to.
    struct Candidate: Sendable {
        let name: String
        let source: CredentialOrigin
        let region: String?
    }

    /// The profiles whose credentials are an account's, as the configuration tells, `default` last.
    ///
    /// - Parameter account: nil for any that is known.
    static func profiles(of account: String?, in service: OnlineCredentialService) -> [Candidate] {
        let sources = CredentialOriginResolver(config: service.config, environment: service.context.environment)
        let names = service.config.profileNames
        return (names.filter { $0 != "default" } + names.filter { $0 == "default" }).compactMap { name in
            guard let profile = service.config.profile(name), let source = try? sources.configured(profile),
                let own = source.accountID, account == nil || own == account
            else { return nil }
            return Candidate(name: name, source: source, region: profile["region"]?.value)
        }
    }

    private func undecided(_ account: String, _ names: [String], _ registry: RegistryHost) -> Failure {
        let path = AwsxConfig.path(service.context) ?? "awsx's config"
        guard let first = names.first else {
            return Failure(
                .noCredentials, "no profile belongs to account \(account), which owns the registry \(registry.name)",
                at: service.config.paths.config.map { .file($0, line: nil) },
                hint: "name one in \(path) under [ecr]: \(account) = PROFILE")
        }
        let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
        return Failure(
            .noCredentials,
            "\(names.count) profiles belong to account \(account), which owns the registry \(registry.name): \(shown)",
            hint: "choose one in \(path) under [ecr]: \(account) = \(first); or set AWS_PROFILE")
    }
}
