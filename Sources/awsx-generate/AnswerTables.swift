/// What each command prints with `--json`, as tables of a page of the guide.
enum AnswerTables {
    static func text(_ answers: [[String]: AnswerSchema]) -> String {
        answers.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { words, answer in
            let rows = answer.fields.map { "| `\($0.name)` | \(cell($0.text)) |\n" }
            return "\n## \(words.joined(separator: " "))\n\n\(answer.description)\n"
                + (rows.isEmpty ? "" : "\n| member | value |\n|---|---|\n" + rows.joined())
        }.joined()
    }

    /// A bar would end the cell.
    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
