import Engine
import PluginKit
import SystemKit

/// Gives the credentials back that plugins gave for profiles, and removes them here.
struct PluginLeaseReturn {
    let service: OnlineCredentialService
    let output: Output

    /// - Returns: whether a plugin gives the credentials of one of the profiles.
    func perform(_ profiles: [String]) async throws -> Bool {
        var isServed = false
        for name in profiles where !service.config.plugins.serving(name).isEmpty {
            isServed = true
            guard let source = try? service.resolver.resolve(IdentityRequest(profile: name)).source,
                let lease = try KeptPluginLease.of(source, in: service.context)
            else { continue }
            try lease.remove(in: service.context)
            output.remark("\(name): the credentials that plugin \(lease.plugin) gave are removed")
            guard let id = lease.id else { continue }
            do {
                try await service.plugins().giveBack(id, of: name, to: lease.plugin)
            } catch let failure as Failure where failure.end == nil {
                output.warn("plugin \(lease.plugin) did not take them back: \(failure.message)")
            }
        }
        return isServed
    }
}
