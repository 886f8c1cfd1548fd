package import PluginKit

/// What awsx-connect carries out.
package enum ConnectRegistry {
    package static let live = Registry<any ConnectPlugin>(
        [LoginPlugin(), LogoutPlugin(), AccountsPlugin(), WhoamiPlugin(), ConfigurePlugin()]
    ) { $0.manifest.name }
}
