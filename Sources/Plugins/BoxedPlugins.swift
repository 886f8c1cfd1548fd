import Engine
package import PluginKit

/// The plugins in the box. They are one program under several names, since each would have the whole network code in it:
/// `awsx-NAME` in `lib/awsx/plugins`, and `docker-credential-awsx`, are links to awsx-connect.
package enum BoxedPlugins {
    package static let live = Registry<any NetworkPlugin>([ConsolePlugin(), ECRPlugin(), EKSPlugin()]) { $0.name }

    /// The plugin that a program is, by the name that it was called under; nil for awsx-connect itself.
    package static func plugin(calledAs program: String) -> (any NetworkPlugin)? {
        let prefix = "awsx-"
        return program.hasPrefix(prefix) ? live[String(program.dropFirst(prefix.count))] : nil
    }

    /// The manifest that lies beside the link of a plugin. It asks for every variable that names an identity, since these
    /// plugins act as whoever `awsx exec` would.
    package static func manifest(
        of command: any DeclaredCommand.Type, words: @escaping @Sendable () -> CommandSyntax
    ) -> Manifest {
        let listing = command.listing
        return Manifest(
            name: command.name, summary: command.summary, group: listing.group, position: listing.position,
            needs: listing.needs, environment: EnvironmentKey.identity, answersInJSON: listing.answersInJSON,
            words: words)
    }
}
