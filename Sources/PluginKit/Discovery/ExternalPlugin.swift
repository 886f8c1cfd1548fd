import Engine
import SystemKit

/// An executable that came with a manifest.
package struct ExternalPlugin: CorePlugin {
    package let manifest: Manifest
    package let path: String

    package init(manifest: Manifest, path: String) {
        self.manifest = manifest
        self.path = path
    }

    package var name: String { manifest.name }

    /// Becomes the plugin: without the variables that say who one is in AWS, and with those that say where awsx is.
    package func run(_ invocation: Invocation) throws -> Int32 {
        guard manifest.kinds.contains(.command) else {
            throw Failure(.usage, "plugin \(manifest.name) is no command", at: .file(path, line: nil))
        }
        // What was checked is what is run, wherever a link may point by then.
        let program = try PluginTrust.require(path, invocation.context.files)
        do {
            try ProcessReplacement.become(
                program, words: [Array("awsx-\(manifest.name)".utf8)] + invocation.rawWords,
                environment: environment(from: invocation.context.environment))
        } catch {
            throw Failure(.notExecutable, error)
        }
    }

    private func environment(from outer: Environment) -> Environment {
        var inner = outer
        let profile = outer.text(EnvironmentKey.profile) ?? outer.text(EnvironmentKey.awsxProfile)
        let region = outer.text(EnvironmentKey.region) ?? outer.text(EnvironmentKey.defaultRegion)
        // A manifest is no grant: what gives keys, or leads to some, goes in any case.
        let kept = Set(manifest.environment).subtracting(EnvironmentKey.keys)
        for name in EnvironmentKey.identity where !kept.contains(name) { inner.remove(name) }
        if let executable = ExecutablePath.current() { inner.set("AWSX_BIN", executable) }
        if let profile { inner.set(EnvironmentKey.awsxProfile, profile) }
        if let region { inner.set("AWSX_REGION", region) }
        inner.set("AWSX_PLUGIN_PROTOCOL", String(Manifest.protocolVersion))
        return inner
    }
}
