package import Engine
import SystemKit

/// A plugin that is a program with a manifest, as it was found.
package struct ExternalPlugin: CorePlugin {
    package let manifest: Manifest
    package let folder: PluginFolder

    package init(manifest: Manifest, folder: PluginFolder) {
        self.manifest = manifest
        self.folder = folder
    }

    package var name: String { manifest.name }

    /// The program that it is known by.
    package var path: String { "\(folder.path)/\(manifest.allExecutables.first ?? manifest.mainExecutable)" }

    package var location: SourceLocation { .file(path, line: nil) }

    /// Becomes the plugin: without the variables that say who one is in AWS, and with those that say where awsx is.
    package func run(_ invocation: Invocation) throws -> Int32 {
        guard manifest.kinds.contains(.command) else {
            throw Failure(.usage, "plugin \(name) is not a command", at: location)
        }
        let context = invocation.context
        let plugin = try PluginAuthorization(context).require(self)
        if plugin.manifest.needs.terminal, !context.streams.hasPerson {
            throw Failure(
                .usage, "plugin \(name) is interactive, and there is no terminal", at: location,
                hint: "run it in a terminal")
        }
        let first = invocation.words.first
        let known = plugin.manifest.words.subcommands.contains { $0.name == first }
        let call = PluginCall.command(subcommand: known ? first : nil)
        do {
            try ProcessReplacement.become(
                plugin.executable(for: call),
                words: [Array(plugin.manifest.executable(for: call).utf8)] + invocation.rawWords,
                environment: plugin.environment(from: context.environment))
        } catch {
            throw Failure(.notExecutable, error)
        }
    }
}
