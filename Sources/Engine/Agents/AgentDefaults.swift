/// What holds for an agent where nothing else is said.
package enum AgentDefaults {
    /// The scope of its runs. The site's, so that no scope of the user's own takes its name.
    package static let scope = ScopeSelection(["read-strict"], authority: .site)
}
