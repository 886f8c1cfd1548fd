import Engine
import PluginKit
import SystemKit

/// What an agent would get here, and how to widen it.
struct AgentReport: Renderable {
    private let detected: DetectedAgent?
    private let subject: RunSubject?
    private let decision: RuleDecision
    private let rules: RulesReport
    private let boundaryAbsence: String?
    private let configPath: String

    init(_ authorization: RunAuthorization, _ identity: ResolvedIdentity?, in context: RuntimeContext) {
        detected = authorization.agent
        let agent = detected ?? DetectedAgent(.init(location: .variable(EnvironmentKey.awsxAgent), agent: "agent"))
        let subject = identity.map { RunSubject($0, agent: agent, isOnTerminal: false) }
        self.subject = subject
        let asked = subject ?? RunSubject(profile: nil, agents: agent.names)
        decision = authorization.rules.decision(for: asked, in: context.environment)
        rules = RulesReport(authorization.rules, asked, in: context.environment)
        boundaryAbsence = AgentBoundary.absence
        configPath = AwsxConfig.path(context) ?? "awsx's config"
    }

    private var scopes: [String] {
        decision.scopes.flatMap(\.names) + (decision.isNarrowedByDefault ? AgentDefaults.scope.names : [])
    }

    var json: JSON {
        .object([
            "agent": detected?.json ?? .null, "profile": .text(subject?.profile),
            "accountId": .text(subject?.accountID), "roleName": .text(subject?.roleName),
            "scopes": .array(scopes.map(JSON.string)),
            "deniedBy": decision.denial?.json ?? .null, "rules": rules.json,
            "boundary": .object([
                "available": .bool(boundaryAbsence == nil), "reason": .text(boundaryAbsence),
            ]),
        ])
    }

    func text(_ style: Style) -> String {
        var rows: [(String, Table.Cell)] = [
            (
                "agent",
                .init(
                    detected.map { "\($0.name) (\($0.markText))" } ?? "none detected; this is what an agent would get")
            ),
            ("profile", .init(subject?.profile ?? "none", .bold)),
        ]
        if let who = subject?.accountAndRole { rows.append(("acts as", .init(who))) }
        if let denial = decision.denial {
            rows.append(("keys", .init("none: denied by \(denial.title) (\(denial.location))", .red)))
        } else {
            rows.append(("scope", .init(scopeText)))
        }
        rows.append(("sign-in", .init("never started; no browser is opened, no questions are asked")))
        rows.append(
            ("boundary", .init(boundaryAbsence ?? "available: awsx agent run --boundary -p PROFILE -- COMMAND")))
        return KeyValueList(cells: rows).text(style) + rules.part(style) + widening(style)
    }

    private var scopeText: String {
        guard !scopes.isEmpty else {
            return decision.unscoped.first.map { "not narrowed (\($0.title), \($0.location))" } ?? "not narrowed"
        }
        let cause = (decision.scopes.first?.effect).map { "\($0.title), \($0.location)" } ?? "the default for agents"
        return "\(scopes.joined(separator: ", ")) (\(cause))"
    }

    private func widening(_ style: Style) -> String {
        let name = subject?.profile ?? "dev-*"
        // No rule of a user's weakens a denial.
        if let denial = decision.denial {
            let place = TerminalSafe.text("\(denial.location)")
            let way =
                denial.rule == nil
                ? "add \(TerminalSafe.text(name)) to profiles under [agent] (\(place))"
                : "change \(TerminalSafe.text(denial.title)) (\(place))"
            return "\n\(style.paint("To allow this profile", .bold)): \(way)\n"
        }
        return """

            \(style.paint("To allow more", .bold)), for one profile, in \(TerminalSafe.text(configPath)):
              [rule agents]
              profile = \(TerminalSafe.text(name))
              agent = any
              scope = s3:read, logs:view      (or none: the keys as they are)
            or for all profiles: scope = under [agent]; profiles = there lists the profiles that agents may use.

            """
    }
}

extension DetectedAgent {
    var json: JSON {
        .object([
            "name": .string(name),
            "marks": .array(marks.map { .object(["name": .string($0.agent), "place": $0.location.json]) }),
        ])
    }
}

extension RuleEffect {
    var json: JSON {
        .object(["rule": .text(rule), "origin": .string(origin.rawValue), "place": location.json])
    }
}
