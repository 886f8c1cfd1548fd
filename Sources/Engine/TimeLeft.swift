package import SystemKit

/// A span of time as people read it: `42s`, `7m`, `3h05m`, `2d4h`; always rounded down.
package struct TimeLeft: Sendable, Hashable {
    package let seconds: Int64

    package init(seconds: Int64) { self.seconds = seconds }

    package init(until end: Instant, from now: Instant) { seconds = end.seconds(since: now) }

    package var text: String {
        switch max(0, seconds) {
        case let s where s < 60: "\(s)s"
        case let s where s < 3600: "\(s / 60)m"
        case let s where s < 86_400: "\(s / 3600)h\(s / 60 % 60 < 10 ? "0" : "")\(s / 60 % 60)m"
        case let s: "\(s / 86_400)d\(s / 3600 % 24)h"
        }
    }

    /// Reads `90`, `90s`, `15m`, `2h`, `1d` and sums such as `1h30m`; nil for anything else.
    package init?(parsing text: String) {
        var total: Int64 = 0
        var digits = ""
        var sawUnit = false
        for character in text {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            let unit: Int64? =
                switch character {
                case "s": 1
                case "m": 60
                case "h": 3600
                case "d": 86_400
                default: nil
                }
            guard let unit, let number = Int64(digits), number <= 1_000_000_000 else { return nil }
            total += number * unit
            digits = ""
            sawUnit = true
        }
        if !digits.isEmpty {
            guard !sawUnit, let number = Int64(digits), number <= 1_000_000_000 else { return nil }
            total = number
        } else if !sawUnit {
            return nil
        }
        seconds = total
    }
}
