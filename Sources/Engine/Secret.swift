/// Text that must never be shown: its description is redacted, and only `reveal` gives it out.
package struct Secret: Sendable, Hashable {
    private let text: String

    package init(_ text: String) { self.text = text }

    /// A text that can be a key or a token of AWS; nil for any other, such as one with a terminal's escapes.
    package init?(visible text: String) {
        guard text.isVisibleASCII else { return nil }
        self.init(text)
    }

    /// The text itself, for a request, a 0600 file or a child's environment; the caller shows it to nobody else.
    package func reveal() -> String { text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "•••" }
    package var debugDescription: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}

extension Secret {
    /// A text without what it repeats of this secret: of every run of at least eight of its bytes dots are shown. A shorter
    /// secret is none of AWS's.
    package func hidden(in text: String) -> String {
        let shown = Array(text.utf8)
        let pieces = Set(Self.pieces(Array(self.text.utf8)).map(\.value))
        let ends = pieces.isEmpty ? [] : Self.pieces(shown).filter { pieces.contains($0.value) }.map(\.end)
        guard !ends.isEmpty else { return text }
        var result: [UInt8] = []
        var next = 0
        for end in ends {
            // A run begins here, unless it goes on from where the last one ended.
            if end - Self.width > next || result.isEmpty {
                result += shown[next..<end - Self.width] + Array(description.utf8)
            }
            next = end
        }
        return String(decoding: result + shown[next...], as: UTF8.self)
    }

    private static let width = 8

    /// Every run of eight bytes as a number, and where it ends.
    private static func pieces(_ bytes: [UInt8]) -> [(value: UInt64, end: Int)] {
        var value: UInt64 = 0
        var found: [(UInt64, Int)] = []
        for (index, byte) in bytes.enumerated() {
            value = value << 8 | UInt64(byte)
            if index + 1 >= width { found.append((value, index + 1)) }
        }
        return found
    }
}
