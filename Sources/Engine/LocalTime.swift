package import SystemKit

/// The present as a person at this machine reads it. Nothing is read of the time zone before a time is shown.
package struct LocalTime: Sendable {
    package let now: Instant
    private let clock: WallClock

    package init(_ clock: WallClock) {
        self.clock = clock
        now = clock.now()
    }

    /// `until 06:07 (59m left)`, or `ended 05:07 (1m ago)`.
    package func span(to end: Instant) -> String {
        end > now
            ? "until \(text(end)) (\(TimeLeft(until: end, from: now).text) left)"
            : "expired \(text(end)) (\(TimeLeft(until: now, from: end).text) ago)"
    }

    /// `at about 06:07 (in 59m)`, or `at any time now (expected at 05:07)`.
    package func about(_ end: Instant) -> String {
        end > now
            ? "at about \(text(end)) (in \(TimeLeft(until: end, from: now).text))"
            : "at any time now (expected at \(text(end)))"
    }

    /// `06:07`, and on another day `2026-11-29 06:07`.
    package func text(_ instant: Instant) -> String {
        let (date, time) = parts(instant)
        return date == parts(now).date ? time : "\(date) \(time)"
    }

    /// `06:07`, on whatever day.
    func time(_ instant: Instant) -> String { parts(instant).time }

    private func parts(_ instant: Instant) -> (date: String, time: String) {
        let local = instant.advanced(bySeconds: clock.secondsEastOfUTC(instant)).iso8601.split(separator: "T")
        return (String(local[0]), String(local[1].prefix(5)))
    }
}
