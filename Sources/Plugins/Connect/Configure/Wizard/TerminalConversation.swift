import Engine
import SystemKit
import Terminal

/// The person at this process's terminal.
struct TerminalConversation: Conversation {
    private let editor: LineEditor
    private let picker: Picker

    /// - Throws: `usage` without a terminal.
    init(_ world: World) throws(Failure) {
        editor = try LineEditor(world, orElse: "awsx configure --help")
        picker = try Picker(world, orElse: "awsx configure --help")
    }

    func ask(_ question: Question) async throws -> String {
        let line = LineQuestion("\(Printable.text(question.prompt)) ", history: question.history) { before in
            question.candidates(before).map { LineCandidate($0.text, shown: Printable.text($0.shown)) }
        }
        guard case .line(let text) = try await editor.ask(line) else { throw Self.interrupted }
        return text.trimmed
    }

    func choose(_ menu: Menu) async throws -> Int {
        let entries = menu.rows.map { row in
            PickerEntry(row.title, detail: row.detail, words: row.words, preview: row.preview)
        }
        guard case .picked(let numbers) = try await picker.pick(entries, title: menu.title), let number = numbers.first
        else { throw Self.interrupted }
        return number
    }

    func say(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            StandardStream.error.write("\(Printable.text(line))\n")
        }
    }

    private static let interrupted = Failure(.interrupted, "nothing was written")
}

extension String {
    /// Without white space at its ends.
    var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
