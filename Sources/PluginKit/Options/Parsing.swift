package import ArgumentParser
import Engine

extension ParsableCommand {
    /// Reads a command's words.
    ///
    /// - Throws: `HelpOrVersionText` for `--help` and its like, `.usage` for words that can't be understood.
    package static func understand(_ words: some Sequence<String>) throws -> Self {
        guard let command = try understandAny(words) as? Self else { throw HelpOrVersionText(text: awsxHelp) }
        return command
    }

    /// The same for a command with subcommands: the one that was named, or the command itself.
    package static func understandAny(_ words: some Sequence<String>) throws -> any ParsableCommand {
        let words = Array(words)
        let own = words.prefix { $0 != "--" }
        if let stranger = own.first(where: { $0.hasPrefix("--generate-completion-script") }) {
            // ArgumentParser would print a completion of its own making.
            throw unknown(option: stranger)
        }
        // The command alone is read in four fifths of the time; what it can't read the root has the right words for.
        if let parsed = try? parseAsRoot(words), isOwn(parsed) { return parsed }
        do {
            var parsed = try CommandRoot<Self>.parseAsRoot([configuration.commandName ?? ""] + typed(words))
            if isOwn(parsed) { return parsed }
            // What is asked for instead, such as help, is thrown by its own run.
            try parsed.run()
            throw HelpOrVersionText(text: awsxHelp)
        } catch {
            throw explained(error)
        }
    }

    private static func unknown(option: String) -> Failure {
        Failure(.usage, "Unknown option '\(option.prefix { $0 != "=" })'", hint: hint)
    }

    private static var hint: String { "awsx \(configuration.commandName ?? "") --help" }

    private static func isOwn(_ parsed: any ParsableCommand) -> Bool {
        parsed is Self || configuration.subcommands.contains { $0 == type(of: parsed) }
    }

    /// The text of `--help`.
    package static var awsxHelp: String { CommandRoot<Self>.helpMessage(for: Self.self) }

    /// `config help dump` is `config dump --help`.
    private static func typed(_ words: [String]) -> [String] {
        guard !configuration.subcommands.isEmpty, words.first == "help" else { return words }
        return words.dropFirst() + ["--help"]
    }

    private static func explained(_ error: any Error) -> any Error {
        if error is Failure || error is HelpOrVersionText { return error }
        let text = CommandRoot<Self>.fullMessage(for: error)
        if CommandRoot<Self>.exitCode(for: error).isSuccess { return HelpOrVersionText(text: text) }
        return Failure(.usage, CommandRoot<Self>.message(for: error), hint: hint)
    }
}
