package import Engine
import SystemKit

/// All external plugins of a user: found for running in the folders themselves, for listing in the index of them.
package struct PluginCatalog: Sendable {
    package let folders: [PluginFolder]
    private let context: RuntimeContext

    package init(_ context: RuntimeContext) { self.init(context, folders: PluginSearchPath.folders(context)) }

    package init(_ context: RuntimeContext, folders: [PluginFolder]) {
        self.context = context
        self.folders = folders
    }

    /// The plugin that a name means: the first folder that has one, broken or not.
    package func plugin(_ name: String) throws(Failure) -> ExternalPlugin? {
        for folder in folders {
            if let found = try folder.plugin(name, context.files) { return found }
        }
        return nil
    }

    /// Every plugin and every broken manifest, shadowed ones too, in the order in which they are found.
    package func all() -> [Result<ExternalPlugin, Failure>] {
        let index = PluginIndexFile(context, folders).current()
        var found: [Result<ExternalPlugin, Failure>] = []
        for entry in index.entries {
            switch entry {
            case .plugin(let number, let name, _, let manifest):
                found.append(
                    Result { () throws(Failure) in
                        let folder = folders[number]
                        let manifest = try Manifest(parsing: Array(manifest.utf8), path: folder.manifestPath(name))
                        return ExternalPlugin(manifest: manifest, folder: folder)
                    })
            case .broken(let number, let name):
                found.append(Result { () throws(Failure) in try folders[number].load(name, context.files) })
            case .cut(let number): found.append(.failure(folders[number].overflow))
            }
        }
        return found
    }

    /// What is found by its name, each name once.
    package var manifests: [Manifest] {
        var names: Set<String> = []
        return all().compactMap { try? $0.get().manifest }.filter { names.insert($0.name).inserted }
    }

    /// Those of them that a person calls.
    package var commands: [Manifest] { manifests.filter { $0.kinds.contains(.command) } }

    /// The plugins that are asked at an event, in the order in which they are found; not those of a name that `isTaken`
    /// says a built-in command has.
    package func plugins(askedAt event: HookEvent, except isTaken: (String) -> Bool) -> [AskedPlugin] {
        let index = PluginIndexFile(context, folders).current(headOnly: true)
        return (index.hooks[event] ?? []).compactMap { name in
            isTaken(name) ? nil : asked(name) { $0.manifest.hooks.contains(event) }
        }
    }

    /// The plugins that give credentials, likewise.
    package func providers(except isTaken: (String) -> Bool) -> [AskedPlugin] {
        let index = PluginIndexFile(context, folders).current(headOnly: true)
        return index.providers.compactMap { name in
            isTaken(name) ? nil : asked(name) { $0.manifest.kinds.contains(.provider) }
        }
    }

    /// Nil for one that is gone, or means something else by now.
    private func asked(_ name: String, where isMeant: (ExternalPlugin) -> Bool) -> AskedPlugin? {
        do throws(Failure) {
            guard let plugin = try plugin(name) else { return nil }
            // What was trusted as a policy asks for less only with its user's consent.
            let failsClosed =
                plugin.manifest.isPolicy || !PluginGrants.policyHooks(name, in: plugin.folder, context).isEmpty
            guard isMeant(plugin) || failsClosed else { return nil }
            return AskedPlugin(name: name, plugin: .success(plugin), failsClosed: failsClosed)
        } catch {
            let folder = folders.first { (try? context.files.status($0.manifestPath(name)))??.kind == .regular }
            // Of what came with awsx nobody can tell any more.
            let failsClosed =
                folder.map { !$0.needsGrant || !PluginGrants.policyHooks(name, in: $0, context).isEmpty } ?? false
            return AskedPlugin(name: name, plugin: .failure(error), failsClosed: failsClosed)
        }
    }
}

/// A plugin that has to be asked, or why it can't be.
package struct AskedPlugin: Sendable {
    package let name: String
    package let plugin: Result<ExternalPlugin, Failure>
    /// Whether what it was to allow is refused where it gives no answer: it is a policy, was trusted as one, or nobody can
    /// tell.
    package let failsClosed: Bool
}
