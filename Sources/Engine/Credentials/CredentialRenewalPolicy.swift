package import SystemKit

/// How much time credentials must have left; no clock, no file, no network (15 minutes, or `--min-ttl`).
package struct CredentialRenewalPolicy: Sendable, Hashable {
    /// Seconds left under which cached credentials are renewed.
    package static let window: Int64 = 15 * 60
    /// Seconds that are accepted when renewal fails and nothing else was asked for.
    package static let leastByDefault: Int64 = 5 * 60

    /// `--min-ttl` in seconds, if it was typed.
    package let typedMinimum: Int64?
    /// Seconds left under which cached credentials are renewed here.
    package var renewsUnder = Self.window

    package init(typedMinimum: Int64?) { self.typedMinimum = typedMinimum }

    /// Whether cached credentials are used without asking anybody. Whoever waited for another process to fetch them
    /// takes them however little is left, but never less than was asked for.
    package func servesAtOnce(_ credentials: Credentials, at now: Instant, waited: Bool = false) -> Bool {
        guard let left = secondsLeft(credentials, at: now) else { return true }
        guard left > 0, left >= typedMinimum ?? 0 else { return false }
        return waited || left >= renewsUnder
    }

    /// Whether cached credentials are good enough when fresh ones can't be had.
    package func servesAtWorst(_ credentials: Credentials, at now: Instant) -> Bool {
        guard let left = secondsLeft(credentials, at: now) else { return true }
        return left > 0 && left >= typedMinimum ?? Self.leastByDefault
    }

    /// Judges credentials that were just fetched or can't be renewed: a warning if they live shorter than is usual.
    ///
    /// - Throws: `.tooLittleTimeLeft` if they live shorter than was typed, or not at all.
    package func accept(_ credentials: Credentials, at now: Instant) throws(Failure) -> String? {
        guard let left = secondsLeft(credentials, at: now) else { return nil }
        if left <= 0 {
            throw Failure(
                .tooLittleTimeLeft, "the credentials expired \(TimeLeft(seconds: -left).text) ago",
                hint: "check this machine's clock, then try again")
        }
        if let typedMinimum, left < typedMinimum {
            throw Failure(
                .tooLittleTimeLeft,
                "the credentials are valid for \(TimeLeft(seconds: left).text), less than the requested \(TimeLeft(seconds: typedMinimum).text)",
                hint: "use a smaller --min-ttl, or ask for a longer session duration of the permission set")
        }
        // What was to live shorter is as it was meant.
        return left < min(Self.leastByDefault, max(renewsUnder, 60))
            ? "the credentials expire in \(TimeLeft(seconds: left).text)" : nil
    }

    private func secondsLeft(_ credentials: Credentials, at now: Instant) -> Int64? {
        credentials.expiration?.seconds(since: now)
    }
}
