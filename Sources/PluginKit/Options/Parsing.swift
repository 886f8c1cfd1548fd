package import ArgumentParser
import Engine

extension ParsableCommand {
    /// Reads a command's words.
    ///
    /// - Throws: `RequestedText` for `--help` and its like, `.usage` for words that can't be understood.
    package static func understand(_ words: some Sequence<String>) throws -> Self {
        var parsed = try understandAny(words)
        if let command = parsed as? Self { return command }
        do {
            try parsed.run()
            throw RequestedText(text: helpMessage())
        } catch {
            throw explained(error)
        }
    }

    /// The same for a command with subcommands.
    package static func understandAny(_ words: some Sequence<String>) throws -> any ParsableCommand {
        do {
            return try parseAsRoot(Array(words))
        } catch {
            throw explained(error)
        }
    }

    private static func explained(_ error: any Error) -> any Error {
        if error is Failure || error is RequestedText { return error }
        let text = fullMessage(for: error)
        if exitCode(for: error).isSuccess { return RequestedText(text: text) }
        return Failure(.usage, message(for: error), hint: "awsx \(_commandName) --help")
    }
}
