import Foundation

/// A table with two columns on a page of the guide: what stands there is not said twice.
enum PageTable {
    struct Row {
        let term: String
        let text: String
    }

    struct Missing: Error, CustomStringConvertible {
        let path: String
        var description: String { "\(path) has no table of two columns" }
    }

    /// The first one of a page.
    static func first(of page: String, in root: String) throws -> [Row] {
        let path = "\(GuidePages.folder)/\(page).md"
        let lines = try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let table = lines.drop { !$0.hasPrefix("| ") }.prefix { $0.hasPrefix("|") }.dropFirst(2)
        let rows = table.compactMap { line in
            let cells = line.components(separatedBy: " | ")
            return cells.count == 2 ? Row(term: cell(cells[0]), text: cell(cells[1])) : nil
        }
        guard !rows.isEmpty, rows.count == table.count else { throw Missing(path: path) }
        return rows
    }

    private static func cell(_ text: String) -> String {
        text.replacing(/^\| | \|$/, with: "").replacing("`", with: "").replacing("**", with: "")
    }
}

/// The tables that manual pages show.
struct PageTables {
    let exitStatuses: [PageTable.Row]
    let environment: [PageTable.Row]
    let files: [PageTable.Row]
    let settings: [PageTable.Row]

    /// - Throws: `PageTable.Missing`.
    init(in root: String) throws {
        exitStatuses = try PageTable.first(of: "ExitStatuses", in: root)
        environment = try PageTable.first(of: "EnvironmentVariables", in: root)
        files = try PageTable.first(of: "Files", in: root)
        settings = try PageTable.first(of: "Settings", in: root)
    }
}
