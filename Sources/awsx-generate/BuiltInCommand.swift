import ArgumentParser
import CoreCommands
import NetworkCommands
import PluginKit
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

    /// The plugin in the box.
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
