import ArgumentParser
import Engine
import PluginKit

struct PluginRevoke: PluginSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Withdraw your trust in a plugin.",
        discussion: """
            The plugin may be broken or deleted. A name means every plugin of that name. Credentials that it gave and \
            that awsx keeps are removed; sign out first (awsx logout PROFILE) to let the plugin take them back.
            """)

    @Argument(help: "The plugin's name, or the path of its program.", completion: .plugins)
    var name: String

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func run(with plugins: PluginLookup) throws -> Int32 {
        let output = common.output(json: json.isOn, in: plugins.context)
        var revoked: [ExternalPlugin] = []
        let grants = try PluginGrants(plugins.context)
        for plugin in try candidates(plugins) where try grants.remove(plugin) { revoked.append(plugin) }
        if revoked.isEmpty {
            // What came with awsx, or isn't there, was never trusted.
            if !name.contains("/") { _ = try plugins.plugin(name) }
            output.remark("plugin \(name) was not trusted")
        }
        for plugin in revoked { output.remark("plugin \(plugin.name) is no longer trusted (\(plugin.path))") }
        // Nobody trusts what it gave either. It is not asked to take it back: it must not run.
        for name in Set(revoked.map(\.name)) {
            let removed = try KeptPluginLease.removeAll(from: name, in: plugins.context)
            if removed > 0 { output.remark("the credentials that plugin \(name) gave are removed") }
        }
        if json.isOn { try output.show(PluginRevokeReport(revoked: revoked)) }
        return ExitStatus.done.rawValue
    }

    /// By name and place alone: what is revoked need not be readable.
    private func candidates(_ plugins: PluginLookup) throws(Failure) -> [ExternalPlugin] {
        func plugin(_ name: String, _ folder: PluginFolder) -> ExternalPlugin {
            ExternalPlugin(manifest: Manifest(name: name, summary: ""), folder: folder)
        }
        if name.contains("/") {
            let (name, folder) = try plugins.place(name)
            return [plugin(name, folder)]
        }
        guard Manifest.isName(name) else { return [] }
        return plugins.catalog.folders.filter(\.needsGrant).map { plugin(name, $0) }
    }
}

private struct PluginRevokeReport: Renderable {
    let revoked: [ExternalPlugin]

    var json: JSON {
        .object([
            "revoked": .array(
                revoked.map { .object(["name": .string($0.name), "place": $0.location.json]) })
        ])
    }

    /// A person was told on standard error.
    func text(_ style: Style) -> String { "" }
}
