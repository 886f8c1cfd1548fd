package import PluginKit

/// The core's commands: what it does itself, and what it hands to awsx-connect.
package enum CoreRegistry {
    // Loops here, since joined arrays and key paths cost more than all that is in them.

    package static let live: Registry<any CorePlugin> = {
        var members = own
        members.append(plugin)
        members.append(CompletePlugin { listed })
        for name in BuiltInManifests.ofNetwork { members.append(ForwardedCommand(name: name)) }
        return Registry(members) { $0.name }
    }()

    private static let own: [any CorePlugin] = [
        ExecPlugin(), EnvPlugin(), CredentialProcessPlugin(), TokenPlugin(), StatusPlugin(), ProfilesPlugin(),
        ConfigPlugin(), DoctorPlugin(), ExplainPlugin(), InitPlugin(), CompletionScriptPlugin(), UsePlugin.use,
        UsePlugin.unuse, PromptPlugin(), AllowPlugin(), ScopePlugin(), AgentPlugin(), LogPlugin(),
        RunWatchPlugin(),
        ShellHookPlugin { listed },
    ]
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
