import SystemKit
import TestSupport

@testable import Engine

/// A provider that awsx doesn't have: keys that a broker on this machine lends to a profile with `broker_role`, kept in
/// awsx's own folder. What it takes to add one is this file and a line in a list.
struct BrokerProvider: CredentialProvider, Hashable {
    static let name = "broker"
    static var settingKeys: [String] { ["broker_role"] }
    private static let address = "http://127.0.0.1:7000"

    let role: Setting

    static func fromProfile(_ lookup: ProfileProviderLookup) throws(Failure) -> CredentialOrigin? {
        guard let role = lookup.profile?["broker_role"] else { return nil }
        return CredentialOrigin(BrokerProvider(role: role))
    }

    var knownRoleName: String? { role.value }
    var isRole: Bool { true }
    var fingerprint: KeyValuePairs<String, JSON?> { ["role": .string(role.value)] }

    func shownSettings(isSource: Bool) -> KeyValuePairs<String, JSON?> { ["broker_role": .string(role.value)] }

    func file(in folders: CacheFolders) -> CredentialCacheFile? {
        CredentialCacheFile(folder: folders.own, name: CacheKey.apart(CredentialOrigin(self)))
    }

    func ends(_ status: inout CredentialValidityReader) throws(Failure) -> Expirations {
        .of(credentials: try status.end(of: self), renewable: .future)
    }

    func atHand(
        _ policy: CredentialRenewalPolicy, in context: RuntimeContext, warn: (String) -> Void
    ) throws(Failure) -> Credentials? { try kept(policy, in: context) }

    func credentials(from chain: ProviderChain, policy: CredentialRenewalPolicy) async throws -> Credentials {
        guard let file = file(in: chain.cache.folders),
            let settings = ContainerSettings(
                Environment([EnvironmentKey.containerFullURI: "\(Self.address)/\(role.value)"]))
        else { throw Failure(.failed, "no broker") }
        let renewal = CredentialRenewal(context: chain.context, cache: chain.cache, warn: chain.warn)
        return try await renewal.credentials(in: file, of: role.value, policy: policy) { _ in
            let keys = try await chain.services.container.credentials(
                try ContainerEndpoint(settings), authorization: nil)
            return CredentialRenewal.Fresh(credentials: keys) { () throws(Failure) in
                try chain.cache.save(AssumedRole(credentials: keys, id: "", arn: "", requestID: nil), in: file)
            }
        }
    }
}

extension ProviderOrder {
    /// The AWS CLI's, and the broker before the machine's.
    static let withBroker = ProviderOrder { ask throws(Failure) in
        if try ask(BrokerProvider.self) { return }
        try ProviderOrder.awsCLI.each(ask)
    }
}
