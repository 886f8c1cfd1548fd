import Engine
package import SystemKit

/// A plugin that may be run: its real programs, and what it may know.
package struct AuthorizedPlugin: Sendable {
    /// As it was when its files were checked.
    package let manifest: Manifest
    private let executables: [PluginFiles.File]
    /// The identity variables that it gets.
    package let environment: [String]

    init(_ files: PluginFiles, granted: [String]) {
        manifest = files.manifest
        executables = files.executables
        environment = granted
    }

    /// The program for a call, where it really is: what was checked is what is run, wherever a link may point by then.
    package func executable(for call: PluginCall) -> String {
        let name = manifest.executable(for: call)
        // Each that a manifest can name was read.
        return executables.first { $0.name == name }?.path ?? executables[0].path
    }

    /// The variables that it starts with: none that says who one is in AWS but those that were granted, and those that say
    /// where awsx is.
    package func environment(from outer: Environment) -> Environment {
        var inner = outer
        let profile = outer.text(EnvironmentKey.profile) ?? outer.text(EnvironmentKey.awsxProfile)
        let region = outer.text(EnvironmentKey.region) ?? outer.text(EnvironmentKey.defaultRegion)
        for name in EnvironmentKey.identity where !environment.contains(name) { inner.remove(name) }
        if let executable = ExecutablePath.current() { inner.set("AWSX_BIN", executable) }
        if let profile { inner.set(EnvironmentKey.awsxProfile, profile) }
        if let region { inner.set("AWSX_REGION", region) }
        inner.set("AWSX_PLUGIN_PROTOCOL", String(Manifest.protocolVersion))
        return inner
    }
}
