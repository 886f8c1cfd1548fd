package import PluginKit

/// The core's commands: what it does itself, and what it hands to awsx-connect.
package enum CoreRegistry {
    // Loops here, since joined arrays and key paths cost more than all that is in them.

    /// The command of that name, without making others where it is one that runs many times a minute.
    package static func command(_ name: String) -> (any CorePlugin)? {
        var found: (any CorePlugin)?
        forEachQuick { quick, make in
            if quick == name { found = make() }
            return found != nil
        }
        return found ?? live[name]
    }

    package static let live: Registry<any CorePlugin> = {
        var members = own
        members.append(plugin)
        for name in BuiltInManifests.ofNetwork { members.append(ForwardedCommand(name: name)) }
        return Registry(members) { $0.name }
    }()

    /// - Parameter isLast: whether a command is the last one that is looked at, by its name and what makes it.
    private static func forEachQuick(_ isLast: (_ name: String, _ make: () -> any CorePlugin) -> Bool) {
        _ =
            isLast(ExecArguments.name) { ExecPlugin() } || isLast(EnvArguments.name) { EnvPlugin() }
            || isLast(CredentialProcessArguments.name) { CredentialProcessPlugin() }
            || isLast(ShellHookPlugin.name) { ShellHookPlugin { listed } }
            || isLast(CompleteArguments.name) { CompletePlugin { listed } }
            || isLast(PromptArguments.name) { PromptPlugin() } || isLast(StatusArguments.name) { StatusPlugin() }
            || isLast(ProfilesArguments.name) { ProfilesPlugin() }
    }

    private static let own: [any CorePlugin] = {
        var commands: [any CorePlugin] = []
        forEachQuick { _, make in
            commands.append(make())
            return false
        }
        let others: [any CorePlugin] = [
            TokenPlugin(), ConfigPlugin(), DoctorPlugin(), ExplainPlugin(), InitPlugin(),
            CompletionScriptPlugin(), UsePlugin.use, UsePlugin.unuse, AllowPlugin(), ScopePlugin(), AgentPlugin(),
            LogPlugin(), RunWatchPlugin(),
        ]
        for command in others { commands.append(command) }
        return commands
    }()
    private static let plugin = PluginPlugin { listed }

    /// What a person may call, as lists have it.
    private static var listed: [Manifest] {
        var found: [Manifest] = []
        for command in own {
            let manifest = command.manifest
            if !manifest.isHidden { found.append(manifest) }
        }
        for name in BuiltInManifests.ofNetwork { found.append(ForwardedCommand(name: name).manifest) }
        found.append(plugin.manifest)
        return found
    }
}
