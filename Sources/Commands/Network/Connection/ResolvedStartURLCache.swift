import Engine
import Synchronization

/// What one command learned of organisations' own addresses: nobody is asked twice.
final class ResolvedStartURLCache: Sendable {
    private struct Knowledge {
        var portals: [String: StartURL] = [:]
        var regions: [String: String] = [:]
    }

    private let knowledge = Mutex(Knowledge())

    /// The portal behind a start URL, asked for the first time only. A refusal is not remembered.
    func portal(
        of url: StartURL, _ resolve: (StartURL) async throws -> StartURL
    ) async throws -> StartURL {
        if let known = knowledge.withLock({ $0.portals[url.text] }) { return known }
        let portal = try await resolve(url)
        knowledge.withLock { $0.portals[url.text] = portal }
        return portal
    }

    /// Where a session that is configured for another region was signed in to; nil if it was in its own.
    func region(of session: SSOSession) -> String? { knowledge.withLock { $0.regions[session.cacheIdentity] } }

    /// The session is signed in to there, whatever its configuration says.
    func noteRegion(of session: SSOSession) {
        knowledge.withLock { $0.regions[session.cacheIdentity] = session.region }
    }
}
