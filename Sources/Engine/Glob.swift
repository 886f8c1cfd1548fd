/// A pattern of names: `*` stands for any text, `?` for one character, all else for itself.
package struct Glob: Sendable, Hashable {
    private let pattern: [Character]

    package init(_ pattern: String) { self.pattern = Array(pattern) }

    /// As it was written.
    package var text: String { String(pattern) }

    package func matches(_ name: String) -> Bool {
        WildcardMatch.isWhole(pattern, Array(name), star: "*") { $0 == "?" || $0 == $1 }
    }
}
