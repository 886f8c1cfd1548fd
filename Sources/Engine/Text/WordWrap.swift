/// Text for people, broken at blanks where a screen would break it within a word.
package enum WordWrap {
    /// What begins a command that somebody may want to copy: it stays in one piece, up to a mark of punctuation.
    private static let commands: Set<Substring> = [
        "awsx", "aws", "eval", "chmod", "export", "unset", "ssh", "ls", "source",
    ]
    private static let marks: Set<Character> = [",", ";", ":"]

    /// The same lines, those that are too long continued below, indented by two more. A word that is longer than the
    /// screen (an address) stays whole, and so does a line with columns of its own.
    ///
    /// - Parameters:
    ///   - columns: of the screen; nil changes nothing.
    ///   - used: columns of the first line that something else takes.
    package static func wrap(_ text: String, columns: Int?, after used: Int = 0) -> String {
        guard let columns else { return text }
        var used = used
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            defer { used = 0 }
            return wrap(line: line, columns, used)
        }.joined(separator: "\n")
    }

    private static func wrap(line: Substring, _ columns: Int, _ used: Int) -> String {
        let lead = line.prefix { $0 == " " }
        let body = line.dropFirst(lead.count)
        guard used + ColumnWidth.of(line) > columns, !body.contains("  ") else { return String(line) }
        let indent = String(repeating: " ", count: lead.count + 2)
        var shown = String(lead)
        var width = used + lead.count
        var isFirst = true
        for piece in pieces(of: body) {
            let size = ColumnWidth.of(piece)
            if isFirst {
                shown += piece
                width += size
            } else if width + 1 + size <= columns {
                shown += " \(piece)"
                width += 1 + size
            } else {
                shown += "\n\(indent)\(piece)"
                width = indent.count + size
            }
            isFirst = false
        }
        return shown
    }

    /// Words, and commands as one.
    private static func pieces(of line: Substring) -> [String] {
        var pieces: [String] = []
        var isCommand = false
        for word in line.split(separator: " ") {
            if isCommand, let last = pieces.popLast() {
                pieces.append("\(last) \(word)")
            } else {
                pieces.append(String(word))
                isCommand = commands.contains(word)
            }
            if let end = word.last, marks.contains(end) { isCommand = false }
        }
        return pieces
    }
}
