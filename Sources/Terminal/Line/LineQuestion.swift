import Engine

/// One question to a person.
package struct LineQuestion: Sendable {
    /// What stands before the answer, with its blank at the end.
    package var prompt: String
    /// What the line holds at first, to be edited.
    package var initial: String
    /// The name of the history that the arrows and Ctrl-R go through and that a new answer joins; nil for none.
    package var history: String?
    /// What Tab offers for the text before the cursor.
    package var complete: @Sendable (_ before: String) -> [LineCandidate]

    package init(
        _ prompt: String, initial: String = "", history: String? = nil,
        complete: @escaping @Sendable (_ before: String) -> [LineCandidate] = { _ in [] }
    ) {
        self.prompt = prompt
        self.initial = initial
        self.history = history
        self.complete = complete
    }
}

/// One thing that Tab offers.
package struct LineCandidate: Sendable, Hashable {
    /// What takes the place of all text before the cursor.
    package let text: String
    /// What is listed where there are several.
    package let shown: String

    package init(_ text: String, shown: String? = nil) {
        self.text = text
        self.shown = shown ?? text
    }
}

/// How a question ended.
package enum LineOutcome: Sendable, Hashable {
    /// What was typed, without the line's end.
    case line(String)
    /// Ctrl-C, or this process was asked to end.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal is gone.
    case ended
}

/// What Tab does with what it is offered.
enum Completion: Sendable, Hashable {
    /// Nothing fits.
    case nothing
    /// The text before the cursor becomes this.
    case text(String)
    /// Several fit, and nothing can be added: they are listed.
    case list([String])

    static func of(_ candidates: [LineCandidate], before: String) -> Completion {
        guard let first = candidates.first else { return .nothing }
        if candidates.count == 1 { return first.text == before ? .nothing : .text(first.text) }
        var shared = Substring(first.text)
        for candidate in candidates.dropFirst() {
            shared = shared.prefix(zip(shared, candidate.text).prefix { $0 == $1 }.count)
        }
        let isLonger = shared.count > before.count
        return isLonger ? .text(String(shared)) : .list(candidates.map(\.shown))
    }

    /// The list in columns, as wide as the screen.
    static func columns(_ words: [String], width: Int) -> [String] {
        let cell = (words.map { ColumnWidth.of($0) }.max() ?? 0) + 2
        let count = max(1, width / max(1, cell))
        let rows = (words.count + count - 1) / count
        return (0..<rows).map { row in
            stride(from: row, to: words.count, by: rows).map { ColumnWidth.fit(words[$0], to: cell) }.joined()
        }.map { ColumnWidth.cut($0, to: width) }
    }
}
