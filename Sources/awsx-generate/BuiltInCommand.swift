import ArgumentParser
import CoreCommands
import NetworkCommands
import PluginKit
import Plugins
import Sandbox

/// A command of awsx with all that its declaration says.
struct BuiltInCommand {
    let manifest: Manifest
    let declaration: CommandDeclaration
    let isOnHotPath: Bool

    private init(_ command: any DeclaredCommand.Type) throws {
        let declaration = try CommandDeclaration(command)
        let words = declaration.commandWords
        manifest = Manifest(command) { words }
        self.declaration = declaration
        isOnHotPath = command.listing.isOnHotPath
    }

    private init(_ manifest: Manifest, _ declaration: CommandDeclaration) {
        self.manifest = manifest
        self.declaration = declaration
        isOnHotPath = false
    }

    /// The core's own, in their order.
    static func core() throws -> [BuiltInCommand] {
        try CoreRegistry.live.members.compactMap { ($0 as? any DeclaredCommandPlugin)?.declaration }.map(
            BuiltInCommand.init)
    }

    /// Those of awsx-connect.
    static func network() throws -> [BuiltInCommand] {
        try NetworkRegistry.live.members.map { try BuiltInCommand($0.declaration) }
    }

    /// The plugins in the box that need AWS.
    static func boxed() throws -> [BuiltInCommand] {
        try BoxedPlugins.live.members.map { plugin in
            let declaration = try CommandDeclaration(plugin.declaration)
            let words = declaration.commandWords
            return BuiltInCommand(BoxedPlugins.manifest(of: plugin.declaration) { words }, declaration)
        }
    }

    /// The sandbox, a program of its own.
    static func sandbox() throws -> BuiltInCommand {
        let configuration = SandboxCommand.configuration
        let declaration = try CommandDeclaration(plugin: SandboxCommand.self, name: "sandbox")
        let words = declaration.commandWords
        let manifest = Manifest(
            name: "sandbox", version: configuration.version, summary: configuration.abstract.withoutFullStop
        ) { words }
        return BuiltInCommand(manifest, declaration)
    }
}
