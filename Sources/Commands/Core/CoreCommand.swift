package import PluginKit

/// A command that the core carries out itself.
package protocol CoreCommand: CorePlugin, DeclaredCommandPlugin {}

extension CoreCommand {
    /// What was generated from its declaration; without words, and slower, before anything was.
    package var manifest: Manifest { BuiltInManifests.of(name) ?? Manifest(declaration) { CommandSyntax() } }
}
