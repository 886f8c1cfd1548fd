/// A point on the wall clock: milliseconds since 1970-01-01T00:00:00Z, the finest unit that AWS sends.
package struct Instant: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package init(seconds: Int64) { self.milliseconds = seconds.multipliedClamped(by: 1000) }

    /// Whole seconds, rounded down as AWS does.
    package var seconds: Int64 {
        milliseconds.floorDivided(by: 1000)
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    package func advanced(bySeconds seconds: Int64) -> Instant {
        let (sum, overflow) = milliseconds.addingReportingOverflow(seconds.multipliedClamped(by: 1000))
        return Instant(milliseconds: overflow ? (seconds < 0 ? .min : .max) : sum)
    }

    /// Whole seconds from `earlier` to this instant, negative if it lies before; clamped, never trapping, and small
    /// enough to be negated.
    package func seconds(since earlier: Instant) -> Int64 {
        let (difference, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
        let clamped = overflow ? (milliseconds > earlier.milliseconds ? Int64.max : .min) : difference
        return clamped.floorDivided(by: 1000)
    }
}

extension Int64 {
    /// The quotient rounded down, of every number.
    func floorDivided(by divisor: Int64) -> Int64 { self / divisor - (self % divisor < 0 ? 1 : 0) }

    fileprivate func multipliedClamped(by factor: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? (self < 0 ? .min : .max) : product
    }
}
