package import Engine
import SystemKit

/// The folders in which plugins are looked for, in that order: of two with one name the first is meant.
package enum PluginSearchPath {
    /// `PREFIX/lib/awsx/plugins`, each folder of `AWSX_PLUGIN_PATH`, and the user's own.
    ///
    /// - Parameter executable: the real path of awsx, whose installation is meant.
    package static func folders(
        _ context: RuntimeContext, executable: String? = ExecutablePath.current()
    ) -> [PluginFolder] {
        var found: [PluginFolder] = []
        func add(_ path: String, _ origin: PluginFolder.Origin) {
            // What a relative one is would depend on where somebody stands.
            guard path.hasPrefix("/"), found.count < most, !found.contains(where: { $0.path == path }) else { return }
            found.append(PluginFolder(path: path, origin: origin))
        }
        if let installed = installation(of: executable) { add(installed, .installation) }
        for path in context.environment.text(EnvironmentKey.awsxPluginPath)?.split(separator: ":") ?? [] {
            add(withoutEnd(path), .environment)
        }
        if let own = ofUser(context) { add(own, .userData) }
        return found
    }

    /// The folder that a user's own plugins go to.
    package static func ofUser(_ context: RuntimeContext) -> String? {
        // The XDG specification has relative paths ignored.
        if let base = context.environment.text(EnvironmentKey.xdgDataHome), base.hasPrefix("/") {
            return "\(withoutEnd(base[...]))/awsx/plugins"
        }
        return context.home.map { "\($0)/.local/share/awsx/plugins" }
    }

    private static let most = 64

    private static func installation(of executable: String?) -> String? {
        // A real path, split by hand: the first use of FilePath costs half of what a Tab does.
        guard let executable, let folder = executable.lastIndex(of: "/"),
            let prefix = executable[..<folder].lastIndex(of: "/")
        else { return nil }
        return "\(executable[..<prefix])/lib/awsx/plugins"
    }

    /// A path without the slashes at its end.
    private static func withoutEnd(_ path: Substring) -> String {
        var path = path
        while path.count > 1, path.last == "/" { path.removeLast() }
        return String(path)
    }
}
