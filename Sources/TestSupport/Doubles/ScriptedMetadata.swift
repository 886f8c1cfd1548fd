package import Engine

/// An instance metadata service of prepared answers that keeps what it was asked.
package final class ScriptedMetadata: MetadataService {
    private let script = Script<Credentials>("roleCredentials", [])
    private let kept = Record<MetadataAddress>()

    package init() {}

    package var calls: [MetadataAddress] { kept.items }

    package func on(_ step: @escaping @Sendable () async throws -> Credentials) { script.append(step) }

    package func roleCredentials(_ address: MetadataAddress) async throws -> Credentials {
        kept.add(address)
        return try await script.next(address.baseURL)
    }
}
