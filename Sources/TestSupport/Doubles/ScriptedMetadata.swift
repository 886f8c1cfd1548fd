package import Engine

/// An instance metadata service of prepared answers that keeps what it was asked.
package final class ScriptedMetadata: MetadataService {
    private let script = ScriptedReplies<Credentials>("roleCredentials", [])
    private let zones = ScriptedReplies<String>("availabilityZone", [])
    private let kept = RecordedItems<MetadataAddress>()

    package init() {}

    package var calls: [MetadataAddress] { kept.items }

    package func on(_ step: @escaping @Sendable () async throws -> Credentials) { script.append(step) }

    package func onZone(_ step: @escaping @Sendable () async throws -> String) { zones.append(step) }

    package func availabilityZone(_ address: MetadataAddress) async throws -> String {
        kept.add(address)
        return try await zones.next(address.baseURL)
    }

    package func roleCredentials(_ address: MetadataAddress) async throws -> Credentials {
        kept.add(address)
        return try await script.next(address.baseURL)
    }
}
