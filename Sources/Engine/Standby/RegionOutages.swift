import Synchronization
package import SystemKit

/// What one command learned of Regions that give no answer: it waits for none of them twice in a row, and says so once
/// (<doc:StandbyRegions>).
package final class RegionOutages: Sendable {
    private struct Outage {
        let failure: Failure
        let until: Instant
    }

    private let known = Mutex<[String: Outage]>([:])
    private let told = Mutex<Set<String>>([])

    /// Seconds after which a Region is asked again.
    package static let memory: Int64 = 60

    package init() {}

    /// A session's Region gave no answer just now.
    package func note(_ failure: Failure, of session: SSOSession, at now: Instant) {
        known.withLock {
            $0[session.cacheIdentity] = Outage(failure: failure, until: now.advanced(bySeconds: Self.memory))
        }
    }

    /// What a session's Region answered a moment ago with; nil where it is to be asked.
    package func recent(of session: SSOSession, at now: Instant) -> Failure? {
        known.withLock { $0[session.cacheIdentity] }.flatMap { $0.until > now ? $0.failure : nil }
    }

    /// Whether nobody was told yet of a session's outage; from now on somebody was.
    package func isNews(of session: SSOSession) -> Bool {
        told.withLock { $0.insert(session.cacheIdentity).inserted }
    }
}

extension Failure {
    /// No answer came, or one that tells of a fault on AWS's side. A refusal is an answer, and so is a wish to be asked less
    /// often.
    package var isOutage: Bool { code == .unreachable }
}
