import Engine
import SystemKit

/// Shows a person what is about to run as whom, and asks.
struct RunQuestion {
    let subject: RunSubject
    let run: RequestedRun
    let decision: RuleDecision
    let context: RuntimeContext
    let answer: @Sendable () -> String?

    /// Whether the person types the profile's name.
    func confirms(_ rule: RuleEffect) -> Bool {
        show(rule, "asks you to confirm")
        let word = confirmationWord
        context.streams.error.write("Type \"\(TerminalSafe.text(word))\" to continue: ")
        return answer() == word
    }

    /// What the person types; nil at the end of the input.
    func reason(_ rule: RuleEffect) -> String? {
        if decision.confirmation == nil { show(rule, "asks for a reason") }
        context.streams.error.write("Reason: ")
        return answer()
    }

    /// The profile, else what the keys are for.
    private var confirmationWord: String {
        subject.profile ?? subject.accountAndRole ?? "the keys of this shell"
    }

    private func show(_ rule: RuleEffect, _ what: String) {
        let style = Style.choose(.auto, context.terminal, on: context.streams.error)
        let title = TerminalSafe.text("\(rule.title) (\(rule.location)) \(what)")
        var rows: [(String, Table.Cell)] = []
        if !run.command.isEmpty {
            rows.append(("  command", .init(run.command.map(DisplayedCommandWord.quoted).joined(separator: " "))))
        } else {
            rows.append(("  prints", .init("credentials, for whatever reads the output of \(run.kind.rawValue)")))
        }
        if let name = subject.profile { rows.append(("  profile", .init(name))) }
        if let account = subject.accountID { rows.append(("  account", .init(account))) }
        if let role = subject.roleName { rows.append(("  role", .init(role))) }
        let scopes = decision.scopes.flatMap(\.names)
        if !scopes.isEmpty { rows.append(("  scope", .init(scopes.joined(separator: ", ")))) }
        if !decision.tags.isEmpty { rows.append(("  tags", .init(decision.tags.joined(separator: ", ")))) }
        context.streams.error.write(
            "\(style.paint("awsx:", .yellow)) \(title)\n\(KeyValueList(cells: rows).text(style))")
    }
}
