import ArgumentParser
import Engine
import PluginKit
import SystemKit

struct PluginInfo: PluginSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Show a plugin: what it is, what it asks for, and what you granted.")

    @Argument(help: "The plugin's name, or the path of its program.", completion: .plugins)
    var name: String

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func run(with plugins: PluginLookup) throws -> Int32 {
        let plugin = try plugins.plugin(name)
        try common.output(json: json.isOn, in: plugins.context).show(
            PluginInfoReport(
                plugin: plugin, standing: PluginAuthorization(plugins.context).standing(of: plugin),
                isShadowed: !plugins.isMeant(plugin)))
        return ExitStatus.done.rawValue
    }
}

struct PluginInfoReport: Renderable {
    let plugin: ExternalPlugin
    let standing: PluginStanding
    let isShadowed: Bool

    private var request: PluginRequest { PluginRequest(plugin.manifest) }

    private var failure: Failure? {
        guard case .refused(let failure) = standing else { return nil }
        return failure
    }

    var json: JSON {
        .object([
            "name": .string(plugin.name), "place": plugin.location.json,
            "origin": .string(plugin.folder.origin.rawValue), "shadowed": .bool(isShadowed),
            "trust": .string(standing.word), "sha256": .text(standing.files?.sha256),
            "files": .array(
                (standing.files?.all ?? []).map { file in
                    .object([
                        "name": .string(file.name), "sha256": .text(file.digest),
                        "place": SourceLocation.file(file.path, line: nil).json,
                    ])
                }),
            "asksFor": .array(request.items.map { .string($0.text) }), "grant": standing.grant?.answer ?? .null,
            "failure": failure?.json ?? .null, "manifest": plugin.manifest.json,
        ])
    }

    func text(_ style: Style) -> String {
        let manifest = plugin.manifest
        var rows: [(String, Table.Cell)] = [
            ("plugin", .init("\(plugin.name) \(manifest.version)")), ("summary", .init(manifest.summary)),
            ("place", .init("\(plugin.path) (\(plugin.folder.origin.title))")),
            ("kinds", .init(manifest.kinds.map(\.rawValue).joined(separator: ", "))), ("trust", trust),
        ]
        if isShadowed {
            rows.append(("shadowed", .init("another plugin or command of this name is used instead", .yellow)))
        }
        if let digest = standing.files?.sha256 { rows.append(("sha256", .init(digest))) }
        let executables = manifest.allExecutables
        if executables.count > 1 { rows.append(("programs", .init(executables.joined(separator: ", ")))) }
        for (number, item) in request.items.enumerated() {
            rows.append((number == 0 ? "asks for" : "", .init(item.text, item.isGrave ? .red : nil)))
        }
        if let grant = standing.grant {
            rows.append(("trusted at", .init(grant.grantedAt.iso8601)))
            if !grant.environment.isEmpty {
                rows.append(("gets", .init(grant.environment.joined(separator: ", "))))
            }
        }
        for call in [PluginCall.provider, .hook(.preExec), .completion(subcommand: nil)] where isAsked(call) {
            rows.append(("deadline", .init("\(manifest.deadline(for: call) ?? 0) ms (\(call.title))")))
        }
        let subcommands = manifest.words.subcommands.map(\.name)
        if !subcommands.isEmpty { rows.append(("subcommands", .init(subcommands.joined(separator: ", ")))) }
        return KeyValueList(cells: rows).text(style)
    }

    private func isAsked(_ call: PluginCall) -> Bool {
        switch call {
        case .provider: plugin.manifest.kinds.contains(.provider)
        case .hook: plugin.manifest.kinds.contains(.hook)
        case .completion: plugin.manifest.words.isDynamic
        case .command: false
        }
    }

    private var trust: Table.Cell {
        switch standing {
        case .installed: .init("came with awsx, and needs none")
        case .trusted: .init("yes")
        case .changed(let grant, let files):
            .init("no: changed since (\(grant.changes(to: files).joined(separator: ", ")))", .yellow)
        case .untrusted: .init("not yet", .yellow)
        case .refused(let failure):
            .init("refused: \(failure.message)\(failure.location.map { " (\($0))" } ?? "")", .red)
        }
    }
}

extension PluginCall {
    fileprivate var title: String {
        switch self {
        case .command: "command"
        case .provider: "credentials"
        case .hook: "hook"
        case .completion: "completion"
        }
    }
}

extension PluginFiles {
    /// Nil where nothing was hashed.
    var sha256: String? { manifestFile.digest == nil ? nil : digest }
}

extension PluginGrant {
    /// For programs.
    var answer: JSON {
        .object([
            "sha256": .string(digest), "grantedAt": .string(grantedAt.iso8601),
            "variables": .array(environment.map(JSON.string)),
        ])
    }
}

extension CommandSyntax {
    /// Whether a word of it is completed by asking the plugin.
    var isDynamic: Bool {
        options.contains { $0.value == .dynamic } || arguments.contains { $0.value == .dynamic }
            || subcommands.contains { $0.words.isDynamic }
    }
}
