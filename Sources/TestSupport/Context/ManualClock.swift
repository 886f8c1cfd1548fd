import Synchronization
package import SystemKit

/// A time of day that a test holds in its hand: it moves when it is told to, or when something sleeps on it.
package final class ManualClock: Sendable {
    private struct Standing {
        var now: Instant
        var sleeps: [Int64] = []
        var events: [(at: Instant, run: @Sendable () -> Void)] = []
    }

    private let standing: Mutex<Standing>

    /// - Parameter now: in ISO 8601.
    package init(_ now: String = "2026-11-21T00:00:00Z") {
        guard let instant = Instant(iso8601: now) else { preconditionFailure("\(now) is no time") }
        standing = Mutex(Standing(now: instant))
    }

    package var now: Instant {
        get { standing.withLock { $0.now } }
        set { move(to: newValue) }
    }

    package func advance(seconds: Int64) { move(to: now.advanced(bySeconds: seconds)) }

    /// What was slept so far, in milliseconds.
    package var sleeps: [Int64] { standing.withLock { $0.sleeps } }

    /// Does something once the time has come: what another person or process does meanwhile.
    package func at(seconds: Int64, _ run: @escaping @Sendable () -> Void) {
        standing.withLock { $0.events.append(($0.now.advanced(bySeconds: seconds), run)) }
    }

    private func move(to instant: Instant) {
        let due = standing.withLock { standing in
            standing.now = instant
            let due = standing.events.filter { $0.at <= instant }
            standing.events.removeAll { $0.at <= instant }
            return due
        }
        for event in due { event.run() }
    }

    /// Whoever sleeps moves the time on and lets others run.
    package var clock: WallClock {
        WallClock(
            now: { self.now },
            sleep: { milliseconds in
                try Task.checkCancellation()
                let next = self.standing.withLock { standing in
                    standing.sleeps.append(milliseconds)
                    return Instant(milliseconds: standing.now.milliseconds + milliseconds)
                }
                self.move(to: next)
                await Task.yield()
            })
    }

    /// Time stands still and whoever sleeps really waits, for tests in which many tasks contend for something.
    package var standingClock: WallClock {
        WallClock(now: { self.now }, sleep: { try await Task.sleep(for: .milliseconds($0)) })
    }
}
