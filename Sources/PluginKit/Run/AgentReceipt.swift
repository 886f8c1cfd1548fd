import Engine
import SystemKit

/// The one line that an agent's run leaves on standard error: as whom, with what, until when, and what would widen it.
struct AgentReceipt {
    let agent: DetectedAgent
    let entry: RunLogEntry
    let run: AuthorizedRun

    func line(in context: RuntimeContext) -> String {
        let who = [entry.accountID, entry.roleName].compactMap { $0 }.joined(separator: " ")
        let name =
            entry.profile.map { who.isEmpty ? $0 : "\($0) (\(who))" }
            ?? (who.isEmpty ? "credentials from the environment" : who)
        let scope = entry.scopes.isEmpty ? "not narrowed" : "scope \(entry.scopes.joined(separator: ","))"
        let end = entry.expiresAt.map { "until \($0.iso8601)" } ?? "without expiration"
        let parts = ["agent \(agent.name)", name, scope, end, "run \(entry.runID)", widening(in: context)]
        return "awsx: \(TerminalSafe.text(parts.joined(separator: "; ")))\n"
    }

    /// The line of a configuration that decides how far a run reaches.
    private func widening(in context: RuntimeContext) -> String {
        if let scope = run.decision.scopes.first?.effect {
            return "to allow more: scope of \(scope.title) (\(scope.location))"
        }
        if let free = run.decision.unscoped.first { return "scope = none in \(free.title) (\(free.location))" }
        let path = AwsxConfig.path(context) ?? "awsx's config"
        return "to allow more: scope = NAME under [agent] in \(path)"
    }
}
