package import Engine
import SystemKit

/// The plugins that this user has and trusts.
package struct InstalledAnsweringPlugins: AnsweringPlugins {
    private let context: RuntimeContext
    private let catalog: PluginCatalog

    package init(_ context: RuntimeContext) {
        self.context = context
        let core = CoreExecutable.path(context.files)
        catalog = PluginCatalog(context, folders: PluginSearchPath.folders(context, executable: core))
    }

    package func provider(_ name: String) throws(Failure) -> AnsweringProgram {
        guard let plugin = try catalog.plugin(name) else {
            throw Failure(
                .pluginNotFound, "there is no plugin \(DisplayedCommandWord.quoted(name))", hint: "awsx plugin list",
                status: .configuration)
        }
        guard plugin.manifest.kinds.contains(.provider) else {
            throw Failure(
                .pluginBroken, "plugin \(name) gives no credentials: its manifest has no kind provider",
                at: plugin.location, status: .configuration)
        }
        return program(plugin, try PluginAuthorization(context).require(plugin), for: .provider)
    }

    package func hooks(for event: HookEvent) -> [Hook] {
        let asked = catalog.plugins(askedAt: event) { _ in false }
        return asked.sorted { $0.name < $1.name }.map { asked in
            Hook(
                plugin: asked.name, isPolicy: asked.failsClosed,
                program: Result { () throws(Failure) in
                    let plugin = try asked.plugin.get()
                    return program(plugin, try PluginAuthorization(context).require(plugin), for: .hook(event))
                })
        }
    }

    package func completer(_ name: String, subcommand: String?) -> AnsweringProgram? {
        guard let plugin = try? catalog.plugin(name), plugin.manifest.words.hasDynamicValues else { return nil }
        let authorized: AuthorizedPlugin
        switch PluginAuthorization(context).standing(of: plugin) {
        case .installed(let files): authorized = AuthorizedPlugin(files, granted: [])
        case .trusted(let grant, let files): authorized = AuthorizedPlugin(files, granted: grant.environment)
        case .changed, .untrusted, .refused: return nil
        }
        return program(plugin, authorized, for: .completion(subcommand: subcommand))
    }

    private func program(
        _ plugin: ExternalPlugin, _ authorized: AuthorizedPlugin, for call: PluginCall
    ) -> AnsweringProgram {
        let manifest = authorized.manifest
        let path = authorized.executable(for: call)
        var environment = authorized.environment(from: context.environment)
        // This process may be awsx-connect.
        if let core = CoreExecutable.path(context.files) { environment.set("AWSX_BIN", core) }
        return AnsweringProgram(
            plugin: plugin.name, path: path, environment: environment, deadline: manifest.deadline(for: call) ?? 0,
            personAccess: manifest.personAccess, files: [path, plugin.folder.manifestPath(plugin.name)])
    }
}
