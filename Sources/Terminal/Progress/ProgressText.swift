import Engine

/// What is shown while something takes long, as text.
package struct ProgressText: Sendable, Hashable {
    /// What is waited for: "the browser", "listing roles".
    package var what: String
    package var done = 0
    /// nil where nobody knows.
    package var total: Int?

    package init(_ what: String, total: Int? = nil) {
        self.what = what
        self.total = total
    }

    private static let wheel: [Character] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

    /// One line for a screen so wide.
    ///
    /// - Parameter seconds: since the beginning.
    package func line(after seconds: Double, columns: Int) -> String {
        let turn = Self.wheel[Int(max(0, seconds) * 10) % Self.wheel.count]
        let name = TerminalSafe.text(what)
        guard let total, total > 0 else {
            let count = done > 0 ? " \(done)" : ""
            return ColumnWidth.cut("\(turn) \(name)\(count) · \(TimeLeft(seconds: Int64(seconds)).text)", to: columns)
        }
        let share = min(1, Double(done) / Double(total))
        let tail =
            " \(done)/\(total)" + (remaining(after: seconds).map { " · \(TimeLeft(seconds: $0).text) left" } ?? "")
        let room = min(30, columns - ColumnWidth.of("\(turn) \(name)\(tail)") - 1)
        let filled = Int(share * Double(max(0, room)))
        let bar =
            room >= 8 ? " " + String(repeating: "━", count: filled) + String(repeating: "─", count: room - filled) : ""
        return ColumnWidth.cut("\(turn) \(name)\(bar)\(tail)", to: columns)
    }

    /// Seconds left if it goes on as so far; nil before anything can be told.
    package func remaining(after seconds: Double) -> Int64? {
        guard let total, done > 0, done <= total, seconds > 0 else { return nil }
        return Int64((seconds / Double(done) * Double(total - done)).rounded(.up))
    }
}
