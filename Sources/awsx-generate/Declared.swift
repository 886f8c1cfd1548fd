import ArgumentParser
import CoreCommands
import NetworkCommands
import PluginKit
import Sandbox

/// A command of awsx with all that its declaration says.
struct Declared {
    let manifest: Manifest
    let declaration: CommandDeclaration
    let isReadFast: Bool

    private init(_ command: any DeclaredCommand.Type) throws {
        let declaration = try CommandDeclaration(command)
        let words = declaration.commandWords
        manifest = Manifest(command) { words }
        self.declaration = declaration
        isReadFast = command.listing.isReadFast
    }

    private init(_ manifest: Manifest, _ declaration: CommandDeclaration) {
        self.manifest = manifest
        self.declaration = declaration
        isReadFast = false
    }

    /// The core's own, in their order.
    static func core() throws -> [Declared] {
        try CoreRegistry.live.members.compactMap { ($0 as? any DeclaredPlugin)?.declaration }.map(Declared.init)
    }

    /// Those of awsx-connect.
    static func network() throws -> [Declared] { try NetworkRegistry.live.members.map { try Declared($0.declaration) } }

    /// The plugin in the box.
    static func sandbox() throws -> Declared {
        let configuration = SandboxCommand.configuration
        let declaration = try CommandDeclaration(plugin: SandboxCommand.self, name: "sandbox")
        let words = declaration.commandWords
        let manifest = Manifest(
            name: "sandbox", version: configuration.version, summary: configuration.abstract.withoutFullStop
        ) { words }
        return Declared(manifest, declaration)
    }
}
