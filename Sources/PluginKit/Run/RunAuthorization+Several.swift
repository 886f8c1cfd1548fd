package import Engine
import SystemKit

extension RunAuthorization {
    /// One of several runs that are asked for at once.
    package struct Candidate: Sendable {
        package let subject: RunSubject
        package let run: RequestedRun
        /// What its identity was resolved from.
        package let typed: IdentityRequest

        package init(_ subject: RunSubject, _ run: RequestedRun, typed: IdentityRequest = IdentityRequest()) {
            self.subject = subject
            self.run = run
            self.typed = typed
        }
    }

    /// The runs, in their order, if all of them may be: nothing begins where one is denied, and a person confirms once for
    /// all, and gives one reason.
    ///
    /// - Throws: as for one run.
    package func require(_ candidates: [Candidate]) throws(Failure) -> [AuthorizedRun] {
        guard candidates.count > 1 else {
            guard let only = candidates.first else { return [] }
            return [try require(only.subject, only.run, typed: only.typed)]
        }
        var runs: [(candidate: Candidate, decision: RuleDecision, refusal: RunRefusal)] = []
        for candidate in candidates {
            do throws(Failure) {
                let (decision, refusal) = try decided(candidate.subject, candidate.run)
                runs.append((candidate, decision, refusal))
            } catch {
                throw naming(candidate.subject, error)
            }
        }
        var reason = try candidates[0].run.reason.map { text throws(Failure) in try RunReason.checked(text) }
        let mayAsk = candidates.allSatisfy { self.mayAsk($0.run) }
        func question(_ asked: [(candidate: Candidate, decision: RuleDecision, refusal: RunRefusal)])
            -> SeveralRunsQuestion
        {
            SeveralRunsQuestion(
                subjects: asked.map(\.candidate.subject), run: candidates[0].run, context: context, answer: answer)
        }
        let confirmed = runs.filter { $0.decision.confirmation != nil }
        if let first = confirmed.first, let rule = first.decision.confirmation {
            guard mayAsk else { throw first.refusal.unasked(rule, "requires a person's confirmation") }
            guard question(confirmed).confirms(rule) else { throw first.refusal.unconfirmed(rule) }
        }
        let reasoned = runs.filter { $0.decision.reason != nil }
        if reason == nil, let first = reasoned.first, let rule = first.decision.reason {
            guard mayAsk else {
                throw first.refusal.unasked(rule, "asks for a reason", hint: "give it with --reason TEXT")
            }
            guard let typed = question(reasoned).reason(rule, isShown: !confirmed.isEmpty) else {
                throw first.refusal.unasked(rule, "asks for a reason")
            }
            reason = try RunReason.checked(typed)
        }
        return runs.map { candidate, decision, _ in
            AuthorizedRun(
                self, candidate.subject, candidate.run, decision, typed: candidate.typed, reason: reason)
        }
    }

    private func naming(_ subject: RunSubject, _ failure: Failure) -> Failure {
        guard let profile = subject.profile else { return failure }
        return Failure(
            failure.code, "profile \(DisplayedCommandWord.quoted(profile)): \(failure.message)", at: failure.location,
            hint: failure.hint, status: failure.status)
    }
}

/// Shows a person what is about to run as whom, many times over, and asks once.
struct SeveralRunsQuestion {
    let subjects: [RunSubject]
    let run: RequestedRun
    let context: RuntimeContext
    let answer: @Sendable () -> String?

    /// So many are named; of more, the number tells enough.
    private static let mostNamed = 20

    /// Whether the person types how many they are.
    func confirms(_ rule: RuleEffect) -> Bool {
        show(rule, "asks you to confirm")
        context.streams.error.write("Type \"\(word)\" to continue: ")
        return answer() == word
    }

    /// What the person types; nil at the end of the input.
    func reason(_ rule: RuleEffect, isShown: Bool) -> String? {
        if !isShown { show(rule, "asks for a reason") }
        context.streams.error.write("Reason: ")
        return answer()
    }

    private var word: String { subjects.count == 1 ? subjects[0].profile ?? "1 run" : "\(subjects.count) runs" }

    private func show(_ rule: RuleEffect, _ what: String) {
        let style = Style.choose(.auto, context.terminal, on: context.streams.error)
        let title = TerminalSafe.text("\(rule.title) (\(rule.location)) \(what)")
        let rows = subjects.prefix(Self.mostNamed).map { subject in
            [
                Table.Cell("  \(subject.profile ?? "")"), Table.Cell(subject.accountID ?? ""),
                .init(subject.roleName ?? ""),
            ]
        }
        let more = subjects.count - rows.count
        context.streams.error.write(
            "\(style.paint("awsx:", .yellow)) \(title)\n"
                + "  command  \(TerminalSafe.text(run.command.map(DisplayedCommandWord.quoted).joined(separator: " ")))\n"
                + Table(rows: Array(rows)).text(style) + (more > 0 ? "  and \(more) more\n" : ""))
    }
}
