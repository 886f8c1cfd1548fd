package import PluginKit

/// The core's commands: what it does itself, and what it hands to awsx-connect.
package enum CoreRegistry {
    // Loops here, since joined arrays and key paths cost more than all that is in them.

    /// The command of that name, without making all others where it is one that runs many times a minute.
    package static func command(_ name: String) -> (any CorePlugin)? {
        var found: (any CorePlugin)?
        forEachQuick { command in
            if command.name == name { found = command }
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

    /// - Parameter isLast: whether a command is the last one that is looked at.
    private static func forEachQuick(_ isLast: (any CorePlugin) -> Bool) {
        _ =
            isLast(ExecPlugin()) || isLast(EnvPlugin()) || isLast(CredentialProcessPlugin())
            || isLast(ShellHookPlugin { listed }) || isLast(CompletePlugin { listed }) || isLast(PromptPlugin())
            || isLast(StatusPlugin())
    }

    private static let own: [any CorePlugin] = {
        var commands: [any CorePlugin] = []
        forEachQuick { command in
            commands.append(command)
            return false
        }
        let others: [any CorePlugin] = [
            TokenPlugin(), ProfilesPlugin(), ConfigPlugin(), DoctorPlugin(), ExplainPlugin(), InitPlugin(),
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
