/// A pattern in which `*` stands for any text and `?` for any one character.
struct Glob: Sendable, Hashable {
    private let pattern: [Unicode.Scalar]
    private let ignoresCase: Bool

    init(_ pattern: String, ignoresCase: Bool = false) {
        self.ignoresCase = ignoresCase
        self.pattern = Self.scalars(pattern, ignoresCase)
    }

    /// Goes back to the last `*` only, so that no pattern takes longer than the product of both lengths.
    func matches(_ text: String) -> Bool {
        let letters = Self.scalars(text, ignoresCase)
        var (letter, place) = (0, 0)
        var star: (place: Int, letter: Int)?
        while letter < letters.count {
            if place < pattern.count, pattern[place] == "*" {
                star = (place, letter)
                place += 1
            } else if place < pattern.count, pattern[place] == "?" || pattern[place] == letters[letter] {
                place += 1
                letter += 1
            } else if let last = star {
                star = (last.place, last.letter + 1)
                place = last.place + 1
                letter = last.letter + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }

    private static func scalars(_ text: String, _ ignoresCase: Bool) -> [Unicode.Scalar] {
        Array((ignoresCase ? text.lowercased() : text).unicodeScalars)
    }
}
