package import ArgumentParser
import Engine
import SystemKit

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
        if let stranger = unknownSubcommand(words) { throw stranger }
        // The command alone is read in four fifths of the time; what it can't read the root has the right words for.
        if let parsed = try? parseAsRoot(words), isOwn(parsed) { return parsed }
        do {
            var parsed = try CommandRoot<Self>.parseAsRoot([configuration.commandName ?? ""] + typed(words))
            if isOwn(parsed) { return parsed }
            // What is asked for instead, such as help, is thrown by its own run.
            try parsed.run()
            throw HelpOrVersionText(text: awsxHelp)
        } catch {
            throw explained(error, hint: hint(words))
        }
    }

    /// Of a command that is nothing without one of its subcommands: a first word that is none of them.
    private static func unknownSubcommand(_ words: [String]) -> Failure? {
        guard !subcommandNames.isEmpty else { return nil }
        guard let word = words.first == "help" ? words.dropFirst().first : words.first, !word.hasPrefix("-"),
            word != "help", !subcommandNames.contains(word)
        else { return nil }
        let command = "awsx \(configuration.commandName ?? "")"
        let near = SimilarNames.question(SimilarNames.of(word, among: subcommandNames), prefix: "\(command) ")
        return Failure(
            .usage,
            "\(configuration.commandName ?? "") has no subcommand \(DisplayedCommandWord.quoted(word))",
            hint: near.map { "\($0) List all: \(command) --help" } ?? "\(command) --help")
    }

    private static var subcommandNames: [String] {
        configuration.subcommands.compactMap { $0.configuration.commandName }
    }

    private static func unknown(option: String) -> Failure {
        Failure(.usage, "Unknown option '\(option.prefix { $0 != "=" })'", hint: hint([]))
    }

    /// Where help on these words is.
    private static func hint(_ words: [String]) -> String {
        let subcommand = words.first.map { subcommandNames.contains($0) ? "\($0) " : "" } ?? ""
        return "awsx \(configuration.commandName ?? "") \(subcommand)--help"
    }

    private static func isOwn(_ parsed: any ParsableCommand) -> Bool {
        parsed is Self || configuration.subcommands.contains { $0 == type(of: parsed) }
    }

    /// The text of `--help`.
    package static var awsxHelp: String { HelpPage.arranged(CommandRoot<Self>.helpMessage(for: Self.self)) }

    /// `config help dump` is `config dump --help`.
    private static func typed(_ words: [String]) -> [String] {
        guard !configuration.subcommands.isEmpty, words.first == "help" else { return words }
        return words.dropFirst() + ["--help"]
    }

    private static func explained(_ error: any Error, hint: String) -> any Error {
        if error is Failure || error is HelpOrVersionText { return error }
        let text = CommandRoot<Self>.fullMessage(for: error)
        if CommandRoot<Self>.exitCode(for: error).isSuccess { return HelpOrVersionText(text: HelpPage.arranged(text)) }
        return Failure(.usage, oneLine(CommandRoot<Self>.message(for: error)), hint: hint)
    }

    /// A list of values, which ArgumentParser has one a line, behind the sentence.
    private static func oneLine(_ message: String) -> String {
        let lines = message.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "-" } }
        guard let first = lines.first, lines.count > 1 else { return message }
        return "\(first) \(lines.dropFirst().joined(separator: ", "))"
    }
}
