import Foundation

/// A table of README with two columns, by the heading above it: what stands there is not said twice.
enum ReadmeTable {
    struct Row {
        let term: String
        let text: String
    }

    struct Missing: Error, CustomStringConvertible {
        let heading: String
        var description: String { "README has no table of two columns under \"\(heading)\"" }
    }

    static func under(_ heading: String, in readme: String) throws -> [Row] {
        let after = readme.components(separatedBy: "\n\(heading)\n").dropFirst().first ?? ""
        let section = after.components(separatedBy: "\n## ")[0]
        let rows = section.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().compactMap { line in
            let cells = line.components(separatedBy: " | ")
            return cells.count == 2 ? Row(term: cell(cells[0]), text: cell(cells[1])) : nil
        }
        guard !rows.isEmpty else { throw Missing(heading: heading) }
        return rows
    }

    private static func cell(_ text: String) -> String {
        text.replacing(/^\| | \|$/, with: "").replacing("`", with: "").replacing("**", with: "")
    }
}

/// The tables of README that manual pages show.
struct ReadmeTables {
    let exitStatuses: [ReadmeTable.Row]
    let environment: [ReadmeTable.Row]
    let files: [ReadmeTable.Row]

    /// - Throws: `ReadmeTable.Missing`.
    init(_ readme: String) throws {
        exitStatuses = try ReadmeTable.under("## Exit statuses", in: readme)
        environment = try ReadmeTable.under("## Environment variables", in: readme)
        files = try ReadmeTable.under("## Files", in: readme)
    }
}
