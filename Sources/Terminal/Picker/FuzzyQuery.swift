/// What was typed, as words that must all be found, in any order and in any field.
struct FuzzyQuery: Sendable, Hashable {
    let words: [[UInt8]]
    private let mask: UInt64

    init(_ text: String) {
        words = text.split(separator: " ").map { FuzzyText.fold(String($0)) }
        mask = words.reduce(0) { $0 | FuzzyText.mask($1) }
    }

    var isEmpty: Bool { words.isEmpty }

    /// Whether whatever this finds, the other found too: it says the same and more.
    func narrows(_ other: FuzzyQuery) -> Bool {
        guard words.count >= other.words.count else { return false }
        for (position, word) in other.words.enumerated() {
            guard words[position].starts(with: word) else { return false }
        }
        return true
    }

    /// How well the fields match, or nil; the first field, the name, counts most.
    func score(_ fields: [FuzzyText], mask have: UInt64) -> Int? {
        guard mask & ~have == 0 else { return nil }
        var total = 0
        for word in words {
            var best: Int?
            for (number, field) in fields.enumerated() {
                guard var score = Self.score(word, in: field) else { continue }
                if number == 0 { score += 70 }
                best = max(best ?? .min, score)
            }
            guard let best else { return nil }
            total += best
        }
        return total
    }

    /// A word in one field: all of it in one piece beats letters in order; starts of words beat their middles; short
    /// fields beat long ones. nil if the letters aren't there in order, or too far apart to be meant.
    static func score(_ word: [UInt8], in field: FuzzyText) -> Int? {
        let text = field.folded
        guard word.count <= text.count else { return nil }
        let tail = -min(text.count, 60) / 6
        if let piece = bestPiece(word, in: field) { return piece + tail }
        return bestLetters(word, in: field).map { $0 + tail }
    }

    private static func bestPiece(_ word: [UInt8], in field: FuzzyText) -> Int? {
        let text = field.folded
        var best: Int?
        for start in 0...(text.count - word.count) where text[start] == word[0] {
            guard text[start..<(start + word.count)].elementsEqual(word) else { continue }
            var score = 100 + 4 * word.count
            if start == 0 {
                score += word.count == text.count ? 120 : 60
            } else if field.isWordStart(start) {
                score += 40
            }
            best = max(best ?? .min, score)
        }
        return best
    }

    private static func bestLetters(_ word: [UInt8], in field: FuzzyText) -> Int? {
        let text = field.folded
        var best: Int?
        // From each place of the first letter the others are taken greedily, a word's start before the next place.
        for start in text.indices where text[start] == word[0] {
            var score = field.isWordStart(start) ? 12 : 0
            var position = start
            var isFound = true
            for letter in word.dropFirst() {
                var next: Int?
                var candidate = position + 1
                while candidate < text.count {
                    if text[candidate] == letter {
                        if candidate == position + 1 || field.isWordStart(candidate) {
                            next = candidate
                            break
                        }
                        next = next ?? candidate
                    }
                    candidate += 1
                }
                guard let next else {
                    isFound = false
                    break
                }
                if next == position + 1 {
                    score += 8
                } else {
                    score += field.isWordStart(next) ? 10 : -4
                    score -= min(next - position, 12) / 4
                }
                position = next
            }
            if isFound, score >= 0 { best = max(best ?? .min, score) }
        }
        return best
    }
}
