import Synchronization
package import SystemKit

/// Names one run of awsx, wherever something of it is written down: what plugins are asked, the description that AWS keeps
/// of narrowed credentials, awsx's own log. Short enough to be read aloud, and no two runs share one.
package struct RunID: Sendable, Hashable, CustomStringConvertible {
    /// Twelve letters of base 32 (RFC 4648), in lower case.
    package let text: String

    private static let length = 12
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    package init(_ random: Randomness) {
        text = String(decoding: random.bytes(Self.length).map { Self.alphabet[Int($0 & 31)] }, as: UTF8.self)
    }

    /// Nil for what is none.
    package init?(_ text: String) {
        guard text.utf8.count == Self.length, text.utf8.allSatisfy(Self.alphabet.contains) else { return nil }
        self.text = text
    }

    package var description: String { text }
}

/// Makes the id of a run when it is first asked for: a prompt needs none.
final class RunIDSource: Sendable {
    private let made: Mutex<RunID?>

    init(_ known: RunID? = nil) { made = Mutex(known) }

    func id(_ random: Randomness) -> RunID {
        made.withLock { made in
            if let made { return made }
            let id = RunID(random)
            made = id
            return id
        }
    }
}
