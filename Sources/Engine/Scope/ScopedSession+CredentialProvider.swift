import SystemKit

// No profile says so: `IdentityResolver` puts it before what a profile gives.
extension ScopedSession: CredentialProvider {
    package static let name = "scoped"

    package func shownSettings(isSource: Bool) -> KeyValuePairs<String, JSON?> {
        ["scope": policy.map { .string($0.label) }, "duration_seconds": durationSeconds.map(JSON.integer)]
    }

    package var sourceCredentials: CredentialOrigin? { parent }
    package var knownAccountID: String? { parent.accountID }
    package var knownRoleName: String? { parent.roleName }
    package var partition: Partition? { parent.provider.partition }
    package var isRole: Bool { parent.provider.isRole }
    package var doubt: Failure? { parent.provider.doubt }
    package var mfaSerial: Setting? { parent.provider.mfaSerial }
    package func login(profile: String?) -> Hint? { parent.provider.login(profile: profile) }

    /// The parent, the policy to the letter, and the duration.
    package var fingerprint: KeyValuePairs<String, JSON?> {
        [
            "parent": parent.fingerprint, "policy": .text(policy?.text),
            "duration_seconds": durationSeconds.map(JSON.integer) ?? .null,
        ]
    }

    /// Never a file of the AWS CLI. Where nobody keeps the parent's credentials, since only asking tells whose they are,
    /// nobody keeps these.
    package func file(in folders: CacheFolders) -> CredentialCacheFile? {
        guard parent.provider.renewalWindow != nil else { return nil }
        return CredentialCacheFile(folder: folders.own, name: CacheKey.apart(CredentialOrigin(self)))
    }

    /// The shorter they live, the later: a quarter of the time is left then, at most.
    package var renewalWindow: Int64? {
        guard let window = parent.provider.renewalWindow else { return nil }
        return durationSeconds.map { min($0 / 4, window) } ?? window
    }

    package func ends(_ status: inout CredentialValidityReader) throws(Failure) -> Expirations {
        let behind = try status.ends(of: parent)
        return .of(credentials: try status.end(of: self), renewable: behind.untilPerson, token: behind.token)
    }

    package func atHand(
        _ policy: CredentialRenewalPolicy, in context: RuntimeContext, warn: (String) -> Void
    ) throws(Failure) -> Credentials? { try kept(renewal(policy), in: context) }

    package func credentials(from chain: ProviderChain, policy: CredentialRenewalPolicy) async throws -> Credentials {
        try await ScopedSessionFetcher(chain: chain).credentials(for: self, policy: renewal(policy))
    }

    private func renewal(_ policy: CredentialRenewalPolicy) -> CredentialRenewalPolicy {
        var policy = policy
        policy.renewsUnder = renewalWindow ?? policy.renewsUnder
        return policy
    }
}
