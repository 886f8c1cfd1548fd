import ArgumentParser
import Engine
import PluginKit

struct ScopeList: ScopeSubcommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List every scope.")

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func run(in context: RuntimeContext) throws -> Int32 {
        let catalog = ScopeCatalog(context)
        var rows = ScopePreset.names.compactMap(ScopePreset.named).map { preset in
            ScopeRow(name: preset.name, summary: preset.summary, place: nil, characters: preset.grant.characterCount)
        }
        for name in try catalog.userNames() {
            guard let scope = try catalog.userScope(named: name) else { continue }
            rows.append(
                ScopeRow(
                    name: name, summary: "a scope of your own", place: scope.location,
                    characters: scope.grant.characterCount))
        }
        try common.output(json: json.isOn, in: context).show(ScopeListReport(rows: rows))
        return ExitStatus.done.rawValue
    }
}

struct ScopeRow: Sendable {
    let name: String
    let summary: String
    /// Where it is defined; nil for one of awsx's own.
    let place: SourceLocation?
    let characters: Int
}

struct ScopeListReport: Renderable {
    let rows: [ScopeRow]

    var json: JSON {
        .object([
            "scopes": .array(
                rows.map { row in
                    .object([
                        "name": .string(row.name), "summary": .string(row.summary), "place": row.place?.json ?? .null,
                        "characters": .integer(Int64(row.characters)),
                    ])
                })
        ])
    }

    func text(_ style: Style) -> String {
        Table(
            head: ["scope", "characters", "what it allows"],
            rows: rows.map { row in
                let place = row.place.map { " (\($0))" } ?? ""
                return [.init(row.name), .init("\(row.characters)"), .init(row.summary + place)]
            }
        ).text(style)
    }
}
