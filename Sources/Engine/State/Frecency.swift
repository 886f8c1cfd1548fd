package import SystemKit

/// How lately and how often each name of a kind was chosen: a small file in the state folder, one line a name.
///
/// A choice weighs 1 and half of that a week later. A line is `SECONDS<TAB>WEIGHT<TAB>NAME`: the weight at that time.
package struct Frecency: Sendable, Hashable {
    /// What is chosen from; the raw value is the file's name.
    package enum Kind: String, Sendable {
        case profiles = "frecency"
        /// By id.
        case accounts = "frecency-accounts"
        /// By name, in whatever account.
        case roles = "frecency-roles"
    }

    private struct Use: Sendable, Hashable {
        var at: Instant
        var weight: Double
    }

    private static let halfLife = 7.0 * 86_400
    /// More names than that are not kept; the lightest go first.
    private static let limit = 1000

    private var uses: [String: Use] = [:]

    package init() {}

    /// Reads the file; what can't be read counts for nothing, since it is only an order.
    package static func load(_ context: RuntimeContext, of kind: Kind = .profiles) -> Frecency {
        guard let bytes = try? folder(context)?.read(kind.rawValue) else { return Frecency() }
        return Frecency(parsing: String(decoding: bytes, as: UTF8.self))
    }

    package init(parsing text: String) {
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3, let seconds = Int64(fields[0]), let weight = Double(fields[1]), weight.isFinite,
                weight > 0, seconds > 0, seconds < 1 << 40
            else { continue }
            let use = Use(at: Instant(milliseconds: seconds * 1000), weight: weight)
            // A name that is there twice counts twice.
            uses[String(fields[2])] = uses[String(fields[2])].map { Self.sum($0, use) } ?? use
        }
    }

    package var text: String {
        uses.sorted { $0.key < $1.key }.map { "\($0.value.at.seconds)\t\($0.value.weight)\t\($0.key)\n" }.joined()
    }

    /// What a name weighs now; 0 if it was never chosen.
    package func weight(of name: String, at now: Instant) -> Double {
        uses[name].map { Self.faded($0, at: now).weight } ?? 0
    }

    /// With one more choice of a name.
    package func noting(_ name: String, at now: Instant) -> Frecency {
        guard !name.isEmpty, !name.utf8.contains(where: { $0 == 0x09 || $0 == 0x0a }) else { return self }
        var next = self
        let use = Use(at: now, weight: 1)
        next.uses[name] = uses[name].map { Self.sum($0, use) } ?? use
        if next.uses.count > Self.limit {
            let weights = next.uses.mapValues { Self.faded($0, at: now).weight }
            let lightest = next.uses.keys.min { (weights[$0] ?? 0, $0) < (weights[$1] ?? 0, $1) }
            lightest.map { next.uses[$0] = nil }
        }
        return next
    }

    /// Notes a choice in the file (0600). Of two at the same moment one may be lost, which changes an order a little.
    package static func note(_ name: String, of kind: Kind = .profiles, in context: RuntimeContext) {
        let next = load(context, of: kind).noting(name, at: context.clock.now())
        try? folder(context)?.write(next.text, to: kind.rawValue)
    }

    private static func folder(_ context: RuntimeContext) -> PrivateFolder? {
        (try? StateFolder.of(context)).map { PrivateFolder($0.path, context.files) }
    }

    private static func sum(_ one: Use, _ other: Use) -> Use {
        let later = max(one.at, other.at)
        return Use(at: later, weight: faded(one, at: later).weight + faded(other, at: later).weight)
    }

    private static func faded(_ use: Use, at now: Instant) -> Use {
        let age = max(0, Double(now.seconds(since: use.at))) / halfLife
        let whole = age.rounded(.down)
        guard whole < 1000 else { return Use(at: now, weight: 0) }
        // Halved once a half-life, and straight in between.
        let halved = Double(sign: .plus, exponent: -Int(whole), significand: 1)
        return Use(at: now, weight: use.weight * halved * (1 - (age - whole) / 2))
    }
}
