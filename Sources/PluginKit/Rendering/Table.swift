import Engine

/// Columns of text, as wide on a screen as their widest cell; cells come from outside and are made harmless here.
package struct Table: Sendable {
    package struct Cell: Sendable {
        let text: String
        let ink: Style.Ink?
        /// The columns that the text takes.
        fileprivate let width: Int

        package init(_ text: String, _ ink: Style.Ink? = nil) {
            self.ink = ink
            // Nearly all texts are looked at once.
            if text.isPlainASCII {
                self.text = text
                width = text.utf8.count
            } else {
                self.text = TerminalSafe.text(text)
                width = ColumnWidth.of(self.text)
            }
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
        let heading = head.map { $0.map { Cell($0, .bold) } }
        var natural = (heading ?? rows[0]).map(\.width)
        for row in rows {
            for column in natural.indices { natural[column] = max(natural[column], row[column].width) }
        }
        let kept = narrowing?.widths(natural) ?? natural.enumerated().map { ($0.offset, $0.element) }
        // Bytes, since a table may have thousands of lines.
        var lines: [UInt8] = []
        if let heading { Self.append(heading, kept, style, to: &lines) }
        for row in rows { Self.append(row, kept, style, to: &lines) }
        return String(decoding: lines, as: UTF8.self)
    }

    /// Adds a line of those columns that are kept.
    private static func append(
        _ row: [Cell], _ kept: [(column: Int, width: Int)], _ style: Style, to lines: inout [UInt8]
    ) {
        // No line ends in spaces, so a cell is followed by its gap only where another cell has text.
        var end = kept.count
        while end > 0, row[kept[end - 1].column].text.isEmpty { end -= 1 }
        for position in 0..<end {
            let (column, width) = kept[position]
            let cell = row[column]
            let isCut = cell.width > width
            let text = isCut ? ColumnWidth.cut(cell.text, to: width) : cell.text
            lines.append(contentsOf: (cell.ink.map { style.paint(text, $0) } ?? text).utf8)
            guard position + 1 < end else { break }
            let gap = width - (isCut ? ColumnWidth.of(text) : cell.width) + 2
            for _ in 0..<gap { lines.append(0x20) }
        }
        lines.append(0x0a)
    }
}

extension Table.Narrowing {
    /// The columns that stay, each with its width.
    fileprivate func widths(_ natural: [Int]) -> [(column: Int, width: Int)] {
        let all = natural.enumerated().map { (column: $0.offset, width: $0.element) }
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
