import SystemKit

/// A provider of keys that a variable or a file holds: they serve as they are, and nobody renews them.
package protocol StaticKeysProvider: CredentialProvider {
    var held: Credentials { get }
}

extension StaticKeysProvider {
    package var keys: Credentials? { held }
    package var renewalWindow: Int64? { 0 }
    package var knownAccountID: String? { held.accountID }
    package var fingerprint: KeyValuePairs<String, JSON?> { ["access_key_id": .string(held.accessKeyID)] }

    package func shownSettings(isSource: Bool) -> KeyValuePairs<String, JSON?> {
        ["aws_access_key_id": .string(held.accessKeyID)]
    }

    package func ends(_ status: inout CredentialValidityReader) throws(Failure) -> Expirations { .of(held) }

    package func atHand(
        _ policy: CredentialRenewalPolicy, in context: RuntimeContext, warn: (String) -> Void
    ) throws(Failure) -> Credentials? {
        if let remark = try policy.accept(held, at: context.clock.now()) { warn(remark) }
        return held
    }

    package func credentials(from chain: ProviderChain, policy: CredentialRenewalPolicy) async throws -> Credentials {
        try chain.accepted(held, policy)
    }
}
