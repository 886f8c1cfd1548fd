import ArgumentParser
import Engine
package import PluginKit

/// `awsx plugin`: what awsx can do, built in and external alike.
package struct PluginPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = PluginArguments.self
    private let builtIn: @Sendable () -> [Manifest]
    private let folder: @Sendable () -> PluginFolder?

    package init(builtIn: @escaping @Sendable () -> [Manifest], folder: @escaping @Sendable () -> PluginFolder?) {
        self.builtIn = builtIn
        self.folder = folder
    }

    package func run(_ invocation: Invocation) throws -> Int32 {
        guard let list = try PluginArguments.understandAny(invocation.words) as? PluginArguments.List else {
            throw HelpOrVersionText(text: PluginArguments.awsxHelp)
        }
        let output = list.common.output(json: list.json.isOn, in: invocation.context)
        let manifests = builtIn()
        var rows = manifests.map { PluginRow(manifest: $0, path: nil, isShadowed: false) }
        for found in folder()?.load(invocation.context.files) ?? [] {
            switch found {
            case .success(let plugin):
                let isShadowed = manifests.contains { $0.name == plugin.manifest.name }
                rows.append(PluginRow(manifest: plugin.manifest, path: plugin.path, isShadowed: isShadowed))
            case .failure(let failure):
                output.warn("\(failure.message)\(failure.location.map { " (\($0))" } ?? "")")
            }
        }
        try output.show(PluginListReport(rows: rows))
        return ExitStatus.done.rawValue
    }
}

struct PluginArguments: DeclaredCommand {
    static var name: String { "plugin" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Show what awsx can do, built in and external.",
        subcommands: [List.self])

    static let listing = CommandListing(.extend, 1, summary: "List plugins")

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List every plugin; a shadowed one with both its places.")

        @OptionGroup var json: JSONOption
        @OptionGroup var common: CommonOptions
    }
}

struct PluginRow: Sendable {
    let manifest: Manifest
    /// Nil for a built-in one.
    let path: String?
    let isShadowed: Bool

    var location: String { path ?? "built in" }
}

struct PluginListReport: Renderable {
    let rows: [PluginRow]

    var json: JSON {
        .object([
            "plugins": .array(
                rows.map { row in
                    .object([
                        "name": .string(row.manifest.name), "version": .string(row.manifest.version),
                        "kinds": .array(row.manifest.kinds.map { .string($0.rawValue) }),
                        "summary": .string(row.manifest.summary),
                        "place": row.path.map { SourceLocation.file($0, line: nil).json } ?? .null,
                        "shadowed": .bool(row.isShadowed),
                    ])
                })
        ])
    }

    func text(_ style: Style) -> String {
        Table(
            head: ["plugin", "version", "kinds", "place", "summary"],
            rows: rows.map { row in
                [
                    .init(row.manifest.name), .init(row.manifest.version),
                    .init(row.manifest.kinds.map(\.rawValue).joined(separator: ",")),
                    row.isShadowed
                        ? .init("\(row.location) (shadowed by a built-in one)", .yellow) : .init(row.location),
                    .init(row.manifest.summary),
                ]
            }
        ).text(style)
    }
}
