import SystemKit

/// Credentials that are kept in a file and renewed by one process at a time; the same rules for every provider that keeps
/// any.
struct CredentialRenewal: Sendable {
    let context: RuntimeContext
    let cache: RoleCredentialCache
    /// Whether what else the file says lets its credentials serve.
    var accepts: @Sendable (JSON) -> Bool = { _ in true }
    let warn: @Sendable (String) -> Void

    /// Credentials just given, and how they are kept for the next time.
    struct Fresh {
        let credentials: Credentials
        let keep: () throws(Failure) -> Void
    }

    /// The file's credentials while a policy takes them, else fresh ones.
    ///
    /// - Parameters:
    ///   - name: whose they are, for those who wait.
    ///   - patience: milliseconds to wait for another process that renews them.
    ///   - hopeless: throws what `fetch` would end in, where that is known by now; asked while another process is waited
    ///     for.
    ///   - fetch: is told whether others have tried just before.
    func credentials(
        in file: CredentialCacheFile, of name: String, policy: CredentialRenewalPolicy,
        patience: Int64 = TokenStore.patience,
        hopeless: () throws -> Void = {}, fetch: (_ waited: Bool) async throws -> Fresh
    ) async throws -> Credentials {
        if let cached = try ready(file, policy) { return cached }
        // Where it can't be made, the lock is done without and the keeping warns.
        try? cache.makeFolder(of: file)
        return try await withFileLock(
            at: file.lock, for: "the credentials of \(name)", within: patience, in: context, isDispensable: true,
            unless: {
                if let cached = try ready(file, policy) { return cached }
                try hopeless()
                return nil
            },
            { waited in try await underLock(file, policy, waited: waited, fetch: fetch) })
    }

    private func ready(_ file: CredentialCacheFile, _ policy: CredentialRenewalPolicy) throws -> Credentials? {
        try cache.serving(file, policy, at: context.clock.now(), where: accepts)
    }

    private func underLock(
        _ file: CredentialCacheFile, _ policy: CredentialRenewalPolicy, waited: Bool,
        fetch: (_ waited: Bool) async throws -> Fresh
    ) async throws -> Credentials {
        let cached = try cache.load(file, where: accepts)
        if let cached, policy.servesAtOnce(cached, at: context.clock.now(), waited: waited) { return cached }
        do {
            let fresh = try await fetch(waited)
            keep(fresh)
            if let remark = try policy.accept(fresh.credentials, at: context.clock.now()) { warn(remark) }
            return fresh.credentials
        } catch let failure as Failure {
            guard failure.code != .tooLittleTimeLeft, failure.status != .denied, failure.code != .accountNotFound,
                let cached, policy.servesAtWorst(cached, at: context.clock.now())
            else { throw failure }
            warn("could not renew the credentials (\(failure.message)); the current ones are still valid")
            return cached
        }
    }

    /// A full disk costs the cache, not the command.
    private func keep(_ fresh: Fresh) {
        do {
            try fresh.keep()
        } catch {
            warn("could not cache the credentials: \(error.message)")
        }
    }
}
