import CPlatform

/// How many characters a terminal shows.
package struct TerminalSize: Sendable, Hashable {
    package let rows: Int
    package let columns: Int

    package init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }

    /// 24 × 80 where the terminal doesn't know.
    package static func of(_ descriptor: Int32) -> TerminalSize {
        var rows: UInt16 = 0
        var columns: UInt16 = 0
        guard unsafe awsx_window_size(descriptor, &rows, &columns) == 0, rows > 0, columns > 0 else {
            return TerminalSize(rows: 24, columns: 80)
        }
        return TerminalSize(rows: Int(rows), columns: Int(columns))
    }
}
