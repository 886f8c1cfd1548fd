import Engine
package import SystemKit

/// What is said to a person on stderr while something goes on, above the line that says what is waited for.
package struct StderrMessageWriter: Sendable {
    private let isQuiet: Bool
    private let stream: StandardStream

    package init(isQuiet: Bool, on stream: StandardStream) {
        self.isQuiet = isQuiet
        self.stream = stream
    }

    /// Lines that a person needs, whatever was asked for: a code, an address.
    package func say(_ lines: String) {
        ProgressLine.shared.say(WordWrap.wrap(lines, columns: stream.columns), on: stream)
    }

    /// Lines that `--quiet` drops.
    package func remark(_ lines: String) {
        if !isQuiet { say(lines) }
    }
}
