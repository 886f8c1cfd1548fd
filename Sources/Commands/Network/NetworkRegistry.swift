package import PluginKit

/// What awsx-connect carries out.
package enum NetworkRegistry {
    package static let live = Registry<any NetworkPlugin>(
        [LoginPlugin(), LogoutPlugin(), AccountsPlugin(), WhoamiPlugin(), ConfigurePlugin(), EachPlugin()]
    ) { $0.name }
}
