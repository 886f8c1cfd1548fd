import Engine

/// Names and values, one pair a line.
package struct KeyValueList: Sendable {
    private let pairs: [(name: String, value: Table.Cell)]

    package init(_ pairs: [(String, String)]) { self.pairs = pairs.map { ($0.0, Table.Cell($0.1)) } }

    package init(cells: [(String, Table.Cell)]) { pairs = cells }

    package func text(_ style: Style) -> String {
        let width = pairs.map { ColumnWidth.of($0.name) }.max() ?? 0
        return pairs.map { name, value in
            let gap = String(repeating: " ", count: width - ColumnWidth.of(name) + 2)
            let shown = value.ink.map { style.paint(value.text, $0) } ?? value.text
            return "\(style.paint(name, .dim))\(gap)\(shown)\n"
        }.joined()
    }
}
