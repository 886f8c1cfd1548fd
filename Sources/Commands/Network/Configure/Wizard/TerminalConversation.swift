import Engine
import SystemKit
import Terminal

/// The person at this process's terminal.
struct TerminalConversation: Conversation {
    private let editor: LineEditor
    private let picker: Picker
    private let context: RuntimeContext

    /// - Throws: `usage` without a terminal.
    init(_ context: RuntimeContext) throws(Failure) {
        editor = try LineEditor(context, orElse: "awsx configure --help")
        self.context = context
        picker = try Picker(context, orElse: "awsx configure --help")
    }

    func ask(_ question: Question) async throws -> String {
        let line = LineQuestion("\(TerminalSafe.text(question.prompt)) ", history: question.history) { before in
            question.candidates(before).map { LineCandidate($0.text, shown: TerminalSafe.text($0.shown)) }
        }
        guard case .line(let text) = try await editor.ask(line) else { throw Self.interrupted }
        return text.trimmed
    }

    func choose(_ menu: Menu) async throws -> Int {
        let uses = menu.kind.map { Frecency.load(context, of: $0) } ?? Frecency()
        let now = context.clock.now()
        let entries = menu.rows.map { row in
            PickerEntry(
                row.title, detail: row.detail, words: row.words, preview: row.preview,
                frecency: uses.weight(of: row.useKey, at: now))
        }
        guard case .picked(let number) = try await picker.pick(entries, title: menu.title) else {
            throw Self.interrupted
        }
        if let kind = menu.kind { Frecency.note(menu.rows[number].useKey, of: kind, in: context) }
        return number
    }

    func say(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalSafe.text($0) }
        StderrMessageWriter(isQuiet: false, on: context.streams.error).say(lines.joined(separator: "\n"))
    }

    private static let interrupted = Failure(.interrupted, "nothing was written")
}

extension Menu.Row {
    fileprivate var useKey: String { key.isEmpty ? title : key }
}

extension String {
    /// Without white space at its ends.
    var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
