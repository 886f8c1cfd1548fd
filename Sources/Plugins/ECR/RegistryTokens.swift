import Engine
import NetworkCommands
import PluginKit
import SystemKit
import Wire

/// The passwords of registries: kept ones while they are good, else new ones, asked for by one process at a time.
struct RegistryTokens {
    let identity: ActingIdentity
    let registry: RegistryHost

    /// How long a process waits for the others, in milliseconds.
    private static let patience: Int64 = 60_000

    func token() async throws -> RegistryToken {
        let context = identity.service.context
        let cache = try Self.cache(context)
        return try await identity.service.connected(identity.identity.profile) { connection in
            let endpoint = try connection.endpoint(service, region)
            let key = RegistryTokenCache.Key(
                registry: registry.name, source: identity.identity.source, endpoint: endpoint.url)
            if let kept = try cache.load(key, at: context.clock.now()) { return kept }
            return try await withFileLock(
                at: cache.lockPath(key), for: "the password of \(registry.name)", within: Self.patience, in: context,
                isDispensable: true, unless: { try cache.load(key, at: context.clock.now()) }
            ) { _ in
                if let kept = try cache.load(key, at: context.clock.now()) { return kept }
                let credentials = try await identity.credentials()
                let token = try await ECRClient(endpoint: endpoint, client: connection.client)
                    .authorizationToken(with: credentials)
                try cache.save(token, key)
                return token
            }
        }
    }

    static func cache(_ context: RuntimeContext) throws -> RegistryTokenCache {
        RegistryTokenCache(files: context.files, state: try StateFolder.of(context))
    }

    private var service: AWSService { registry.owner == .everybody ? .ecrPublic : .ecr }

    /// The registry's own, whatever the identity's is.
    private var region: Setting {
        let place = SourceLocation.argument(registry.name)
        switch registry.owner {
        // The only one where passwords of ECR Public are given (<doc:ConsoleAndClusters>, Container registries).
        case .everybody: return Setting(value: "us-east-1", location: place)
        case .account(_, let region, let isFIPS):
            return Setting(value: isFIPS ? "fips-\(region)" : region, location: place)
        }
    }
}
