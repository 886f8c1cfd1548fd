package import Engine
package import SystemKit

/// What both executables do: words to a command, whatever was thrown to text and an exit status.
package enum CommandDispatcher {
    /// What a word of the command line asks for.
    package enum Request: Sendable, Hashable {
        case overview
        case version(isVerbose: Bool)
        case command(String, rest: [[UInt8]])
    }

    /// `help X` is `X --help`; no word at all is the overview.
    package static func read(_ rawWords: [[UInt8]]) -> Request {
        guard let first = rawWords.first.map({ String(decoding: $0, as: UTF8.self) }) else { return .overview }
        switch first {
        case "--help", "-h": return .overview
        case "--version", "-V", "version":
            let rest = rawWords.dropFirst().map { String(decoding: $0, as: UTF8.self) }
            return .version(isVerbose: rest.contains("--verbose") || rest.contains("-v"))
        case "help":
            guard rawWords.count > 1, rawWords[1].first != UInt8(ascii: "-") else { return .overview }
            return read(rawWords.dropFirst() + [Array("--help".utf8)])
        // Habits from other tools.
        case "ls", "list": return .command("profiles", rest: Array(rawWords.dropFirst()))
        default: return .command(first, rest: Array(rawWords.dropFirst()))
        }
    }

    /// Tells what was thrown, and says how to end.
    ///
    /// - Parameter manifest: of the command that threw, if it got so far.
    package static func settle(
        _ error: any Error, _ words: some Sequence<String>, of manifest: Manifest?, in context: RuntimeContext
    ) -> ProcessEnd {
        let asJSON = asksForJSON(words, of: manifest)
        let color = colour(words)
        switch error {
        case let explanation as HelpOrVersionText:
            context.streams.output.write(explanation.text.hasSuffix("\n") ? explanation.text : explanation.text + "\n")
            return .status(ExitStatus.done.rawValue)
        case let failure as Failure:
            if let end = failure.end { return end }
            return .status(
                FailureReport.tell(told(failure, in: context), asJSON: asJSON, color: color, in: context))
        default:
            let failure =
                switch error {
                case let refusal as ServiceError: Failure(refusal)
                case is CancellationError: Failure(.interrupted, "cancelled")
                default: Failure(.failed, "\(error)")
                }
            return .status(FailureReport.tell(failure, asJSON: asJSON, color: color, in: context))
        }
    }

    /// A failure as an agent should read it: it can start no login, and nobody is asked for a code.
    private static func told(_ failure: Failure, in context: RuntimeContext) -> Failure {
        guard failure.status == .loginNeeded, context.agent != nil, let hint = failure.hint else { return failure }
        return failure.hinting("ask a person to run this in another terminal: \(hint.words)")
    }

    /// What no command answers to.
    package static func unknown(_ name: String, among names: [String]) -> Failure {
        if name.hasPrefix("-") {
            let near = SimilarNames.question(
                SimilarNames.of(name, among: ["--help", "--version"], limit: 1), prefix: "awsx ")
            return Failure(
                .usage, "unknown option \(DisplayedCommandWord.quoted(name)) before a command",
                hint: near ?? "options come after the command: awsx COMMAND [options]; see awsx help")
        }
        let near = SimilarNames.question(
            SimilarNames.of(name, among: names + ["help", "version"]), prefix: "awsx ")
        return Failure(
            .usage, "there is no command \(DisplayedCommandWord.quoted(name))",
            hint: near.map { "\($0) List all: awsx help" } ?? "awsx help")
    }

    /// Whether a failure is told as an object: `--json` among the words of ours, of a command that answers so. What stands
    /// behind `--` is somebody else's.
    package static func asksForJSON(_ words: some Sequence<String>, of manifest: Manifest?) -> Bool {
        own(words).contains("--json") && manifest?.answersInJSON ?? true
    }

    /// What `--color` says among the words of ours; they may be wrong otherwise.
    package static func colour(_ words: some Sequence<String>) -> Style.Choice {
        let words = own(words)
        for (index, word) in words.enumerated() {
            if word == "--color", index + 1 < words.count { return Style.Choice(rawValue: words[index + 1]) ?? .auto }
            if word.hasPrefix("--color=") { return Style.Choice(rawValue: String(word.dropFirst(8))) ?? .auto }
        }
        return .auto
    }

    private static func own(_ words: some Sequence<String>) -> [String] {
        var own: [String] = []
        // A loop: a sequence of any kind that is cut makes types at run time, for half of what `--version` costs.
        for word in words {
            guard word != "--" else { break }
            own.append(word)
        }
        return own
    }
}
