import Foundation

/// A block of a page that shows a shell: commands behind `$ `, each with what it printed.
struct Transcript {
    struct Step: Equatable {
        var prompt: String
        /// As the page shows it; longer ones go on behind `> `.
        var lines: [String]
        var output: [String] = []

        /// What is typed.
        var command: String {
            lines.dropFirst().reduce(lines[0]) { text, line in
                text.dropLast() + String(line.dropFirst(2).trimmingPrefix { $0 == " " })
            }
        }
    }

    var steps: [Step] = []

    init(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if let match = line.firstMatch(of: /^((?:[^$]* )?\$ )(.*)$/) {
                steps.append(Step(prompt: String(match.1), lines: [String(match.2)]))
            } else if let last = steps.indices.last {
                if steps[last].lines.last?.hasSuffix("\\") == true, line.hasPrefix("> ") {
                    steps[last].lines.append(String(line))
                } else {
                    steps[last].output.append(String(line))
                }
            }
        }
    }

    var text: String {
        steps.flatMap { [$0.prompt + $0.lines[0]] + $0.lines.dropFirst() + $0.output }.map { "\($0)\n" }.joined()
    }

    /// A line without what differs from run to run: times, what is random, and how far columns stand apart.
    static func settled(_ line: String) -> String {
        line.replacing(/20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "TIME")
            .replacing(/\b20\d\d-\d\d-\d\d\b/, with: "DAY")
            .replacing(/\b\d\d:\d\d(:\d\d)?\b/, with: "CLOCK")
            .replacing(/\b(\d+h\d\dm|\d+m|\d+s|\d+\.\d s)\b/, with: "LEFT")
            .replacing(/"secondsLeft": \d+/, with: "SECONDS")
            .replacing(/\b127\.0\.0\.1:\d+/, with: "HOST")
            .replacing(#/ {2}[a-z2-7]{12}$/#, with: "  RUN")
            .replacing(#/ {2,}|─+/#, with: " ")
            .replacing(#/ +$/#, with: "")
    }
}

/// What a terminal shows of all that was written to it, line by line.
///
/// It knows what awsx and shells write outside of a full-screen program: carriage returns, backspaces, and the sequences
/// that erase and move within the last lines (ECMA-48, 8.3).
enum ShownText {
    static func lines(_ text: String) -> [String] {
        var lines: [[Character]] = [[]]
        var row = 0
        var column = 0
        var rest = Substring(text)
        while let character = rest.popFirst() {
            switch character {
            case "\r\n", "\n":
                row += 1
                column = 0
                if row == lines.count { lines.append([]) }
            case "\r": column = 0
            case "\u{8}": column = max(0, column - 1)
            case "\u{7}": continue
            case "\u{1b}":
                guard let next = rest.popFirst() else { break }
                if next == "]" {
                    // A title or a link, up to its end.
                    let end = rest.firstIndex { $0 == "\u{7}" } ?? rest.endIndex
                    rest = rest[end...].dropFirst()
                } else if next == "[" {
                    let parameters = rest.prefix { !$0.isLetter && $0 != "~" }
                    rest = rest[parameters.endIndex...]
                    let count = max(1, Int(parameters) ?? 1)
                    switch rest.popFirst() {
                    case "A": row = max(0, row - count)
                    case "B": row = min(lines.count - 1, row + count)
                    case "C": column += count
                    case "D": column = max(0, column - count)
                    case "G": column = count - 1
                    case "J":
                        lines.removeSubrange((row + 1)...)
                        lines[row] = Array(lines[row].prefix(column))
                    case "K": lines[row] = parameters == "2" ? [] : Array(lines[row].prefix(column))
                    default: continue
                    }
                }
            default:
                while lines[row].count <= column { lines[row].append(" ") }
                lines[row][column] = character
                column += 1
            }
        }
        return lines.map { String($0).replacing(#/ +$/#, with: "") }
    }
}
