import Synchronization
import SystemKit

/// What one listing may take, since a portal that names a next page for ever would fill the memory.
///
/// All bounds are far beyond an organisation of AWS: pages hold up to 100 entries, accounts are counted in thousands.
struct PaginationLimits {
    static let mostPages = 1000
    static let mostEntries = 100_000
    /// Of answers' bodies: half a kilobyte for each of that many entries.
    static let mostBytes = 48 << 20
    /// From the first request to the last answer.
    static let mostSeconds: Int64 = 900

    private let start: Instant
    private let total: EntryBudget
    private var pages = 0
    private var entries = 0
    private var bytes = 0
    /// Every next page that was named: one that comes again would never end.
    private var named: Set<String> = []

    init(startingAt start: Instant, total: EntryBudget) {
        self.start = start
        self.total = total
    }

    /// Counts a page that came.
    ///
    /// - Parameters:
    ///   - entries: of all pages so far.
    ///   - next: the token of the next page; nil for the last page.
    /// - Returns: what is wrong with a listing that must not go on; nil if it may.
    mutating func note(entries: Int, bytes: Int, next: String?, at now: Instant) -> String? {
        pages += 1
        self.bytes += bytes
        let isTooMuchInAll = !total.add(entries: entries - self.entries)
        self.entries = entries
        if entries > Self.mostEntries { return "has more than \(Self.mostEntries) entries" }
        if self.bytes > Self.mostBytes { return "has more than \(Self.mostBytes >> 20) MiB" }
        if isTooMuchInAll { return "brings the total to more than \(EntryBudget.mostEntries) entries" }
        guard let next else { return nil }
        if !named.insert(next).inserted { return "contains the same nextToken twice" }
        if pages >= Self.mostPages { return "does not end: \(pages) pages came, and another nextToken" }
        let seconds = now.seconds(since: start)
        if seconds >= Self.mostSeconds { return "does not end: it has taken \(seconds) s so far" }
        return nil
    }
}

/// What all listings of one client may bring together: the roles of every account, for one.
final class EntryBudget: Sendable {
    static let mostEntries = 500_000

    private let entries = Mutex(0)

    /// - Returns: whether it is within the bound.
    func add(entries more: Int) -> Bool {
        entries.withLock { entries in
            entries += more
            return entries <= Self.mostEntries
        }
    }
}
