import Engine
import PluginKit
import SystemKit

/// What rules say of the identity that is explained, and which agent asks.
struct ExplainedRules {
    let agent: DetectedAgent?
    /// Nil where they can't be read.
    let rules: RulesReport?
    let fault: Failure?

    static let none = ExplainedRules(agent: nil, rules: nil, fault: nil)

    static func of(_ explanation: IdentityExplanation, in context: RuntimeContext) -> ExplainedRules {
        let agent = context.agent
        do throws(Failure) {
            let own = try OwnConfigText.load(AwsxConfig.path(context), files: context.files)
            let rules = try RuleSet.load(context, own: own)
            let account = explanation.source?.accountID
            let names = rules.readsAccountNames ? AccountNames.load(context) : .none
            let subject = RunSubject(
                profile: explanation.profileInUse, accountID: account, accountName: account.flatMap { names[$0] },
                roleName: explanation.source?.roleName,
                isRoleKnown: explanation.source?.keys.map { $0.sessionToken == nil } ?? false,
                agents: agent?.names ?? [], isOnTerminal: context.streams.hasPerson)
            return ExplainedRules(
                agent: agent, rules: RulesReport(rules, subject, in: context.environment), fault: nil)
        } catch {
            return ExplainedRules(agent: agent, rules: nil, fault: error)
        }
    }

    /// The agent and the mark that tells of it; nil for none.
    var agentText: String? { agent.map { "\($0.name) (\($0.markText))" } }
}
