/// Names that a person may have meant.
package enum SimilarNames {
    /// The names closest to a word, nearest first: few edits apart, beginning with the word, or holding it.
    package static func of(_ word: String, among names: [String], limit: Int = 3) -> [String] {
        let lowered = Array(word.lowercased().utf8.prefix(100))
        guard !lowered.isEmpty else { return [] }
        let most = max(1, lowered.count / 3)
        var near: [(name: String, distance: Int)] = []
        for name in names {
            let candidate = Array(name.lowercased().utf8.prefix(100))
            let distance = abs(candidate.count - lowered.count) > most ? .max : edits(lowered, candidate)
            if distance <= most {
                near.append((name, distance))
            } else if candidate.count > lowered.count, candidate.starts(with: lowered) {
                near.append((name, most + 1))
            } else if isLongEnough(lowered), holds(candidate, lowered) {
                near.append((name, most + 2))
            }
        }
        near.sort { $0.distance < $1.distance }
        return near.prefix(limit).map(\.name)
    }

    /// Every name that holds the word, in any case.
    package static func holding(_ word: String, among names: [String]) -> [String] {
        let lowered = Array(word.lowercased().utf8)
        guard !lowered.isEmpty else { return [] }
        return names.filter { holds(Array($0.lowercased().utf8), lowered) }
    }

    /// One or two letters stand in too many names.
    private static func isLongEnough(_ word: [UInt8]) -> Bool { word.count >= 3 }

    private static func holds(_ text: [UInt8], _ word: [UInt8]) -> Bool {
        guard word.count <= text.count else { return false }
        return (0...(text.count - word.count)).contains { text[$0...].starts(with: word) }
    }

    /// Insertions, removals, changes and swaps of neighbours that turn one word into the other.
    private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1] + [Int](repeating: 0, count: right.count)
            for j in right.indices {
                row[j + 1] = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    row[j + 1] = min(row[j + 1], beforeLast[j - 1] + 1)
                }
            }
            (beforeLast, last) = (last, row)
        }
        return last[right.count]
    }
}
