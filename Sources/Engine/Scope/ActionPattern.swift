/// An action of IAM, or a pattern of actions, such as `s3:Get*` or `*` (<doc:ScopedCredentials>, Actions). Neither the
/// service nor the action minds capital letters.
package struct ActionPattern: Sendable, Hashable {
    /// As it was written.
    package let text: String
    /// In lower case, for comparisons.
    private let folded: [UInt8]

    package init(_ text: String) {
        self.text = text
        folded = Array(text.lowercased().utf8)
    }

    package static func == (one: ActionPattern, other: ActionPattern) -> Bool { one.folded == other.folded }

    package func hash(into hasher: inout Hasher) { hasher.combine(folded) }

    /// Every action of every service.
    package static let every = ActionPattern("*")

    /// What is wrong with it, as it completes "s3 …"; nil for a pattern that AWS takes.
    package var fault: String? {
        if text == "*" { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            return parts.count < 2 ? "names no service: write SERVICE:ACTION" : "has more than one colon"
        }
        guard !parts[0].isEmpty, !parts[1].isEmpty else { return "is not SERVICE:ACTION" }
        guard !parts[0].contains(where: Self.isWildcard) else {
            return "has a wildcard in the service, which AWS doesn't accept: write one action for each service"
        }
        guard parts[0].allSatisfy({ Self.isWord($0) || $0 == UInt8(ascii: "-") }),
            parts[1].allSatisfy({ Self.isWord($0) || Self.isWildcard($0) || $0 == UInt8(ascii: "-") })
        else { return "has a character that no action has" }
        return nil
    }

    private static func isWildcard(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f: true
        default: false
        }
    }
}

extension ActionPattern {
    /// Whether every action that the other names is one of these. Never true where it isn't so; of patterns with several
    /// wildcards it may not be seen.
    package func contains(_ other: ActionPattern) -> Bool {
        // The other's wildcards are letters here, which only a star takes; a ? takes a ?.
        let star = UInt8(ascii: "*")
        return WildcardMatch.isWhole(folded, other.folded, star: star) {
            $1 != star && ($0 == UInt8(ascii: "?") || $0 == $1)
        }
    }

    /// Whether some action may be named by both.
    package func overlaps(_ other: ActionPattern) -> Bool {
        var reached = Set([0])
        let other = other.folded
        // For each prefix of this pattern, the prefixes of the other that go with it.
        reached = Self.skippingStars(reached, in: other)
        for symbol in folded {
            var next: Set<Int> = []
            if symbol == UInt8(ascii: "*") {
                if let least = reached.min() { next = Set(least...other.count) }
            } else {
                for position in reached {
                    if position < other.count, Self.agree(symbol, other[position]) { next.insert(position + 1) }
                    if position > 0, other[position - 1] == UInt8(ascii: "*") { next.insert(position) }
                    if position < other.count, other[position] == UInt8(ascii: "*") { next.insert(position + 1) }
                }
            }
            reached = Self.skippingStars(next, in: other)
            if reached.isEmpty { return false }
        }
        return reached.contains(other.count)
    }

    private static func skippingStars(_ positions: Set<Int>, in pattern: [UInt8]) -> Set<Int> {
        var all = positions
        for position in positions {
            var next = position
            while next < pattern.count, pattern[next] == UInt8(ascii: "*") {
                next += 1
                all.insert(next)
            }
        }
        return all
    }

    private static func agree(_ one: UInt8, _ other: UInt8) -> Bool {
        one == other || one == UInt8(ascii: "?") || other == UInt8(ascii: "?")
    }
}
