import Engine
import PluginKit
import SystemKit

/// What the subcommands of `awsx plugin` look at.
struct PluginLookup: Sendable {
    let context: RuntimeContext
    /// What a person may call without any plugin.
    let builtIn: [Manifest]
    let catalog: PluginCatalog

    init(_ context: RuntimeContext, builtIn: [Manifest]) {
        self.context = context
        self.builtIn = builtIn
        catalog = PluginCatalog(context)
    }

    /// The plugin that a name or a path means.
    ///
    /// - Parameter word: with a slash, the path of a program or its manifest, wherever it lies.
    /// - Throws: `.pluginNotFound`; what is wrong with a broken one.
    func plugin(_ word: String) throws(Failure) -> ExternalPlugin {
        if word.contains("/") {
            let (name, folder) = try place(word)
            guard let plugin = try folder.plugin(name, context.files) else { throw notFound(word) }
            return plugin
        }
        guard let plugin = try catalog.plugin(word) else { throw notFound(word) }
        return plugin
    }

    /// The name and the folder that a path means.
    func place(_ path: String) throws(Failure) -> (name: String, folder: PluginFolder) {
        guard let file = path.lastPathName, file.hasPrefix("awsx-"), let parent = realPath(path.parentFolder) else {
            throw notFound(path)
        }
        let name = file.dropFirst(5)
        let folder = catalog.folders.first { realPath($0.path) == parent }
        return (
            String(name.hasSuffix(".json") ? name.dropLast(5) : name),
            folder ?? PluginFolder(path: parent, origin: .environment)
        )
    }

    func isBuiltIn(_ name: String) -> Bool { builtIn.contains { $0.name == name } }

    /// Whether a plugin of that name there is the one that the name means.
    func isMeant(_ plugin: ExternalPlugin) -> Bool {
        !isBuiltIn(plugin.name) && (try? catalog.plugin(plugin.name))??.folder == plugin.folder
    }

    private func notFound(_ word: String) -> Failure {
        if isBuiltIn(word) {
            return Failure(.usage, "\(word) is a built-in command, not a plugin", hint: "awsx help \(word)")
        }
        let names = catalog.manifests.map(\.name)
        let near = word.contains("/") ? [] : SimilarNames.of(word, among: names)
        return Failure(
            .pluginNotFound, "there is no plugin \(DisplayedCommandWord.quoted(word))",
            hint: SimilarNames.question(near, prefix: "") ?? "awsx plugin list")
    }
}

extension PluginFolder.Origin {
    /// For people.
    var title: String {
        switch self {
        case .installation: "came with awsx"
        case .environment: "from AWSX_PLUGIN_PATH"
        case .userData: "your own"
        }
    }
}
