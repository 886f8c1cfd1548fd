/// Text for people, broken at blanks where a screen would break it within a word.
package enum WordWrap {
    /// What begins a command that somebody may want to copy: it stays in one piece, up to a mark of punctuation.
    private static let commands: Set<Substring> = [
        "awsx", "aws", "eval", "chmod", "export", "unset", "ssh", "ls", "source",
    ]
    private static let marks: Set<Character> = [",", ";", ":"]

    /// The same lines, those that are too long continued below, indented by two more, or under the second column of a
    /// line that has two. A word that is longer than the screen (an address) stays whole, and so does a line of a table
    /// with more columns.
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
        guard used + ColumnWidth.of(line) > columns, let label = label(of: body) else { return String(line) }
        let start = lead.count + ColumnWidth.of(label)
        // Where little room is left beside the label, the rest stands below it.
        let hanging = label.isEmpty || start > columns / 2 ? lead.count + 2 : start
        let indent = String(repeating: " ", count: hanging)
        var shown = lead + label
        var width = used + start
        var isFirst = true
        for piece in pieces(of: body.dropFirst(label.count)) {
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
        return String(shown)
    }

    /// The first of two columns, with the blanks behind it; empty for a line of plain text, nil for one of a table.
    private static func label(of body: Substring) -> Substring? {
        guard let gap = body.firstRange(of: "  ") else { return "" }
        let rest = body[gap.lowerBound...].drop { $0 == " " }
        return rest.isEmpty || rest.contains("  ") ? nil : body[..<rest.startIndex]
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
