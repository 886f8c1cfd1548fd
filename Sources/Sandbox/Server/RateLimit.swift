import SystemKit

/// Lets so many requests through in a second, and as many more at once as a second brings.
struct RateLimit: Sendable {
    private let perSecond: Double
    private var credit: Double
    private var last: Instant?

    /// `perSecond` of 0 means no limit.
    init(perSecond: Double) {
        self.perSecond = perSecond
        credit = max(1, perSecond)
    }

    /// Nil if a request may pass, else the whole seconds after which one may.
    mutating func take(now: Instant) -> Int? {
        guard perSecond > 0 else { return nil }
        let passed = Double(max(0, now.milliseconds - (last ?? now).milliseconds)) / 1000
        credit = min(max(1, perSecond), credit + passed * perSecond)
        last = now
        guard credit < 1 else {
            credit -= 1
            return nil
        }
        return max(1, Int(((1 - credit) / perSecond).rounded(.up)))
    }
}
