import Engine

/// Columns of text, as wide on a screen as their widest cell; cells come from outside and are made harmless here.
package struct Table: Sendable {
    package struct Cell: Sendable {
        let text: String
        let ink: Style.Ink?

        package init(_ text: String, _ ink: Style.Ink? = nil) {
            self.text = TerminalSafe.text(text)
            self.ink = ink
        }
    }

    private let head: [String]?
    private let rows: [[Cell]]

    /// - Parameter head: the columns' names; nil for rows that speak for themselves.
    package init(head: [String]? = nil, rows: [[Cell]]) {
        self.head = head
        self.rows = rows
    }

    /// The lines, each with its end; nothing at all for no rows.
    package func text(_ style: Style) -> String {
        guard !rows.isEmpty else { return "" }
        let cells = (head.map { [$0.map { Cell($0, .bold) }] } ?? []) + rows
        let widths = cells[0].indices.map { column in cells.map { ColumnWidth.of($0[column].text) }.max() ?? 0 }
        var lines = ""
        for row in cells {
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell.ink.map { style.paint(cell.text, $0) } ?? cell.text
                // No line ends in spaces, so a cell is followed by its gap only where another cell has text.
                if row[(column + 1)...].contains(where: { !$0.text.isEmpty }) {
                    line += String(repeating: " ", count: widths[column] - ColumnWidth.of(cell.text) + 2)
                }
            }
            lines += line + "\n"
        }
        return lines
    }
}
