/// What `awsx complete` lists.
package enum CandidateKind: String, Sendable, CaseIterable {
    case profiles, sessions, accounts, roles, regions, services, plugins, commands, scopes
    /// The words that a command takes, as `CommandSyntax.table` has them: how the completion scripts learn of plugins.
    case syntax
    /// What a plugin says that a word of its line may be; behind the word come the plugin's name and what was typed of it.
    case dynamic
}
