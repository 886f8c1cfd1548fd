package import Engine
import SystemKit

/// How a failure is told: one or two lines on stderr, or one object on stdout for programs.
package enum FailureReport {
    /// - Parameter columns: of the screen; nil for none.
    package static func text(_ failure: Failure, _ style: Style, columns: Int? = nil) -> String {
        let location = failure.location.map { " (\(TerminalSafe.text($0.description)))" } ?? ""
        let message = WordWrap.wrap("\(TerminalSafe.text(failure.message))\(location)", columns: columns, after: 6)
        var text = "\(style.paint("awsx:", .red)) \(message)\n"
        if let hint = failure.hint { text += Self.hint(hint.words, "  ", style, columns: columns) }
        return text
    }

    /// What mends it, behind an arrow: a line, or more where the screen is narrow.
    package static func hint(_ hint: String, _ indent: String, _ style: Style, columns: Int?) -> String {
        // Broken first and painted then, as paint takes no room on a screen.
        let shown = WordWrap.wrap("\(indent)→ \(TerminalSafe.text(hint))", columns: columns)
        return shown.replacing("→", with: style.paint("→", .dim), maxReplacements: 1) + "\n"
    }

    package static func json(_ failure: Failure) -> String {
        JSON.object(["error": failure.json]).serialized(.sortedPretty) + "\n"
    }

    /// Tells a failure and gives the status to end with.
    package static func tell(_ failure: Failure, asJSON: Bool, color: Style.Choice, in context: RuntimeContext) -> Int32
    {
        if asJSON {
            context.streams.output.write(json(failure))
        } else {
            let stream = context.streams.error
            let style = Style.choose(color, context.terminal, on: stream)
            stream.write(text(failure, style, columns: stream.columns))
        }
        return failure.status.rawValue
    }
}

extension Failure {
    /// A failure in its parts.
    package var json: JSON {
        .object([
            "code": .string(code.rawValue), "status": .integer(Int64(status.rawValue)), "message": .string(message),
            "place": location?.json ?? .null, "hint": .text(hint?.words),
        ])
    }
}
