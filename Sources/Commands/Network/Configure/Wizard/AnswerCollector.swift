import Engine
import PluginKit

/// Gets one answer after the other: from its flag, else from a person, else its standard.
struct AnswerCollector: Sendable {
    /// Nil where nobody can be asked.
    let conversation: (any Conversation)?

    /// One answer.
    struct Item: Sendable {
        /// Such as `--start-url`.
        let flag: String
        /// What was typed behind it.
        let typed: String?
        /// Without the present value.
        let prompt: String
        /// What Enter stands for; nil if there is nothing.
        var standard: String?
        /// Whether the prompt shows what Enter stands for, if there is something.
        var showsStandard = true
        var isRequired = true
        var completions: [Question.Completion] = []
        var isList = false
        var history: String?
        /// Where an answer is found; told for `?`.
        var help = ""

        fileprivate var question: Question {
            let shown = standard.flatMap { showsStandard && !$0.isEmpty ? "\(prompt) [\($0)]:" : nil } ?? "\(prompt):"
            return Question(prompt: shown, completions: completions, isList: isList, history: history)
        }
    }

    /// The answer once it passes a check.
    ///
    /// - Parameter check: gives the answer in its final form, or throws a `Failure` that says what is wrong with it: a
    ///   person hears that and is asked again, a flag fails.
    /// - Throws: `usage` if there is no answer and nobody to ask; what `check` throws.
    func answer<Result>(_ item: Item, check: (String) async throws -> Result) async throws -> Result {
        if let typed = item.typed { return try await check(typed.trimmed) }
        guard let conversation else {
            guard let standard = item.standard ?? (item.isRequired ? nil : "") else {
                throw Failure(.usage, "\(item.flag) is required without a terminal", at: .argument(item.flag))
            }
            return try await check(standard)
        }
        while true {
            let line = try await conversation.ask(item.question)
            if line == "?" {
                conversation.say(item.help)
                continue
            }
            guard let text = line.isEmpty ? item.standard ?? (item.isRequired ? nil : "") : line else {
                conversation.say("An answer is required. Ctrl-C exits without writing anything.")
                continue
            }
            do {
                return try await check(text)
            } catch let failure as Failure where failure.code != .interrupted {
                conversation.say(Self.words(of: failure))
            }
        }
    }

    /// An answer that a person gave and that looks wrong is asked for once more; the same one again is taken.
    func confirmed(
        _ item: Item, doubt: (String) -> Failure?, check: (String) async throws -> String
    ) async throws -> String {
        var doubted: String?
        return try await answer(item) { text in
            let result = try await check(text)
            guard conversation != nil, item.typed == nil, result != item.standard, result != doubted,
                let failure = doubt(result)
            else { return result }
            doubted = result
            throw failure
        }
    }

    func say(_ text: String) { conversation?.say(text) }

    /// A failure as a remark between two questions.
    static func words(of failure: Failure) -> String {
        let message = failure.message.prefix(1).uppercased() + failure.message.dropFirst()
        return failure.hint.map { "\(message).\n  → \($0.words)" } ?? "\(message)."
    }
}
