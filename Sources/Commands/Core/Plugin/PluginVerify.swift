import ArgumentParser
import Engine
import PluginKit

struct PluginVerify: PluginSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check plugins: manifest, owners, permissions, links, and changes since you trusted them.",
        discussion: "Exit status: 0 no problem was found, 1 a plugin has a problem.")

    @Argument(help: "One plugin; default: all.", completion: .plugins)
    var name: String?

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func run(with plugins: PluginLookup) throws -> Int32 {
        let found: [Result<ExternalPlugin, Failure>] =
            if let name {
                [try result { () throws(Failure) in try plugins.plugin(name) }]
            } else {
                plugins.catalog.all()
            }
        let authorization = PluginAuthorization(plugins.context)
        let rows = found.map { found in
            switch found {
            case .success(let plugin): VerifiedPlugin(plugin, authorization.standing(of: plugin))
            case .failure(let failure): VerifiedPlugin(broken: failure)
            }
        }
        try common.output(json: json.isOn, in: plugins.context).show(PluginVerifyReport(plugins: rows))
        return (rows.allSatisfy { $0.fault == nil } ? ExitStatus.done : .failure).rawValue
    }

    /// What is wrong with the plugin itself is a finding; that there is none is not.
    private func result(
        _ body: () throws(Failure) -> ExternalPlugin
    ) throws(Failure) -> Result<ExternalPlugin, Failure> {
        do throws(Failure) {
            return .success(try body())
        } catch  where error.code != .pluginNotFound && error.code != .usage {
            return .failure(error)
        }
    }
}

/// A plugin, and what is wrong with it.
struct VerifiedPlugin: Sendable {
    /// Nil where no manifest could be read.
    let plugin: ExternalPlugin?
    let trust: String
    let digest: String?
    let fault: Failure?

    init(_ plugin: ExternalPlugin, _ standing: PluginStanding) {
        self.plugin = plugin
        trust = standing.word
        digest = standing.files?.sha256
        fault =
            switch standing {
            case .installed, .trusted, .untrusted: nil
            case .changed(let grant, let files):
                Failure(
                    .denied,
                    "it has changed since it was trusted (\(grant.changes(to: files).joined(separator: ", ")))",
                    at: plugin.location, hint: PluginAuthorization.command(plugin))
            case .refused(let failure): failure
            }
    }

    init(broken failure: Failure) {
        plugin = nil
        trust = "refused"
        digest = nil
        fault = failure
    }

    var location: SourceLocation? { plugin?.location ?? fault?.location }
}

struct PluginVerifyReport: Renderable {
    let plugins: [VerifiedPlugin]

    var json: JSON {
        .object([
            "plugins": .array(
                plugins.map { row in
                    .object([
                        "name": .text(row.plugin?.name), "place": row.location?.json ?? .null,
                        "trust": .string(row.trust), "sha256": .text(row.digest), "failure": row.fault?.json ?? .null,
                    ])
                })
        ])
    }

    func text(_ style: Style) -> String {
        plugins.map { row in
            let place = TerminalSafe.text(row.location?.description ?? "")
            guard let fault = row.fault else {
                return "\(style.paint("ok", .green))     \(place) (\(row.trust))\n"
            }
            let at = fault.location == row.location ? "" : fault.location.map { " (\($0))" } ?? ""
            let line = "\(style.paint("error", .red))  \(place): \(TerminalSafe.text(fault.message + at))\n"
            return line
                + (fault.hint.map { FailureReport.hint($0.words, "       ", style, columns: nil) } ?? "")
        }.joined()
    }
}
