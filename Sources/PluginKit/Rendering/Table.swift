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

        /// Of a text that is harmless already.
        fileprivate init(shown text: String, _ ink: Style.Ink?) {
            self.text = text
            self.ink = ink
        }
    }

    /// What a table gives up where the screen is narrow, instead of going on in the next line.
    package struct Narrowing: Sendable {
        let columns: Int?
        let dropped: [Int]
        let shortened: [Int: Int]
        let last: Int

        /// - Parameters:
        ///   - columns: how long a line may be; nil for any length.
        ///   - dropped: the columns that go, the first one first.
        ///   - shortened: columns that are cut before any goes, each to no less than so many cells.
        ///   - last: the column that is cut where nothing else is left to give up.
        package init(columns: Int?, dropping dropped: [Int], shortening shortened: [Int: Int] = [:], last: Int) {
            self.columns = columns
            self.dropped = dropped
            self.shortened = shortened
            self.last = last
        }
    }

    private let head: [String]?
    private let rows: [[Cell]]
    private let narrowing: Narrowing?

    /// - Parameters:
    ///   - head: the columns' names; nil for rows that speak for themselves.
    ///   - narrowing: nil for a table that is never narrowed.
    package init(head: [String]? = nil, rows: [[Cell]], narrowing: Narrowing? = nil) {
        self.head = head
        self.rows = rows
        self.narrowing = narrowing
    }

    /// The lines, each with its end; nothing at all for no rows.
    package func text(_ style: Style) -> String {
        guard !rows.isEmpty else { return "" }
        let all = (head.map { [$0.map { Cell($0, .bold) }] } ?? []) + rows
        let natural = all[0].indices.map { column in all.map { ColumnWidth.of($0[column].text) }.max() ?? 0 }
        let kept = narrowing?.widths(natural) ?? Array(natural.enumerated()).map { ($0.offset, $0.element) }
        let widths = kept.map(\.width)
        let cells = all.map { row in
            kept.map { column, width in Cell(shown: ColumnWidth.cut(row[column].text, to: width), row[column].ink) }
        }
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

extension Table.Narrowing {
    /// The columns that stay, each with its width.
    fileprivate func widths(_ natural: [Int]) -> [(column: Int, width: Int)] {
        let all = Array(natural.enumerated()).map { (column: $0.offset, width: $0.element) }
        guard let columns else { return all }
        var kept = all
        for count in 0...dropped.count {
            kept = all.filter { !dropped.prefix(count).contains($0.column) }
            for index in kept.indices {
                guard let least = shortened[kept[index].column] else { continue }
                kept[index].width = Self.cut(kept[index].width, least: least, by: Self.total(kept) - columns)
            }
            if Self.total(kept) <= columns { return kept }
        }
        for index in kept.indices where kept[index].column == last {
            kept[index].width = Self.cut(kept[index].width, least: 1, by: Self.total(kept) - columns)
        }
        return kept
    }

    private static func total(_ kept: [(column: Int, width: Int)]) -> Int {
        kept.reduce(0) { $0 + $1.width } + 2 * max(0, kept.count - 1)
    }

    private static func cut(_ width: Int, least: Int, by excess: Int) -> Int {
        excess <= 0 ? width : max(min(width, least), width - excess)
    }
}
