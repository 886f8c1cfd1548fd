import Engine
import SystemKit

/// What a picker shows: one text a line of the screen, and where the cursor is.
package struct PickerFrame: Sendable, Hashable {
    /// Without line ends; never wider than the screen.
    package let lines: [String]
    /// Row and column of the typing cursor, from 0.
    package let cursor: (row: Int, column: Int)

    package static func == (one: PickerFrame, other: PickerFrame) -> Bool {
        one.lines == other.lines && one.cursor == other.cursor
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(lines) }
}

extension PickerState {
    /// Draws the state. Text from outside is made harmless here.
    ///
    /// - Parameter isColoured: else without any escape sequence.
    package func frame(isColoured: Bool) -> PickerFrame {
        let paint = PickerColours(isColoured: isColoured)
        let width = size.columns
        var lines = [inputLine(paint, width), countLine(paint, width)]
        let layout = PickerLayout(size)
        let columns = columnWidths(width, rows: top..<min(matches.count, top + layout.list))
        for row in 0..<layout.list {
            let position = top + row
            lines.append(position < matches.count ? entryLine(position, columns, paint) : "")
        }
        if layout.preview > 0 { lines += previewLines(layout.preview, paint, width) }
        lines = Array(lines.prefix(size.rows))
        let column = ColumnWidth.of("\(title)> ") + ColumnWidth.of(TerminalSafe.text(query))
        return PickerFrame(lines: lines, cursor: (0, min(column, width - 1)))
    }

    private func inputLine(_ paint: PickerColours, _ width: Int) -> String {
        let prompt = "\(title)> "
        guard ColumnWidth.of(prompt) + 1 < width else { return paint(ColumnWidth.cut(prompt, to: width), .bold) }
        let room = width - ColumnWidth.of(prompt) - 1
        var shown = TerminalSafe.text(query)
        // The end of what is typed stays in view.
        while ColumnWidth.of(shown) > room { shown.removeFirst() }
        return paint(ColumnWidth.cut(prompt, to: width), .bold) + shown
    }

    private func countLine(_ paint: PickerColours, _ width: Int) -> String {
        var text = "  \(matches.count)/\(index.entries.count)"
        if index.entries.isEmpty {
            text += " · nothing to choose from"
        } else if matches.isEmpty {
            text += " · nothing matches; Ctrl-U clears"
        }
        if picksSeveral {
            text += marked.isEmpty ? " · Tab marks, Ctrl-A marks all" : " · \(marked.count) marked"
        }
        return paint(ColumnWidth.cut(text, to: width), .dim)
    }

    /// Columns of name and state: what is in view decides, within bounds.
    private func columnWidths(_ width: Int, rows: Range<Int>) -> (name: Int, detail: Int, state: Int) {
        let shown = rows.map { index.entries[matches[$0]] }
        let room = max(1, width - 2)
        let state = min(shown.map { ColumnWidth.of(TerminalSafe.text($0.state)) }.max() ?? 0, room / 3)
        let rest = room - (state > 0 ? state + 2 : 0)
        let longest = shown.map { ColumnWidth.of(TerminalSafe.text($0.name)) }.max() ?? 0
        let hasDetail = shown.contains { !$0.detail.isEmpty }
        let name = min(longest, hasDetail && rest >= 30 ? max(rest * 3 / 5, rest - 40) : rest)
        let detail = hasDetail && rest - name - 2 >= 6 ? rest - name - 2 : 0
        return (name, detail, state)
    }

    private func entryLine(_ position: Int, _ columns: (name: Int, detail: Int, state: Int), _ paint: PickerColours)
        -> String
    {
        let number = matches[position]
        let entry = index.entries[number]
        let isCurrent = position == cursor
        let pointer = isCurrent ? ">" : " "
        let mark = marked.contains(number) ? "*" : " "
        // Where there is room for hardly anything, the name's beginning.
        if size.columns < 8 { return ColumnWidth.cut("\(pointer)\(TerminalSafe.text(entry.name))", to: size.columns) }
        var line = paint("\(pointer)\(mark)", isCurrent ? .red : .yellow)
        let name = TerminalSafe.text(entry.name)
        let isLast = columns.detail == 0 && columns.state == 0
        let shown = isLast ? ColumnWidth.cut(name, to: columns.name) : ColumnWidth.fit(name, to: columns.name)
        line += isCurrent ? paint(shown, .bold) : shown
        if columns.detail > 0 {
            let detail = TerminalSafe.text(entry.detail)
            let text =
                columns.state > 0
                ? ColumnWidth.fit(detail, to: columns.detail) : ColumnWidth.cut(detail, to: columns.detail)
            line += "  " + paint(text, .dim)
        }
        if columns.state > 0 {
            let state = ColumnWidth.cut(TerminalSafe.text(entry.state), to: columns.state)
            line += "  " + paint(state, PickerColours.Ink(entry.tone))
        }
        return line.droppingFinalBlanks
    }

    private func previewLines(_ count: Int, _ paint: PickerColours, _ width: Int) -> [String] {
        var lines = [paint(String(repeating: "─", count: width), .dim)]
        for text in (current?.preview ?? []).prefix(count - 1) {
            lines.append(ColumnWidth.cut("  " + TerminalSafe.text(text), to: width))
        }
        while lines.count < count { lines.append("") }
        return lines
    }
}

extension String {
    fileprivate var droppingFinalBlanks: String {
        guard last == " " else { return self }
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

/// Colours of a frame.
struct PickerColours {
    enum Ink: String {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case plain = "0"
    }

    let isColoured: Bool

    func callAsFunction(_ text: String, _ ink: Ink) -> String {
        isColoured && ink != .plain && !text.isEmpty ? "\u{1b}[\(ink.rawValue)m\(text)\u{1b}[0m" : text
    }
}

extension PickerColours.Ink {
    init(_ tone: PickerEntry.Tone) {
        self =
            switch tone {
            case .good: .green
            case .pending: .yellow
            case .bad: .red
            case .plain: .plain
            }
    }
}
