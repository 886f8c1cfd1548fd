package import Engine
import SystemKit

/// Shows a text that is longer than the screen a page at a time.
package struct Pager: Sendable {
    private let context: RuntimeContext

    package init(_ context: RuntimeContext) { self.context = context }

    /// Shows a text by `PAGER`, else by `less`; false where it fits, no terminal is, or neither can be started: then it
    /// is to be printed.
    package func show(_ text: String) -> Bool {
        guard let screen = context.streams.output.screen, context.terminal.movesCursor,
            Self.rows(of: text, columns: screen.columns) >= screen.rows,
            let words = Self.command(context.environment.text("PAGER")),
            case .found(let program) = ProgramSearch.find(words[0], path: context.environment[EnvironmentKey.path])
        else { return false }
        var environment = context.environment
        for name in EnvironmentKey.identity { environment.remove(name) }
        do throws(SystemFailure) {
            var child = try ChildProcess.start(program, words: words, environment: environment, streams: .fed)
            // Whoever has seen enough leaves before the end.
            try? child.send(text)
            child.endInput()
            _ = try child.wait()
            return true
        } catch {
            return false
        }
    }

    /// The pager's words; nil for none.
    package static func command(_ variable: String?) -> [String]? {
        guard let variable else { return ["less", "-FRX"] }
        guard let words = try? ShellWords.split(variable), !words.isEmpty, words != ["cat"] else { return nil }
        return words
    }

    /// How many rows of a screen a text takes, its escape sequences not counted.
    package static func rows(of text: String, columns: Int) -> Int {
        text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().reduce(0) { rows, line in
            rows + max(1, (width(line) + columns - 1) / max(1, columns))
        }
    }

    private static func width(_ line: Substring) -> Int {
        guard line.contains("\u{1b}") else { return ColumnWidth.of(line) }
        return line.split(separator: "\u{1b}", omittingEmptySubsequences: false).enumerated().reduce(0) { width, part in
            let text = part.offset == 0 ? part.element : part.element.drop { $0 != "m" }.dropFirst()
            return width + ColumnWidth.of(text)
        }
    }
}
