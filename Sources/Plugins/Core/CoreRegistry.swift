package import PluginKit

/// The core's commands: what it does itself, and what it hands to awsx-connect.
package enum CoreRegistry {
    package static let live: Registry<any CorePlugin> = {
        let own: [any CorePlugin] = [
            ExecPlugin(), EnvPlugin(), CredentialProcessPlugin(), TokenPlugin(), StatusPlugin(), ProfilesPlugin(),
            ConfigPlugin(),
        ]
        let connect = Manifest.ofConnect.map(ConnectCommand.init)
        let manifests = (own + connect).map(\.manifest)
        let plugin = PluginPlugin(
            builtIn: { manifests + [PluginPlugin.manifest] }, folder: { PluginFolder.installed() })
        return Registry(own + [plugin] + connect) { $0.manifest.name }
    }()
}
