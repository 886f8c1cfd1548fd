/// Matches a pattern in which one symbol stands for any run of symbols.
enum WildcardMatch {
    /// Whether a pattern takes a whole text. It goes back to the last star only, so that no pattern takes longer than the
    /// product of both lengths.
    ///
    /// - Parameter takes: whether a symbol of the pattern that is no star takes one of the text.
    static func isWhole<Symbol: Equatable>(
        _ pattern: [Symbol], _ text: [Symbol], star: Symbol, takes: (Symbol, Symbol) -> Bool
    ) -> Bool {
        var position = 0
        var expected = 0
        // Where to go on if what follows the last star turns out not to fit.
        var retry: (pattern: Int, text: Int)?
        while position < text.count {
            if expected < pattern.count, pattern[expected] == star {
                retry = (expected + 1, position)
                expected += 1
            } else if expected < pattern.count, takes(pattern[expected], text[position]) {
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
        return pattern[expected...].allSatisfy { $0 == star }
    }
}
