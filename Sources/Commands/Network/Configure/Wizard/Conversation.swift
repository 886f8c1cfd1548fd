import Engine

/// A person at a terminal, who is asked one thing after the other.
///
/// Every call throws `interrupted` for Ctrl-C and Ctrl-D.
protocol Conversation: Sendable {
    /// One line, trimmed; empty for Enter alone.
    func ask(_ question: Question) async throws -> String
    /// The position of what was chosen.
    func choose(_ menu: Menu) async throws -> Int
    /// Something that the person should know before the next question.
    func say(_ text: String)
}

/// One line to be asked for.
struct Question: Sendable, Hashable {
    /// As it is shown, without the blank behind it.
    let prompt: String
    /// What Tab completes to.
    var completions: [Completion] = []
    /// Values are separated by commas, and each is completed by itself.
    var isList = false
    /// The name of the history that answers join.
    var history: String?

    struct Completion: Sendable, Hashable {
        let text: String
        /// What is listed where several fit.
        var shown: String

        init(_ text: String, _ description: String = "") {
            self.text = text
            shown = description.isEmpty ? text : "\(text)  \(description)"
        }
    }

    /// What fits the text before the cursor, in whatever case; each takes the place of all of it.
    func candidates(_ before: String) -> [Completion] {
        let done = isList ? before.lastIndex(of: ",").map { String(before[...$0]) } ?? "" : ""
        let word = before.dropFirst(done.count)
        let typed = word.drop { $0 == " " }.lowercased()
        let kept = done + word.prefix { $0 == " " }
        return completions.filter { $0.text.lowercased().hasPrefix(typed) }.map { completion in
            var whole = Completion(kept + completion.text)
            whole.shown = completion.shown
            return whole
        }
    }
}

/// Things to choose one from.
struct Menu: Sendable, Hashable {
    struct Row: Sendable, Hashable {
        let title: String
        /// Beside the title.
        var detail = ""
        /// Found by these as well.
        var words: [String] = []
        var preview: [String] = []
        /// By what its use is remembered; the title if it is empty.
        var key = ""
    }

    let title: String
    let rows: [Row]
    /// What is used most stands first, and a choice counts as a use; nil for the order of the rows.
    var kind: Frecency.Kind?
}

extension Conversation {
    /// Yes or no; Enter alone is no.
    func confirm(_ question: String) async throws -> Bool {
        while true {
            switch try await ask(Question(prompt: "\(question) [y/N]:")).lowercased() {
            case "y", "yes": return true
            case "", "n", "no": return false
            default: say("Type y or n.")
            }
        }
    }
}
