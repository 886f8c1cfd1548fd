import Engine
import PluginKit
import SystemKit

/// The lines of the log as people or programs read them.
struct LogReport {
    let time: LocalTime
    /// How long a line may be; nil for any length.
    let columns: Int?
    let isJSON: Bool

    private static let head = [
        "time", "command", "profile", "account", "role", "scope", "program", "agent", "reason", "run",
    ]

    /// What is there, as a table.
    func text(_ entries: [RunLogEntry], _ output: Output) -> String {
        guard !isJSON, !entries.isEmpty else { return lines(entries) }
        return output.text(of: LogTable(report: self, entries: entries))
    }

    /// One line each, as they come.
    func lines(_ entries: [RunLogEntry]) -> String {
        entries.map { entry in
            isJSON
                ? json(entry).serialized(.sortedLine) + "\n"
                : TerminalSafe.text(cells(entry).filter { !$0.isEmpty }.joined(separator: "  ")) + "\n"
        }.joined()
    }

    /// As it is kept, and how long the keys still last.
    fileprivate func json(_ entry: RunLogEntry) -> JSON {
        let left = JSON.Member("secondsLeft", .secondsLeft(until: entry.expiresAt, at: time.now))
        return .object((entry.json.members ?? []) + [left])
    }

    fileprivate func table(_ entries: [RunLogEntry]) -> Table {
        Table(
            head: Self.head, rows: entries.map { cells($0).map { Table.Cell($0) } },
            narrowing: .init(columns: columns, dropping: [9, 3, 4, 8, 7, 6], shortening: [:], last: 2))
    }

    private func cells(_ entry: RunLogEntry) -> [String] {
        [
            time.text(entry.at), entry.kind, entry.profile ?? "", entry.accountID ?? "", entry.roleName ?? "",
            entry.scopes.joined(separator: ","), entry.command ?? "", entry.agent ?? "", entry.reason ?? "",
            entry.runID,
        ]
    }
}

private struct LogTable: Renderable {
    let report: LogReport
    let entries: [RunLogEntry]

    var json: JSON { .array(entries.map(report.json)) }

    func text(_ style: Style) -> String { report.table(entries).text(style) }
}
