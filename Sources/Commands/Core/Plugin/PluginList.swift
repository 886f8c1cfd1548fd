import ArgumentParser
import Engine
import PluginKit

struct PluginList: PluginSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List every plugin; for a shadowed one, also the one that is used instead.")

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func run(with plugins: PluginLookup) throws -> Int32 {
        let output = common.output(json: json.isOn, in: plugins.context)
        let authorization = PluginAuthorization(plugins.context)
        var rows = plugins.builtIn.map { PluginRow(manifest: $0, path: nil, trust: "built-in", shadow: nil) }
        for found in plugins.catalog.all() {
            switch found {
            case .success(let plugin):
                let first = rows.first { $0.manifest.name == plugin.name }
                rows.append(
                    PluginRow(
                        manifest: plugin.manifest, path: plugin.path,
                        trust: authorization.standing(of: plugin).word, shadow: first.map { .init(path: $0.path) }))
            case .failure(let failure):
                output.warn("\(failure.message)\(failure.location.map { " (\($0))" } ?? "")")
            }
        }
        try output.show(PluginListReport(rows: rows))
        return ExitStatus.done.rawValue
    }
}

struct PluginRow: Sendable {
    /// What is run instead.
    struct Shadow: Sendable {
        /// Nil for a built-in command.
        let path: String?
    }

    let manifest: Manifest
    /// Nil for a built-in one.
    let path: String?
    let trust: String
    let shadow: Shadow?
}

struct PluginListReport: Renderable {
    let rows: [PluginRow]

    var json: JSON {
        func place(_ path: String?) -> JSON { path.map { SourceLocation.file($0, line: nil).json } ?? .null }
        return .object([
            "plugins": .array(
                rows.map { row in
                    .object([
                        "name": .string(row.manifest.name), "version": .string(row.manifest.version),
                        "kinds": .array(row.manifest.kinds.map { .string($0.rawValue) }),
                        "summary": .string(row.manifest.summary), "place": place(row.path),
                        "trust": .string(row.trust), "shadowed": .bool(row.shadow != nil),
                        "shadowedBy": place(row.shadow?.path),
                    ])
                })
        ])
    }

    func text(_ style: Style) -> String {
        Table(
            head: ["plugin", "version", "kinds", "trust", "place", "summary"],
            rows: rows.map { row in
                [
                    .init(row.manifest.name), .init(row.manifest.version),
                    .init(row.manifest.kinds.map(\.rawValue).joined(separator: ",")),
                    .init(row.trust, ink(of: row.trust)), place(row), .init(row.manifest.summary),
                ]
            }
        ).text(style)
    }

    private func place(_ row: PluginRow) -> Table.Cell {
        guard let path = row.path else { return .init("") }
        guard let shadow = row.shadow else { return .init(path) }
        return .init("\(path) (shadowed by \(shadow.path ?? "a built-in one"))", .yellow)
    }

    private func ink(of trust: String) -> Style.Ink? {
        switch trust {
        case "changed", "untrusted": .yellow
        case "refused": .red
        default: nil
        }
    }
}
