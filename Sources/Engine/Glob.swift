/// A pattern of names: `*` stands for any text, `?` for one character, all else for itself.
package struct Glob: Sendable, Hashable {
    private let pattern: [Character]

    package init(_ pattern: String) { self.pattern = Array(pattern) }

    /// As it was written.
    package var text: String { String(pattern) }

    package func matches(_ name: String) -> Bool {
        let text = Array(name)
        var position = 0
        var expected = 0
        // Where to go on if what follows the last star turns out not to fit.
        var retry: (pattern: Int, text: Int)?
        while position < text.count {
            if expected < pattern.count, pattern[expected] == "*" {
                retry = (expected + 1, position)
                expected += 1
            } else if expected < pattern.count, pattern[expected] == "?" || pattern[expected] == text[position] {
                expected += 1
                position += 1
            } else if let last = retry {
                expected = last.pattern
                position = last.text + 1
                retry = (last.pattern, position)
            } else {
                return false
            }
        }
        return pattern[expected...].allSatisfy { $0 == "*" }
    }
}
