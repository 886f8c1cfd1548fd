package import PluginKit

/// The core's commands: what it does itself, and what it hands to awsx-connect.
package enum CoreRegistry {
    package static let live: Registry<any CorePlugin> = {
        let own: [any CorePlugin] = [
            ExecPlugin(), EnvPlugin(), CredentialProcessPlugin(), TokenPlugin(), StatusPlugin(), ProfilesPlugin(),
            ConfigPlugin(), DoctorPlugin(), ExplainPlugin(), InitPlugin(), CompletionPlugin(), UsePlugin.use,
            UsePlugin.unuse,
            PromptPlugin(),
            AllowPlugin(),
            ShellHookPlugin(),
        ]
        let connect = Manifest.ofConnect.map(NetworkCommand.init)
        let manifests = (own + connect).map(\.manifest).filter { !$0.isHidden }
        let plugin = PluginPlugin(
            builtIn: { manifests + [PluginPlugin.manifest] }, folder: { PluginFolder.installed() })
        let complete = CompletePlugin(
            builtIn: { manifests + [PluginPlugin.manifest] }, folder: { PluginFolder.installed() })
        return Registry(own + [plugin, complete] + connect) { $0.manifest.name }
    }()
}
