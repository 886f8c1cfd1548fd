package import Engine
package import SystemKit

/// Where a command's words go: its answer to stdout, everything else to stderr.
package struct Output: Sendable {
    private let isJSON: Bool
    private let answerStyle: Style
    private let remarkStyle: Style
    package let isQuiet: Bool
    package let isVerbose: Bool
    package let streams: StandardStreams
    /// Whether a line on stderr can be taken back: on a terminal that moves its cursor.
    package let canRedraw: Bool

    package init(isJSON: Bool, _ verbosity: Verbosity, in context: RuntimeContext) {
        self.isJSON = isJSON
        isQuiet = verbosity.isQuiet
        isVerbose = verbosity.isVerbose
        streams = context.streams
        let terminal = context.terminal
        answerStyle = .choose(verbosity.color, terminal, on: streams.output)
        remarkStyle = .choose(verbosity.color, terminal, on: streams.error)
        canRedraw = streams.error.isTerminal && terminal.movesCursor
    }

    /// The one place where the form of an answer is chosen.
    package func show(_ answer: any Renderable) throws(Failure) { try streams.output.print(text(of: answer)) }

    /// An answer in the form that was asked for.
    package func text(of answer: any Renderable) -> String {
        isJSON ? answer.json.serialized(.sortedPretty) + "\n" : answer.text(answerStyle)
    }

    /// A remark that a person may want to see; `--quiet` drops it.
    package func remark(_ text: String) {
        guard !isQuiet else { return }
        say("awsx:", .dim, text)
    }

    /// What a failure says, where it is no failure of this command: the message, and its hint in a line of its own.
    package func remark(_ failure: Failure) {
        guard !isQuiet else { return }
        remark(failure.message)
        guard let hint = failure.hint else { return }
        streams.error.write(FailureReport.hint(hint.words, "  ", remarkStyle, columns: streams.error.columns))
    }

    /// A warning; `--quiet` keeps it.
    package func warn(_ text: String) {
        say("awsx: warning:", .yellow, text)
    }

    private func say(_ mark: String, _ ink: Style.Ink, _ text: String) {
        let stream = streams.error
        let shown = WordWrap.wrap(TerminalSafe.text(text), columns: stream.columns, after: mark.count + 1)
        stream.write("\(remarkStyle.paint(mark, ink)) \(shown)\n")
    }
}
