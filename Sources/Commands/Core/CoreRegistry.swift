package import PluginKit

/// The core's commands: what it does itself, and what it hands to awsx-connect.
package enum CoreRegistry {
    package static let live = Registry<any CorePlugin>(
        own + [plugin, CompletePlugin(builtIn: { listed }, folder: { PluginFolder.installed() })] + network
    ) { $0.name }

    private static let own: [any CorePlugin] = [
        ExecPlugin(), EnvPlugin(), CredentialProcessPlugin(), TokenPlugin(), StatusPlugin(), ProfilesPlugin(),
        ConfigPlugin(), DoctorPlugin(), ExplainPlugin(), InitPlugin(), CompletionPlugin(), UsePlugin.use,
        UsePlugin.unuse, PromptPlugin(), AllowPlugin(), ShellHookPlugin(),
    ]
    private static let network: [any CorePlugin] = BuiltInManifests.ofNetwork.map(NetworkCommand.init(name:))
    private static let plugin = PluginPlugin(builtIn: { listed }, folder: { PluginFolder.installed() })

    /// What a person may call, as lists have it.
    private static var listed: [Manifest] {
        // Closures, since a key path costs more than the whole list.
        (own + network + [plugin]).map { $0.manifest }.filter { !$0.isHidden }
    }
}
